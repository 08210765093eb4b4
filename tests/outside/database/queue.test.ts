import { expect, onTestFinished, test, vi } from 'vitest'
import { changeBatch } from '../../../src-main/core/job-lifecycle/batch-lifecycle.ts'
import { changeJob } from '../../../src-main/core/job-lifecycle/job-lifecycle.ts'
import { changeUnit } from '../../../src-main/core/job-lifecycle/unit-lifecycle.ts'
import { openStudioStore, type StudioStore } from '../../../src-main/outside/database/studio-store.ts'
import {
  addBatch,
  all,
  at,
  claim,
  job,
  make,
  passed,
  run,
  runningBatch,
  settle,
  sqlFolder,
  withStore,
} from './stores.ts'

const said = { at, reason: 'As a person wished.' }
const order = (store: StudioStore) => store.queued(100).map(({ id }) => id)
const rest = (store: StudioStore, id: string) => {
  const rows: number[] = []
  for (let next = claim(store, id); next !== null; next = claim(store, id)) rows.push(next.rowNumber)
  return rows
}
function moveJobs(store: StudioStore, ids: readonly number[], to: 'top' | 'up' | 'down' | 'bottom'): number {
  const step = store.movingJobs(ids, to)
  let all = 0
  for (let moved = step(); moved !== null; moved = step()) all += moved
  return all
}
const idsOf = (store: StudioStore, id: string) =>
  store.jobs(id, undefined, 0, 1_000).jobs.map((one) => one.id)

test('batches stand by priority, then in the order in which they came; those that are over are gone', () =>
  withStore((store) => {
    addBatch(store, 'a')
    addBatch(store, 'b', { priority: 'low' })
    addBatch(store, 'c', { priority: 'urgent', deadline: '2026-11-22T06:00:00+01:00' })
    addBatch(store, 'd')
    expect(order(store)).toEqual(['c', 'a', 'd', 'b'])
    expect(store.batch('c')).toMatchObject({ priority: 'urgent', deadline: '2026-11-22T06:00:00+01:00' })
    store.setPriority('b', 'high', said)
    store.apply('a', {
      jobs: [],
      batch: changeBatch('preparing', store.batch('a').counts, { kind: 'cancelled' }),
      at,
    })
    expect(order(store)).toEqual(['c', 'b', 'd'])
    expect(store.timeline('b').changes).toMatchObject([
      { status: 'preparing', reason: 'Reads the table.' },
      { status: 'preparing', reason: said.reason },
    ])
  }))

test('batches move up, down, to the top and to the bottom among those of their priority, several in their order', () =>
  withStore((store) => {
    for (const id of ['a', 'b', 'c', 'd']) addBatch(store, id)
    addBatch(store, 'u', { priority: 'urgent' })
    expect(store.moveBatches(['d', 'c'], 'top')).toBe(2)
    expect(order(store)).toEqual(['u', 'c', 'd', 'a', 'b'])
    expect(store.moveBatches(['a', 'b'], 'up')).toBe(2)
    expect(order(store)).toEqual(['u', 'c', 'a', 'b', 'd'])
    expect(store.moveBatches(['d'], 'down')).toBe(0)
    store.moveBatches(['c', 'a'], 'down')
    expect(order(store)).toEqual(['u', 'b', 'c', 'a', 'd'])
    store.moveBatches(['b'], 'bottom')
    expect(order(store)).toEqual(['u', 'c', 'a', 'd', 'b'])
    addBatch(store, 'new')
    expect(order(store)).toEqual(['u', 'c', 'a', 'd', 'b', 'new'])
    expect(() => store.moveBatches(['nope'], 'up')).toThrow(
      expect.objectContaining({ code: 'batch.not-found' }),
    )
  }))

test('a batch waits for others to be finished, or approved of besides, and never for itself', () =>
  withStore((store) => {
    runningBatch(store, 'first', 1)
    addBatch(store, 'second')
    addBatch(store, 'third', { after: ['first'], afterApproval: ['first', 'second'] })
    // Approval is the stronger wish.
    expect(store.batch('third')).toMatchObject({ after: [], afterApproval: ['first', 'second'] })
    expect(store.waitsFor('third')).toMatchObject([
      { batch: 'first', status: 'running', approval: true, approvedAt: null },
      { batch: 'second' },
    ])
    make(store, claim(store, 'first')!.job)
    store.apply('first', {
      jobs: [],
      batch: changeBatch('running', store.batch('first').counts, { kind: 'drained', at }),
      at,
    })
    expect(store.waitsFor('third').map(({ batch }) => batch)).toEqual(['first', 'second'])
    store.approve('first', said)
    expect(store.batch('first').approvedAt).toBe(at)
    expect(store.waitsFor('third').map(({ batch }) => batch)).toEqual(['second'])
    expect(store.waitingFor('second')).toEqual(['third'])
    const circle = expect.objectContaining({ code: 'queue.circle' })
    expect(() => store.setAfter('second', { after: ['third'], afterApproval: [] }, said)).toThrow(circle)
    expect(() => store.setAfter('second', { after: ['second'], afterApproval: [] }, said)).toThrow(circle)
    expect(store.waitsFor('second')).toEqual([])
    store.setAfter('third', { after: ['first'], afterApproval: [] }, said)
    expect(store.waitsFor('third')).toEqual([])
    expect(() => addBatch(store, 'fourth', { after: ['nope'] })).toThrow(
      expect.objectContaining({ code: 'batch.not-found' }),
    )
    expect(() => store.batch('fourth')).toThrow()
  }))

test('the same request finds its latest batch, whatever became of it', () =>
  withStore((store) => {
    addBatch(store, 'a')
    addBatch(store, 'b')
    expect(store.newestOfRequest('one request', '/out')?.id).toBe('b')
    expect(store.newestOfRequest('one request', '/else')).toBeNull()
    expect(store.newestOfRequest('another', '/out')).toBeNull()
    expect(store.batchInHand('a')).toMatchObject({ identity: 'one request', prepared: false, pilot: null })
  }))

test('how a batch stands is told without reading its request, which holds all that was mended', () =>
  withStore((store) => {
    addBatch(store, 'a')
    const read = vi.spyOn(JSON, 'parse')
    onTestFinished(() => read.mockRestore())
    expect(store.batchInHand('a').seen).toEqual({ made: 0, unchanged: 0, failed: 0 })
    expect(read).not.toHaveBeenCalled()
    expect(store.batchInHand('a').request.template).toBe('showcase')
  }))

test('jobs with a priority of their own come before or after those of their batch', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 5)
    const ids = idsOf(store, 'b1')
    expect(store.nextPriority('b1')).toBe('normal')
    store.setJobPriority([ids[3]!], 'urgent')
    store.setJobPriority([ids[0]!], 'low')
    store.setJobPriority([ids[2]!], 'normal')
    expect(store.job(ids[3]!).priority).toBe('urgent')
    expect(store.nextPriority('b1')).toBe('urgent')
    expect(rest(store, 'b1')).toEqual([4, 2, 3, 5, 1])
    expect(store.nextPriority('b1')).toBeNull()
  }))

test('jobs move among those of their batch, again and again without an end', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 6)
    const ids = idsOf(store, 'b1')
    expect(moveJobs(store, [ids[5]!, ids[3]!], 'top')).toBe(2)
    expect(moveJobs(store, [ids[0]!], 'bottom')).toBe(1)
    expect(moveJobs(store, [ids[2]!], 'up')).toBe(1)
    expect(moveJobs(store, [ids[3]!], 'up')).toBe(0)
    // Two neighbours change places a hundred times: there is always room between two others.
    for (let time = 0; time < 101; time += 1) moveJobs(store, [ids[time % 2 === 0 ? 4 : 1]!], 'up')
    expect(rest(store, 'b1')).toEqual([4, 6, 3, 5, 2, 1])
    expect(moveJobs(store, ids, 'top')).toBe(0)
  }))

test('many jobs that are moved together, some at a time, keep their order', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 700)
    const ids = idsOf(store, 'b1')
    const chosen = ids.filter((_, index) => index >= 100 && index < 600)
    const rows = () => rest(store, 'b1')
    const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at + 1)
    expect(moveJobs(store, chosen.toReversed(), 'top')).toBe(500)
    expect(moveJobs(store, chosen, 'up')).toBe(0)
    expect(moveJobs(store, chosen, 'down')).toBe(500)
    expect(moveJobs(store, ids.slice(0, 50), 'bottom')).toBe(50)
    expect(moveJobs(store, chosen.slice(250), 'down')).toBe(250)
    expect(rows()).toEqual([
      ...numbers(100, 350),
      ...numbers(50, 51),
      ...numbers(350, 600),
      ...numbers(51, 100),
      ...numbers(600, 700),
      ...numbers(0, 50),
    ])
  }))

test('a job that has to wait a while is not given out earlier, and a clock that was set back does not keep it', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 2)
    const error = { code: 'asset.gone', message: 'Gone.', cause: 'transient' as const }
    const later = '2026-11-21T10:05:00.000Z'
    for (const notBefore of [later, '2026-11-23T00:00:00.000Z'])
      settle(store, claim(store)!.job, { kind: 'try-again', error, notBefore })
    expect(store.nextDue('b1')).toBe(later)
    expect(store.nextPriority('b1')).toBeNull()
    const decide = (next: Parameters<typeof changeJob>[0]) => changeJob(next, { kind: 'claimed' })
    expect(store.claimNext('b1', '2026-11-21T10:04:59.000Z', decide)).toBeNull()
    expect(store.claimNext('b1', later, decide)).toMatchObject({ rowNumber: 1, job: { attempts: 2 } })
    expect(store.claimNext('b1', later, decide)).toBeNull()
    expect(store.claimNext('b1', later, decide, '2026-11-21T11:00:00.000Z')).toMatchObject({ rowNumber: 2 })
    expect(store.nextDue('b1')).toBeNull()
  }))

test('a pilot gives out the videos of the first rows only, and is over when they are settled', () =>
  withStore((store) => {
    addBatch(store, 'b1', { pilot: 2 })
    store.addRows('b1', {
      passed: [1, 3, 4].map((row) => passed(row, [job(row, 'en'), job(row, 'es')])),
      rejected: [],
    })
    run(store)
    expect(store.batchInHand('b1').pilot).toEqual({ rows: 2, state: 'to-come' })
    store.beginPilot('b1', 2)
    expect(store.batchInHand('b1').pilot).toEqual({ rows: 2, state: 'running' })
    const taken = [claim(store)!, claim(store)!, claim(store)!, claim(store)!]
    expect(taken.map(({ rowNumber }) => rowNumber)).toEqual([1, 1, 3, 3])
    expect(claim(store)).toBeNull()
    expect(store.pilotLeft('b1')).toBe(true)
    for (const one of taken) make(store, one.job)
    expect(store.pilotLeft('b1')).toBe(false)
    store.endPilot('b1')
    expect(store.batchInHand('b1').pilot).toEqual({ rows: 2, state: 'over' })
    expect(rest(store, 'b1')).toEqual([4, 4])
  }))

test('what was settled is counted for the question whether to go on, anew after each pause', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 3)
    const error = { code: 'x', message: 'Broken.', cause: 'row' as const }
    make(store, claim(store)!.job)
    settle(store, claim(store)!.job, { kind: 'failed', error })
    expect(store.batchInHand('b1').seen).toEqual({ made: 1, unchanged: 0, failed: 1 })
    const change = (event: Parameters<typeof changeBatch>[2]) => {
      const { status, counts } = store.batch('b1')
      store.apply('b1', { jobs: [], batch: changeBatch(status, counts, event), at })
    }
    change({ kind: 'interrupted', by: 'end-of-studio' })
    change({ kind: 'taken-up' })
    expect(store.batchInHand('b1').seen.failed).toBe(1)
    change({ kind: 'paused', by: 'asks', why: 'Many failed.' })
    expect(store.batch('b1')).toMatchObject({ status: 'paused', by: 'asks' })
    expect(store.batchInHand('b1').seen.failed).toBe(1)
    change({ kind: 'resumed' })
    expect(store.batchInHand('b1').seen).toEqual({ made: 0, unchanged: 0, failed: 0 })
  }))

test('all jobs of a status change at once, with counts that are right and one sentence', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 4)
    const error = { code: 'x', message: 'Broken.', cause: 'row' as const }
    settle(store, claim(store)!.job, { kind: 'failed', error })
    settle(store, claim(store)!.job, { kind: 'failed', error })
    make(store, claim(store)!.job)
    const before = store.events('b1', 0, 100).length
    expect(all(store.changingJobs('b1', { from: ['failed'], to: 'skipped', reason: 'Left out.', at }))).toBe(
      2,
    )
    expect(store.batch('b1').counts).toMatchObject({ waiting: 1, failed: 0, skipped: 2, done: 1 })
    expect(store.events('b1', 0, 100).slice(before)).toMatchObject([
      { job: null, jobs: 2, previous: 'failed', status: 'skipped', reason: 'Left out.' },
    ])
    expect(
      all(store.changingJobs('b1', { from: ['skipped', 'failed'], to: 'waiting', reason: 'Again.', at })),
    ).toBe(2)
    expect(store.jobs('b1', 'waiting', 0, 10).jobs.map(({ rowKey }) => rowKey)).toEqual(['K1', 'K2', 'K4'])
    // It is no change of the batch itself.
    expect(store.timeline('b1').changes).toHaveLength(2)
  }))

test('very many jobs change a slice at a time, after each of which all is right, and one sentence tells of them', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 1_201)
    const before = store.events('b1', 0, 100).length
    const step = store.changingJobs('b1', { from: ['waiting'], to: 'skipped', reason: 'Left out.', at })
    const [first, claimed] = [step(), claim(store)!]
    expect(first).toBeLessThan(1_201)
    expect(store.batch('b1').counts).toMatchObject({ skipped: first, running: 1, waiting: 1_200 - first })
    // What was begun in between is left to who began it.
    expect(all(step)).toBe(1_200 - first)
    expect(store.batch('b1').counts).toMatchObject({ skipped: 1_200, running: 1, waiting: 0 })
    expect(store.job(claimed.job.id).status).toBe('running')
    expect(store.events('b1', before, 100).filter((event) => event.job === null)).toMatchObject([
      { jobs: 1_200, previous: 'waiting', status: 'skipped', reason: 'Left out.' },
    ])
  }))

test('a batch that is prepared anew has no rows and jobs of its first time', () =>
  withStore((store) => {
    addBatch(store, 'b1')
    store.addRows('b1', { passed: [passed(1), passed(2)], rejected: [] })
    expect(all(store.droppingPrepared('b1'))).toBe(4)
    expect(store.batch('b1').counts).toMatchObject({ rows: 0, jobs: 0, waiting: 0 })
    expect(store.addRows('b1', { passed: [passed(1)], rejected: [] })).toEqual([])
    expect(store.batch('b1').counts).toMatchObject({ rows: 1, jobs: 1, waiting: 1 })
  }))

test('what a lost studio had begun is handed back in one go, its programs known; what this one runs is not', () =>
  withStore((_closed, folder) => {
    const lost = openStudioStore({ folder, sqlFolder, studio: 'lost', machine: 'desk' })
    runningBatch(lost, 'b1', 3)
    addBatch(lost, 'b2')
    const { job: taken } = claim(lost)!
    const ask = {
      batch: 'b1',
      job: taken.id,
      kind: 'segment' as const,
      hash: 'h',
      label: 'Scene 1',
      order: 0,
    }
    const beginning = { expectedBytes: 1e6, encoder: 'libx264' }
    const unit = lost.units.begin(ask, at, beginning, (found) => changeUnit(found, { kind: 'begun' }))
    lost.units.started(unit.number, 1, { pid: 4711, startedAt: '99' })
    lost.close()

    const store = openStudioStore({ folder, sqlFolder, studio: 'next' })
    expect(store.lostPrograms()).toEqual([
      {
        unit: unit.number,
        attempt: 1,
        pid: 4711,
        startedAt: '99',
        studio: 'lost',
        machine: 'desk',
        batch: 'b1',
        job: taken.id,
      },
    ])
    const reason = 'Its studio was lost.'
    const handBack = () =>
      store.handBackLost(at, {
        unit: (one) => changeUnit(one, { kind: 'handed-back', reason }),
        job: (one) => changeJob(one, { kind: 'handed-back', reason }),
        batch: (one) => changeBatch(one.status, one.counts, { kind: 'interrupted', by: 'lost-studio' }),
      })
    expect(handBack()).toEqual(['b1', 'b2'])
    expect(store.batch('b1')).toMatchObject({
      status: 'interrupted',
      by: 'lost-studio',
      counts: { waiting: 3, running: 0 },
    })
    expect(store.job(taken.id)).toMatchObject({ status: 'waiting', reason })
    expect(store.attempts(taken.id)).toMatchObject([{ end: 'handed-back', reason }])
    expect(store.units.byNumber(unit.number)).toMatchObject({ status: 'waiting', tries: 0, attempts: 1 })
    expect(store.lostPrograms()).toEqual([])
    const batch = changeBatch('interrupted', store.batch('b1').counts, { kind: 'taken-up' })
    store.apply('b1', { jobs: [], batch, at })
    const again = claim(store)!
    store.units.begin(ask, at, beginning, (found) => changeUnit(found, { kind: 'begun' }))
    expect(handBack()).toEqual([])
    expect(store.job(again.job.id).status).toBe('running')
    store.close()
  }))

test('a batch is put directly before another one, or behind all of its priority', () =>
  withStore((store) => {
    for (const id of ['a', 'b', 'c', 'd']) addBatch(store, id)
    const order = () => store.queued(10).map(({ id }) => id)
    store.placeBatch('d', 'b')
    expect(order()).toEqual(['a', 'd', 'b', 'c'])
    store.placeBatch('a', 'c')
    expect(order()).toEqual(['d', 'b', 'a', 'c'])
    store.placeBatch('d', null)
    expect(order()).toEqual(['b', 'a', 'c', 'd'])
    store.placeBatch('c', 'c')
    expect(order().toSorted()).toEqual(['a', 'b', 'c', 'd'])
  }))
