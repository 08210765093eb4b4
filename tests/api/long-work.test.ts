import { expect, test } from 'vitest'
import { createLongWork, type LongWork } from '../../src-main/api/long-work.ts'
import { StudioError, studioClosing } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'

const words = {
  taken: (id: string) => new StudioError({ code: 'work.running', message: `${id} runs already.` }),
  stopped: (cause: unknown) => new StudioError({ code: 'work.stopped', message: 'Stopped.', cause }),
}

function studio() {
  const told: StudioEvent[] = []
  const closing = new AbortController()
  let now = 0
  const longWork = createLongWork({
    tell: (event) => told.push(event),
    milliseconds: () => now,
    signal: closing.signal,
  })
  return { longWork, told, closing, wait: (milliseconds: number) => (now += milliseconds) }
}

/** Goes on until it is stopped, and then ends with a fault of its own. */
const endless = (work: LongWork, id: string) =>
  work.run(id, ({ signal }) => {
    const { promise, reject } = Promise.withResolvers<never>()
    signal.addEventListener('abort', () => reject(new TypeError('torn away')))
    return promise
  })

test('its asker is told ten times a second at most, of the end always, and an event that nobody is told is not made', async () => {
  const { longWork, told, wait } = studio()
  let made = 0
  const answer = await longWork(words).run('a', async ({ tell }) => {
    for (let done = 1; done <= 10; done += 1) {
      tell(() => {
        made += 1
        return { event: 'review.packing', id: 'a', done, of: 10, waits: null }
      }, done === 10)
      wait(40)
    }
    return 'whole'
  })
  expect(answer).toBe('whole')
  expect(told).toMatchObject([1, 4, 7, 10].map((done) => ({ done })))
  expect(made).toBe(4)
})

test('an id is used once at a time within its kind; what is stopped says so, and its id is free again', async () => {
  const { longWork } = studio()
  const [plans, checks] = [longWork(words), longWork(words)]
  const one = endless(plans, 'a')
  await expect(endless(plans, 'a')).rejects.toMatchObject({ code: 'work.running' })
  const other = endless(checks, 'a')
  plans.stop('a')
  plans.stop('nobody')
  await expect(one).rejects.toMatchObject({ code: 'work.stopped', cause: new TypeError('torn away') })
  expect(await plans.run('a', async () => 1)).toBe(1)
  checks.stop('a')
  await expect(other).rejects.toMatchObject({ code: 'work.stopped' })
})

test('where the latest counts, it stops the one before it, and is still the one that can be stopped', async () => {
  const { longWork } = studio()
  const { stopped } = words
  const work = longWork({ stopped })
  const before = endless(work, 'a')
  const latest = endless(work, 'a')
  await expect(before).rejects.toMatchObject({ code: 'work.stopped' })
  work.stop('a')
  await expect(latest).rejects.toMatchObject({ code: 'work.stopped' })
})

test('a fault is passed on as it is; the end of the studio ends all that is under way, and says so', async () => {
  const { longWork, closing } = studio()
  const work = longWork(words)
  await expect(work.run('a', () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError)
  const [one, other] = [endless(work, 'a'), endless(longWork(words), 'a')]
  closing.abort(studioClosing())
  await expect(one).rejects.toMatchObject({ code: 'studio.closing' })
  await expect(other).rejects.toMatchObject({ code: 'studio.closing' })
  await expect(work.run('b', async ({ signal }) => signal.throwIfAborted())).rejects.toMatchObject({
    code: 'studio.closing',
  })
})
