import { expect, test } from 'vitest'
import { createApi, type Handlers } from '../../src-main/api/create-api.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'

const faults: [string, unknown][] = []
const api = createApi(
  {
    'batch.list': (payload: unknown) => payload,
    'batch.show': () => {
      throw new StudioError({ code: 'batch.not-found', message: 'None.', whatToDo: 'Look.' })
    },
    'template.list': async () => {
      throw new TypeError('undefined is not a function')
    },
  } as unknown as Handlers,
  (command, error) => {
    faults.push([command, error])
    return '/studio/log'
  },
)
const ask = (name: string, payload: unknown) => api.ask(name as 'batch.list', payload as object)
const coded = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })

test('a payload is parsed before it is acted upon, its defaults filled in', async () => {
  expect(await ask('batch.list', {})).toEqual({ limit: 50 })
  await expect(ask('batch.list', { limit: 0 })).rejects.toEqual(coded('request.invalid'))
  await expect(ask('batch.list', { limit: 1, sneaky: true })).rejects.toMatchObject({
    details: [expect.stringContaining('sneaky')],
  })
  await expect(ask('batch.list', null)).rejects.toEqual(coded('request.invalid'))
})

test('an id that leads out of the folder that is called by it, and goes afterwards, is refused', async () => {
  for (const id of ['x/../../../victim', '..', 'a\\..\\..', '', 'a'.repeat(65)]) {
    for (const name of ['check.run', 'plan.run', 'batch.estimate', 'check.stop', 'plan.stop'])
      await expect(ask(name, { id })).rejects.toMatchObject({
        code: 'request.invalid',
        details: expect.arrayContaining([expect.stringMatching(/^id: /)]),
      })
  }
})

test('what is written for a page replaces nothing but files of its kind: no profile, no key, no program', async () => {
  for (const out of [
    '/home/me/.bashrc',
    '/home/me/.ssh/authorized_keys',
    'C:\\x.bat',
    '/tmp/.csv',
    'a.csv/b',
    '',
  ])
    for (const [name, rest] of [
      ['table.export', { columns: ['a'], rows: [] }],
      ['job.save-frame', { job: 1, frame: 0 }],
    ] as const)
      await expect(ask(name, { ...rest, out })).rejects.toMatchObject({
        code: 'request.invalid',
        details: [expect.stringMatching(/^out: /)],
      })
})

test('a command that does not exist is refused, also under a name that every object has', async () => {
  for (const name of ['batch.lst', 'constructor', '__proto__', 'toString'])
    await expect(ask(name, {})).rejects.toEqual(coded('command.unknown'))
})

test('an error on purpose passes as it is; a fault of ours is written down and told apart', async () => {
  await expect(ask('batch.show', { batch: 'b' })).rejects.toEqual(coded('batch.not-found'))
  expect(faults).toEqual([])
  await expect(ask('template.list', {})).rejects.toMatchObject({
    code: 'internal',
    whatToDo: expect.stringContaining('/studio/log'),
  })
  expect(faults).toEqual([['template.list', expect.any(TypeError)]])
})
