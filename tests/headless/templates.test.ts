import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { StudioError } from '../../src-shared/contract/errors.ts'
import { doorTo } from './fake-door.ts'

test.each<[string, string[], string, object, object, string[]]>([
  [
    'a folder or a ZIP file is imported by its absolute path',
    ['import', 'card.zip'],
    'template.import',
    { path: resolve('card.zip') },
    { name: 'card', version: '1.2.0', outcome: 'new-version' },
    ['card is now in version 1.2.0.'],
  ],
  [
    'what is meant is said where the name is taken',
    ['import', './card', '--as', 'copy'],
    'template.import',
    { path: resolve('card'), as: 'copy' },
    { name: 'card-2', version: '1.0.0', outcome: 'copy' },
    ['Imported as card-2 1.0.0.'],
  ],
  [
    'an earlier version is exported under a name that says so',
    ['export', 'card@1.1.0', '--overwrite'],
    'template.export',
    { template: 'card', path: resolve('card-1.1.0.zip'), version: '1.1.0', overwrite: true },
    { path: resolve('card-1.1.0.zip'), bytes: 12_000 },
    [`${resolve('card-1.1.0.zip')} (12 kB)`],
  ],
  [
    'a copy gets the name and the title that were given',
    ['duplicate', 'card', 'tag', '--title', 'Price tag'],
    'template.duplicate',
    { template: 'card', name: 'tag', title: 'Price tag' },
    { name: 'tag', version: '1.0.0' },
    ['Duplicated as tag.'],
  ],
  [
    'after deleting it is said how that is undone',
    ['delete', 'card'],
    'template.delete',
    { template: 'card' },
    { removed: '20261121100000-0a1b2c3d', shipped: '1.0.0' },
    [
      'Deleted card. Version 1.0.0 of Reelmill is in its place.',
      'To undo this: reelmill template bring-back 20261121100000-0a1b2c3d',
    ],
  ],
  [
    'what was deleted is brought back',
    ['bring-back', '20261121100000-0a1b2c3d'],
    'template.bring-back',
    { removed: '20261121100000-0a1b2c3d' },
    { name: 'card', version: '1.2.0' },
    ['card 1.2.0 is back.'],
  ],
  [
    'a version is made the current one again',
    ['restore', 'card', 'shipped'],
    'template.restore',
    { template: 'card', version: 'shipped' },
    { version: 'shipped', before: '1.2.0' },
    ['card is the version that comes with Reelmill again.'],
  ],
])('%s', async (_title, said, command, payload, answer, lines) => {
  const { run, asked, out } = doorTo({ [command]: answer })
  expect(await run('template', ...said)).toBe(0)
  expect(asked).toEqual([[command, payload]])
  expect(out).toEqual(lines)
  const json = doorTo({ [command]: answer })
  await json.run('template', ...said, '--json')
  expect(json.out.map((line) => JSON.parse(line))).toEqual([{ event: 'summary', exit: 0, ...answer }])
})

test('versions are told with what changed, and what comes from a template can not colour the terminal', async () => {
  const { run, out } = doorTo({
    'template.versions': [
      {
        version: '1.1.0',
        at: '2026-11-21T10:00:00.000Z',
        note: 'Longer\u001b[31m opening.',
        origin: 'own',
        isCurrent: true,
        changes: [
          {
            what: 'scene',
            name: 'opening',
            how: 'changed',
            details: [{ property: 'duration', from: '2', to: '2.5' }],
          },
          { what: 'asset', name: 'music.m4a', how: 'added', details: [] },
          {
            what: 'variable',
            name: 'price',
            how: 'changed',
            details: [
              { property: 'title', from: null, to: 'Price' },
              { property: 'required', from: 'true', to: 'false' },
            ],
          },
        ],
      },
      { version: '1.0.0', at: null, note: '', origin: 'shipped', isCurrent: false, changes: null },
    ],
  })
  expect(await run('template', 'versions', 'card')).toBe(0)
  expect(out).toEqual([
    expect.stringMatching(/^1\.1\.0 {2}\(current\) {2}2026-11-21 \d\d:00:00$/),
    expect.stringMatching(/^ {2}Longer\P{Cc}*opening\.$/u),
    '  scene opening changed, duration: 2 -> 2.5',
    '  file music.m4a added',
    '  variable price changed',
    '    title: nothing -> Price',
    '    required: true -> false',
    '1.0.0  comes with Reelmill',
  ])
})

test('a name that is taken ends with 2, and its last line says what to do', async () => {
  const { run, err } = doorTo({
    'template.import': new StudioError({
      code: 'template.taken',
      message: 'There is a template "card" already.',
      whatToDo: 'Import it as a copy.',
    }),
  })
  expect(await run('template', 'import', 'card')).toBe(2)
  expect(err.at(-1)).toContain('Import it as a copy.')
})

test('the list names templates that can not be used on standard error', async () => {
  const { run, out, err } = doorTo({
    'template.list': [],
    'template.broken': [{ name: 'card', error: { code: 'template.invalid', message: 'It is\nnot valid.' } }],
  })
  expect(await run('template', 'list')).toBe(0)
  expect(out).toHaveLength(1)
  expect(err).toEqual(["Can't be used: card. It is not valid."])
})
