import { expect, test } from 'vitest'
import { rooted, withAssetRoots } from '../../src-main/api/asset-roots.ts'
import type { Handlers } from '../../src-main/api/create-api.ts'

test('folders that a person declared once are searched for every batch, still and check, besides its own', async () => {
  const seen: string[][] = []
  const plain = {
    'batch.start': async ({ roots }: { roots: string[] }) => seen.push(roots),
    'still.make': async ({ roots }: { roots: string[] }) => seen.push(roots),
  } as unknown as Handlers
  const declared = ['/pictures', '/own']
  const handlers = withAssetRoots(plain, async () => declared)
  await handlers['batch.start']({ roots: ['/own'] } as never)
  await handlers['still.make']({ roots: [] } as never)
  expect((await rooted({ roots: ['/a'] }, async () => declared)).roots).toEqual(['/a', '/pictures', '/own'])
  declared.length = 0
  await handlers['batch.start']({ roots: ['/own'] } as never)
  expect(seen).toEqual([['/own', '/pictures'], ['/pictures', '/own'], ['/own']])
})
