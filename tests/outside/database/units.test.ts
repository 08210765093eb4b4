import { expect, test } from 'vitest'
import { changeUnit } from '../../../src-main/core/job-lifecycle/unit-lifecycle.ts'
import type { StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { UnitEnding, UnitInHand } from '../../../src-main/outside/database/unit-records.ts'
import { all, at, claim, make, runningBatch, settle, withReading, withStore } from './stores.ts'

const ending: UnitEnding = {
  exit: 'exit status 0',
  milliseconds: 1_234.5,
  cpuMilliseconds: 2_000,
  peakBytes: 3e8,
  commands: ["ffmpeg -i 'a b.png' out.mp4"],
  stderr: 'frame= 60\nQué pena',
}
const error = { code: 'ffmpeg.crashed', message: 'ffmpeg ended by itself.', cause: 'transient' as const }
const ask = (job: number, hash = 'abc') => ({
  batch: 'b1',
  job,
  kind: 'segment' as const,
  hash,
  label: 'Scene 1',
  order: 1,
})
const begin = (store: StudioStore, job: number, hash?: string, when = at) =>
  store.units.begin(ask(job, hash), when, { expectedBytes: 1e8, encoder: 'libx264' }, (unit) =>
    changeUnit(unit, { kind: 'begun' }),
  )
const end = (store: StudioStore, unit: UnitInHand, event: Parameters<typeof changeUnit>[1], when = at) =>
  store.units.end(changeUnit(unit, event), when, ending)

test('every try at a unit is kept with its command, its last words and what it took', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 1)
    const { id } = claim(store)!.job
    expect(store.units.known(ask(id))).toBeNull()
    const first = begin(store, id)
    expect(first).toMatchObject({ status: 'running', tries: 0, attempts: 1, batchId: 'b1' })
    end(store, first, { kind: 'try-again', error, afterMilliseconds: 5_000, withFewer: false })
    const second = begin(store, id)
    expect(second).toMatchObject({ number: first.number, tries: 1, attempts: 2 })
    store.units.end(changeUnit(second, { kind: 'made' }), at, { ...ending, encoder: 'h264_nvenc' })
    const [unit] = store.units.ofJob(id)
    expect(unit).toMatchObject({ label: 'Scene 1', status: 'done', tries: 1 })
    expect(unit!.tried).toEqual([
      {
        unit: first.number,
        number: 1,
        studio: 'one',
        machine: expect.any(String),
        begunAt: at,
        endedAt: at,
        end: 'failed',
        reason: error.message,
        error,
        exit: 'exit status 0',
        milliseconds: 1_235,
        cpuMilliseconds: 2_000,
        peakBytes: 3e8,
        expectedBytes: 1e8,
        encoder: 'libx264',
        commands: ending.commands,
        stderr: ending.stderr,
      },
      expect.objectContaining({ number: 2, end: 'done', error: null, encoder: 'h264_nvenc' }),
    ])
    expect(() => store.units.byNumber(99)).toThrow(expect.objectContaining({ code: 'unit.not-found' }))
  }))

test('units of other hashes stand apart, in the order of the plan; one that is held is known after a restart', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 1)
    const { id } = claim(store)!.job
    const held = begin(store, id, 'one')
    begin(store, id, 'two')
    store.units.change(changeUnit(held, { kind: 'paused' }), at)
    expect(store.units.held(id)).toMatchObject([
      { hash: 'one', status: 'paused', reason: 'Paused on request.' },
    ])
    expect(store.units.ofJob(id).map(({ hash }) => hash)).toEqual(['one', 'two'])
    expect(store.units.ofJob(id)[0]!.tried).toMatchObject([
      { end: 'handed-back', commands: null, stderr: null },
    ])
  }))

test('a change of a unit that has moved on is not written', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 1)
    const unit = begin(store, claim(store)!.job.id)
    end(store, unit, { kind: 'made' })
    expect(() => end(store, unit, { kind: 'failed', error })).toThrow('no longer running')
    expect(store.units.byNumber(unit.number).status).toBe('done')
  }))

test('a person who tries a failed video again gives all of its units as many tries as at first', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 2)
    const fail = () => {
      const { job } = claim(store)!
      const unit = begin(store, job.id)
      end(store, unit, { kind: 'failed', error })
      settle(store, job, { kind: 'failed', error })
      return { job: job.id, unit: unit.number }
    }
    const one = fail()
    const two = fail()
    expect(store.units.byNumber(one.unit)).toMatchObject({ status: 'failed', tries: 1, error })
    settle(store, store.job(one.job), { kind: 'retried' })
    expect(store.units.byNumber(one.unit)).toMatchObject({ status: 'waiting', tries: 0, attempts: 1 })
    expect(store.units.byNumber(two.unit).status).toBe('failed')
    all(store.changingJobs('b1', { from: ['failed'], to: 'waiting', reason: 'Again.', at }))
    expect(store.units.byNumber(two.unit)).toMatchObject({ status: 'waiting', tries: 0 })
  }))

test('a timeline adds up what was done, in no more than sixty equal stretches', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 4)
    const day = (minute: number) => new Date(Date.parse(at) + minute * 60_000).toISOString()
    for (const minute of [0, 0, 91, 150]) {
      const { job } = claim(store)!
      end(store, begin(store, job.id, undefined, day(minute)), { kind: 'made' }, day(minute))
      make(store, job, day(minute))
    }
    const { stretches } = store.timeline('b1')
    expect(stretches).toHaveLength(51)
    expect(stretches.every(({ seconds }) => seconds === 180)).toBe(true)
    expect(stretches[0]).toEqual({
      from: day(0),
      seconds: 180,
      done: 2,
      failed: 0,
      units: 2,
      retries: 0,
      cpuSeconds: 4,
      bytes: 20,
    })
    expect([stretches[30]!.done, stretches[31]!.done, stretches[50]!.done]).toEqual([1, 0, 1])
  }))

test('what is of use for a while only is dropped later; failures keep all that tells of them', () =>
  withReading(async (reading, store) => {
    runningBatch(store, 'b1', 1)
    const { job } = claim(store)!
    end(store, begin(store, job.id), { kind: 'try-again', error, afterMilliseconds: 0, withFewer: false })
    end(store, begin(store, job.id), { kind: 'made' })
    make(store, job)
    const toTidy = (before: string) => reading.ask('batchesToTidy', { before })
    expect(await toTidy('2027-01-01T00:00:00.000Z')).toEqual([])
    expect(store.tidy(1, at)).toBe(false)
    expect(store.units.ofJob(job.id)[0]!.tried[1]).toMatchObject({ commands: ending.commands })
    const { counts } = store.batch('b1')
    store.apply('b1', {
      jobs: [],
      batch: { from: 'running', to: { status: 'finished', reason: `${counts.done} made.`, finishedAt: at } },
      at,
    })
    expect(await toTidy(at)).toEqual([])
    expect(await toTidy('2027-01-01T00:00:00.000Z')).toEqual([1])
    while (store.tidy(1, at));
    expect(store.units.ofJob(job.id)[0]!.tried).toMatchObject([
      { end: 'failed', commands: ending.commands, stderr: ending.stderr },
      { end: 'done', commands: null, stderr: null, cpuMilliseconds: 2_000 },
    ])
    expect(store.events('b1', 0, 100).every((event) => event.job === null)).toBe(true)
    expect(store.timeline('b1').changes).toHaveLength(3)
    expect(await toTidy('2027-01-01T00:00:00.000Z')).toEqual([])
  }))

test('what new tries left of a batch that was retried while it was tidied is dropped when it is over once more', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 1)
    const { job } = claim(store)!
    end(store, begin(store, job.id, 'one'), { kind: 'made' })
    make(store, job)
    const finished = { status: 'finished' as const, reason: '1 made.', finishedAt: at }
    const waiting = { status: 'waiting' as const, reason: 'Tried again.' }
    store.apply('b1', { jobs: [], batch: { from: 'running', to: finished }, at })
    expect(store.tidy(1, at)).toBe(true)
    store.apply('b1', { jobs: [], batch: { from: 'finished', to: waiting }, at })
    expect(store.tidy(1, at)).toBe(false)
    end(store, begin(store, job.id, 'other'), { kind: 'made' })
    store.apply('b1', { jobs: [], batch: { from: 'waiting', to: finished }, at })
    while (store.tidy(1, at));
    for (const unit of store.units.ofJob(job.id)) expect(unit.tried[0]).toMatchObject({ commands: null })
  }))
