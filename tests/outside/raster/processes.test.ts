import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { rasteriser } from './pixels.ts'

const run = promisify(execFile)
const program = async (name: string, env: NodeJS.ProcessEnv = {}) =>
  JSON.parse(
    (await run(process.execPath, [join(import.meta.dirname, name)], { env: { ...process.env, ...env } }))
      .stdout,
  )

it('two processes draw the same pixels, and no font of the system is among theirs', async () => {
  const [first, second] = await Promise.all([
    program('draw-samples.ts'),
    program('draw-samples.ts', { LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8', TZ: 'Asia/Tokyo' }),
  ])
  expect(first.hashes.length).toBeGreaterThan(10)
  expect(new Set(first.hashes).size).toBe(first.hashes.length)
  expect(second.hashes).toEqual(first.hashes)
  expect(first.systemFamilies).toEqual([])
})

it('what drew the pixels is named with its versions', () => {
  expect(rasteriser.mark).toMatch(
    /^HarfBuzz \d+\.\d+\.\d+, Skia of @napi-rs\/canvas \d+\.\d+\.\d+, drawing \d+$/,
  )
})

it('five hundred drawings asked for at once stay under 400 MB', async () => {
  expect((await program('draw-many.ts')).megabytes).toBeLessThan(400)
})
