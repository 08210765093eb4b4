import { expect, test } from 'vitest'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { Verdict } from '../../src-shared/quality/inspection.ts'
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
  expect(out.at(-1)).toBe('2 videos looked at: 2 pass, 0 to be looked at, 0 fail. Not looked at: 1.')
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
