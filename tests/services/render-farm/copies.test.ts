import { expect, test } from 'vitest'
import { type AFarm, until, withFarm } from './a-farm.ts'

const never = new AbortController().signal

/** Copies that end when they are told to, in the order in which they began. */
function copying({ farm }: AFarm) {
  const running: (() => void)[] = []
  let over = 0
  return {
    running,
    over: () => over,
    begin(many: number, signal = never) {
      return Array.from({ length: many }, () =>
        farm.copies.run(signal, async () => {
          await new Promise<void>((resolve) => running.push(resolve))
          over += 1
        }),
      )
    },
    end: (many: number) => {
      for (const resolve of running.splice(0, many)) resolve()
    },
  }
}

/** Units that encode until they are called off. */
const busy = (a: AFarm, many: number, begun: number[] = []) =>
  a.batch('busy', many, ({ unit, job }) =>
    unit({ hash: `h${job}` }, ({ signal }) => {
      begun.push(job)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }),
  )
const encoding = ({ farm }: AFarm) => farm.standing().slots.find(({ kind }) => kind === 'encode')!

test('copies are made as many at once as the farm has slots, and the next one begins when one is done', () =>
  withFarm(
    async (a) => {
      const copies = copying(a)
      const all = copies.begin(5)
      await until(() => copies.running.length === 3)
      expect(a.farm.copies.waits()).toBe(null)
      copies.end(1)
      await until(() => copies.over() === 1 && copies.running.length === 3)
      copies.end(3)
      await until(() => copies.running.length === 1)
      copies.end(1)
      await Promise.all(all)
    },
    { slots: 3 },
  ))

test('while videos are rendered in every slot one copy is made beside them; those that wait leave with who asked', () =>
  withFarm(
    async (a) => {
      const begun: number[] = []
      busy(a, 2, begun)
      await until(() => begun.length === 2)
      const copies = copying(a)
      const gone = new AbortController()
      const [first] = copies.begin(1)
      const [waiting] = copies.begin(1, gone.signal)
      await until(() => copies.running.length === 1)
      expect(encoding(a)).toMatchObject({ total: 2, used: 2 })
      gone.abort(new Error('no longer wanted'))
      await expect(waiting).rejects.toThrow('no longer wanted')
      copies.end(1)
      await first
      expect(copies.over()).toBe(1)
    },
    { slots: 2 },
  ))

test('a batch that begins meanwhile gets the slots of copies as they end, but for the one beside it', () =>
  withFarm(
    async (a) => {
      const copies = copying(a)
      const all = copies.begin(6)
      await until(() => copies.running.length === 3)
      expect(encoding(a)).toMatchObject({ total: 3, used: 2 })
      const begun: number[] = []
      busy(a, 3, begun)
      // One slot was free beside the copies.
      await until(() => begun.length === 1)
      copies.end(2)
      await until(() => begun.length === 3)
      expect(copies.running).toHaveLength(1)
      copies.end(1)
      await until(() => copies.over() === 3 && copies.running.length === 1)
      await a.farm.end('busy')
      await until(() => copies.running.length === 3)
      copies.end(3)
      await Promise.all(all)
    },
    { slots: 3 },
  ))

test('no copy is begun while the farm stands still, which is told, and a farm that measures waits for those that run', () =>
  withFarm(
    async (a) => {
      const copies = copying(a)
      const first = copies.begin(1)
      await until(() => copies.running.length === 1)
      const { promise: measured, resolve: end } = Promise.withResolvers<void>()
      let isMeasuring = false
      const alone = a.farm.alone('The machine is measured.', never, () => {
        isMeasuring = true
        return measured
      })
      const second = copies.begin(1)
      expect(a.farm.copies.waits()).toBe('The machine is measured.')
      expect(isMeasuring).toBe(false)
      copies.end(1)
      await Promise.all(first)
      await until(() => isMeasuring)
      expect(copies.running).toHaveLength(0)
      end()
      await alone
      await until(() => copies.running.length === 1)
      copies.end(1)
      await Promise.all(second)
      a.farm.set({ hours: closedNow() })
      expect(a.farm.copies.waits()).toMatch(/hours|:\d\d/)
    },
    { slots: 2 },
  ))

/** Hours that begin and end some hours from now. */
function closedNow(): string {
  const at = (hours: number) => String((new Date().getHours() + hours) % 24).padStart(2, '0')
  return `${at(6)}:00-${at(8)}:00`
}
