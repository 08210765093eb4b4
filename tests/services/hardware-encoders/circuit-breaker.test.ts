import { describe, expect, test } from 'vitest'
import {
  type Breaker,
  close,
  closedBreaker,
  failed,
  isDue,
  open,
} from '../../../src-main/services/hardware-encoders/circuit-breaker.ts'

const minutes = (count: number) => count * 60_000
/** Fails at these minutes. */
const failing = (...at: number[]): Breaker =>
  at.reduce((breaker, minute) => failed(breaker, `failure at ${minute}`, minutes(minute)), closedBreaker)
const untilOf = ({ out }: Breaker) => (out === null ? null : out.until / minutes(1))

describe('an encoder that fails', () => {
  test.each<[string, number[], number | null]>([
    ['once', [0], null],
    ['twice within ten minutes', [0, 9], 14],
    ['twice, ten minutes apart', [0, 10], null],
    ['three times, the last two close together', [0, 11, 12], 17],
    ['again while it is out of use already', [0, 1, 2, 3], 6],
  ])('%s', (_, at, out) => {
    expect(untilOf(failing(...at))).toBe(out)
  })

  test('is out of use for the reason of its last failure, and due when its time has come', () => {
    const breaker = failing(0, 1)
    expect(breaker.out!.reason).toBe('failure at 1')
    expect(isDue(breaker, minutes(6) - 1)).toBe(false)
    expect(isDue(breaker, minutes(6))).toBe(true)
    expect(isDue(closedBreaker, minutes(6))).toBe(false)
  })

  test('is left alone for twice as long after each trial that fails, two hours at most', () => {
    let breaker = failing(0, 0)
    const waits: number[] = []
    for (let trial = 0; trial < 7; trial++) {
      const { until } = breaker.out!
      breaker = open(breaker, 'still broken', until)
      waits.push((breaker.out!.until - until) / minutes(1))
    }
    expect(waits).toEqual([10, 20, 40, 80, 120, 120, 120])
    expect(breaker.out!.reason).toBe('still broken')
  })

  test('works again after a good trial, and old failures no longer count', () => {
    const breaker = close(failing(0, 1), minutes(6))
    expect(breaker.out).toBeNull()
    expect(failed(breaker, 'new', minutes(7)).out).toBeNull()
  })

  test('that passes its trials and fails at videos is left alone for longer and longer', () => {
    const again = (breaker: Breaker, at: number) => failed(failed(breaker, 'a', at), 'b', at)
    const second = again(close(failing(0, 0), minutes(5)), minutes(6))
    expect(untilOf(second)).toBe(16)
    const third = again(close(second, minutes(16)), minutes(20))
    expect(untilOf(third)).toBe(40)
  })

  test('that worked for two hours begins at five minutes again', () => {
    const breaker = close(failing(0, 0), minutes(5))
    const later = failed(failed(breaker, 'a', minutes(130)), 'b', minutes(131))
    expect(untilOf(later)).toBe(136)
  })
})
