import { join } from 'node:path'
import { expect, test } from 'vitest'
import { causeOfCode } from '../../../src-main/core/retry-policy/cause-of-code.ts'
import { desktopCommands } from '../../../src-shared/contract/bridge.ts'
import { commands } from '../../../src-shared/contract/commands.ts'
import { eventNames } from '../../../src-shared/contract/events.ts'
import { checkNames } from '../../../src-shared/quality/checks.ts'
import { readSources } from '../../architecture/read-sources.ts'
import { codesIn } from './thrown-codes.ts'

const root = join(import.meta.dirname, '../../..')
/** What a door asks and is told, and what finished videos are checked for. */
const notCodes = new Set<string>([
  ...Object.keys(commands),
  ...Object.keys(desktopCommands),
  ...eventNames,
  ...checkNames,
])
/** Rules of these rooms are findings about a template or problems of a row: told in one error, never thrown. */
const onlyFindings = /^src-main\/core\/(template-rules|cell-values|column-mapping)\//
/** A finding about a table as a whole, and names of settings. */
const neverThrown = new Set(['data.note', 'queue.paused', 'review.approvals', 'review.key'])

const sources = [...readSources(root)].filter(
  ([path]) => /^src-main\/(services|outside|core|api)\//.test(path) && !onlyFindings.test(path),
)
const codes = new Map<string, string>()
for (const [path, text] of sources) for (const code of codesIn(path, text)) codes.set(code, path)

test('why something failed is known for every code that the house throws', () => {
  const unknown = [...codes].filter(
    ([code]) => !notCodes.has(code) && !neverThrown.has(code) && !isKnown(code),
  )
  const listed = unknown.map(([code, path]) => `${code} (${path})`).join('\n')
  expect(listed, `Give these codes a cause in src-main/core/retry-policy/cause-of-code.ts:\n${listed}`).toBe(
    '',
  )
})

test('the codes were really read', () => {
  expect(codes.size).toBeGreaterThan(120)
  for (const code of [
    'disk.full',
    'media.broken',
    'internal',
    'asset.fetch',
    'picture.too-slow',
    '{}.unknown',
  ])
    expect([...codes.keys()]).toContain(code)
  expect(codesIn('a.ts', "throw new StudioError({ code: 'brand.new', message: '' })")).toContain('brand.new')
  expect(codesIn('a.ts', "import x from 'some.thing'; open('studio.sqlite'); say('No. never.')")).toEqual([])
})

function isKnown(code: string): boolean {
  if (!code.includes('{}')) return causeOfCode.has(code)
  const pattern = new RegExp(`^${code.replaceAll('.', '\\.').replaceAll('{}', '[a-z.-]+')}$`)
  return [...causeOfCode.keys()].some((known) => pattern.test(known))
}
