import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { Verdict } from '../../src-shared/quality/inspection.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { doorTo } from './fake-door.ts'

const videos = ['/v/a.mp4', '/v/b.mp4', '/v/c.mp4']
const seen = (verdict: Verdict) => ({
  verdict,
  findings: [],
  profile: { name: 'web', hash: '' },
  sha256: '',
  planned: false,
  cpuMilliseconds: null,
})
const locked = new StudioError({
  code: 'media.no-access',
  message: 'b.mp4 may not be read.',
  whatToDo: 'Let yourself read it.',
})

function inspected(verdictOf: (path: string) => Verdict) {
  return doorTo({
    'quality.find-videos': { videos },
    'quality.inspect-file': ({ path }: { path: string }) => {
      if (path === '/v/b.mp4') throw locked
      return seen(verdictOf(path))
    },
  })
}

test('a video that can’t be looked at costs no other one, is named with what to do, and tells in the status', async () => {
  const { run, out, err, asked } = inspected(() => 'pass')
  expect(await run('qc', '/v')).toBe(2)
  expect(asked.filter(([name]) => name === 'quality.inspect-file')).toHaveLength(3)
  const said = [...out, ...err].join('\n')
  expect(said).toContain('b.mp4 may not be read.')
  expect(said).toContain('Let yourself read it.')
  expect(out.slice(-2)).toEqual([
    '',
    '2 videos looked at: 2 pass, 0 to be looked at, 0 fail. Not looked at: 1.',
  ])
})

test('programs get a line for it, and a summary that counts it', async () => {
  const { run, out } = inspected((path) => (path === '/v/c.mp4' ? 'fail' : 'pass'))
  await run('qc', '/v', '--json')
  const lines = out.map((line) => JSON.parse(line))
  expect(lines.map(({ event }) => event)).toEqual(['inspected', 'not-inspected', 'inspected', 'summary'])
  expect(lines[1]).toMatchObject({ path: '/v/b.mp4', error: { code: 'media.no-access' } })
  expect(lines[3]).toMatchObject({ files: 2, pass: 1, fail: 1, notInspected: 1 })
})

test('a profile that isn’t there ends it before the second video', async () => {
  const { run, asked } = doorTo({
    'quality.find-videos': { videos },
    'quality.inspect-file': new StudioError({ code: 'quality.profile-missing', message: 'No.' }),
  })
  expect(await run('qc', '/v', '--profile', 'wbe')).toBe(2)
  expect(asked.filter(([name]) => name === 'quality.inspect-file')).toHaveLength(1)
})

const black = {
  ...{ check: 'picture.black', severity: 'error', from: 3, to: 9, figure: null, threshold: null, unit: null },
  ...{ message: 'The picture is black.', whatToDo: 'Look at it.', region: null, layer: null, segment: null },
}
const video = (job: number, verdict: Verdict, findings: object[]) => ({
  ...{ job, rowKey: `K${job}`, line: job, language: 'en', format: 'wide', path: `Kitchen/${job}.mp4` },
  ...{ verdict, findings },
})
const came = {
  ...{ batch: '20261122-1000-abcd', profile: 'web', inspected: 3, known: 1, replanned: 0 },
  ...{ verdicts: { pass: 1, warn: 1, fail: 1 }, notInspected: 0, faults: [] as object[] },
}

/** A studio in which a batch was looked at, with this answer; its inspected videos are asked for two at a time. */
function inspectedBatch(changes: object = {}, counts = { pass: 2, warn: 1, fail: 1 }) {
  const all = [video(1, 'fail', [black]), video(2, 'pass', []), video(3, 'warn', [black])]
  return doorTo({
    'quality.inspect-batch': { ...came, ...changes },
    'quality.videos': ({ verdict, after }: { verdict?: Verdict[]; after: number }) => {
      const found = all.filter((one) => verdict?.includes(one.verdict) !== false && one.job > after)
      return { videos: found.slice(0, 1), next: found.length > 1 ? found[0]!.job : null }
    },
    'quality.summary': {
      ...{ batch: came.batch, videos: 4, notInspected: 0, verdicts: counts, profiles: [] },
      checks: [{ check: 'picture.black', severity: 'error', findings: 2, videos: 2 }],
    },
    'quality.write-findings': null,
    'quality.stop-inspecting': null,
  })
}

test('a batch is told by what did not pass, by its checks and by its counts, and fails as files do', async () => {
  const { run, out, asked } = inspectedBatch()
  expect(await run('qc', came.batch, '--profile', 'social', '--findings-out', '/f.csv')).toBe(5)
  expect(asked.find(([name]) => name === 'quality.inspect-batch')![1]).toMatchObject({
    ...{ batch: came.batch, profile: 'social', again: false },
  })
  expect(out.filter((line) => /^[A-Z]{4} /.test(line))).toEqual([
    'FAIL  Kitchen/1.mp4',
    'WARN  Kitchen/3.mp4',
  ])
  expect(out.join('\n')).toContain('picture.black       frames 3-8  The picture is black.')
  expect(out.at(-1)).toBe(
    'Batch 20261122-1000-abcd, profile web: 3 videos looked at, 1 video before: 2 pass, 1 to be looked at, 1 fail.',
  )
  expect(out.at(out.findIndex((line) => /^ {2}error +picture.black +2 findings/.test(line)) - 1)).toBe('')
  expect(asked.find(([name]) => name === 'quality.write-findings')![1]).toEqual({
    out: '/f.csv',
    of: { batch: came.batch },
  })
})

test('whoever compares videos with their plan looks at all of them again; programs get a line for each', async () => {
  const { run, out, asked } = inspectedBatch({}, { pass: 3, warn: 1, fail: 0 })
  expect(await run('qc', 'last', '--likeness', '10', '--strict', '--json')).toBe(6)
  expect(asked.find(([name]) => name === 'quality.inspect-batch')![1]).toMatchObject({
    ...{ batch: 'last', again: true, likeness: 10 },
  })
  const lines = out.map((line) => JSON.parse(line))
  expect(lines.map(({ event, job }) => [event, job])).toEqual([
    ['inspected', 1],
    ['inspected', 2],
    ['inspected', 3],
    ['summary', undefined],
  ])
})

test('what could not be looked at in a batch is named with what to do, and tells in the status', async () => {
  const fault = {
    job: 4,
    path: 'Kitchen/4.mp4',
    error: { code: 'output.missing', message: 'Gone.', whatToDo: 'Back.' },
  }
  const { run, out } = inspectedBatch({ notInspected: 1, faults: [fault], replanned: 2 })
  expect(await run('qc', 'last')).toBe(2)
  expect(out).toEqual(
    expect.arrayContaining(['----  Kitchen/4.mp4', '  Gone.', '  Back.', 'Not looked at: 1.']),
  )
  expect(out.join('\n')).toContain('2 videos would be made otherwise today')
})

test('Ctrl+C stops the looking at a batch', async () => {
  let stop: (error: Error) => void = () => {}
  const door = doorTo({
    'quality.inspect-batch': () =>
      new Promise((_, reject) => {
        stop = reject
        setImmediate(() => door.interrupt('person'))
      }),
    'quality.stop-inspecting': () => {
      stop(new StudioError({ code: 'quality.stopped', message: 'Stopped.' }))
      return null
    },
  })
  expect(await door.run('qc', 'last')).toBe(130)
})

test('a folder with the papers of a batch of this studio is that batch; with those of another one, it is a folder', () =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'manifest.json'), '{}')
    const own = doorTo({
      'quality.batch-in': { batch: came.batch },
      'quality.inspect-batch': new StudioError({ code: 'quality.nothing-finished', message: 'None.' }),
    })
    expect(await own.run('qc', folder)).toBe(2)
    expect(own.asked.map(([name]) => name)).toEqual(['quality.batch-in', 'quality.inspect-batch'])
    const foreign = doorTo({
      'quality.batch-in': { batch: null },
      'quality.find-videos': { videos: ['/v/a.mp4'] },
      'quality.inspect-file': seen('pass'),
    })
    expect(await foreign.run('qc', folder)).toBe(0)
    expect(foreign.asked.map(([name]) => name)).toContain('quality.inspect-file')
  }))
