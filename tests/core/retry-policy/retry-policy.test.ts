import { expect, test } from 'vitest'
import { asks } from '../../../src-main/core/retry-policy/asks.ts'
import { isMachineFault, isRowFault } from '../../../src-main/core/retry-policy/blame.ts'
import { causeOfCode } from '../../../src-main/core/retry-policy/cause-of-code.ts'
import { causeOf, codeOf, longestBackOff, whatNow } from '../../../src-main/core/retry-policy/retry-policy.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import fc from '../../helpers/at-random.ts'

const now = (code: string, tries = 1, more: { chance?: number; inVain?: number } = {}) =>
  whatNow({ code, tries, chance: 0.5, ...more })

test('bad data or a bad asset is not tried again', () => {
  expect(causeOf({ code: 'media.broken' })).toEqual({ cause: 'row', resource: null })
  expect(now('media.broken')).toEqual({ do: 'give-up' })
  expect(now('asset.missing')).toEqual({ do: 'give-up' })
})

test('what may be gone in a moment is tried three times in all, after 2 and 8 seconds', () => {
  for (const code of [
    'render.failed',
    'ffmpeg.crashed',
    'ffmpeg.missing',
    'asset.fetch',
    'file.unwritable',
  ]) {
    expect(now(code, 1)).toEqual({ do: 'again', afterMilliseconds: 2_000, withFewer: false })
    expect(now(code, 2)).toEqual({ do: 'again', afterMilliseconds: 8_000, withFewer: false })
    expect(now(code, 3)).toEqual({ do: 'give-up' })
  }
})

test('waits are spread by half, so that those that failed together don’t come back together', () => {
  expect(now('render.failed', 1, { chance: 0 })).toMatchObject({ afterMilliseconds: 1_000 })
  expect(now('render.failed', 2, { chance: 1 })).toMatchObject({ afterMilliseconds: 12_000 })
  fc.assert(
    fc.property(
      fc.constantFrom(...causeOfCode.keys()),
      fc.nat(9),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (code, more, chance) => {
        const next = whatNow({ code, tries: more + 1, chance })
        if (next.do !== 'again') return
        expect(more + 1).toBeLessThan(3)
        expect(next.afterMilliseconds).toBeGreaterThan(0)
        expect(next.afterMilliseconds).toBeLessThanOrEqual(longestBackOff)
      },
    ),
  )
})

test('a program that hung is tried once again, with fewer beside it', () => {
  expect(now('ffmpeg.hung', 1)).toEqual({ do: 'again', afterMilliseconds: 2_000, withFewer: true })
  expect(now('ffmpeg.hung', 2)).toEqual({ do: 'give-up' })
})

test('a full disk, no memory and a share that is gone hold what needs them, however many tries were burnt', () => {
  expect(now('disk.full', 3)).toEqual({ do: 'hold', resource: 'disk' })
  expect(now('memory.refused', 3)).toEqual({ do: 'hold', resource: 'memory' })
  expect(now('share.gone', 3)).toEqual({ do: 'hold', resource: 'share' })
})

test('what is turned back three times for a resource that is there is given up on', () => {
  expect(now('memory.refused', 1, { inVain: 2 })).toEqual({ do: 'hold', resource: 'memory' })
  expect(now('memory.refused', 1, { inVain: 3 })).toEqual({ do: 'give-up' })
  expect(now('share.gone', 1, { inVain: 3 })).toEqual({ do: 'give-up' })
})

test('a hardware encoder that fails leaves the video to the processor', () => {
  expect(now('encoder.failed')).toEqual({ do: 'fall-back' })
  expect(now('encoder.sessions')).toEqual({ do: 'fall-back' })
})

test('a fault of ours stops, and what nobody foresaw is one', () => {
  expect(now('internal')).toEqual({ do: 'stop' })
  expect(causeOf({ code: 'never.heard-of' })).toEqual({ cause: 'ours', resource: null })
})

test('an error is judged by a used-up resource wherever it lies in its causes', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' })
  expect(codeOf(full)).toBe('disk.full')
  expect(causeOf({ code: codeOf(full) })).toEqual({ cause: 'resource', resource: 'disk' })
  const wrapped = new StudioError({
    code: 'file.unwritable',
    message: 'It could not be written.',
    cause: full,
  })
  expect(codeOf(wrapped)).toBe('disk.full')
  expect(codeOf(new Error('x', { cause: wrapped }))).toBe('disk.full')
  expect(codeOf(Object.assign(new Error('x'), { code: 'ESTALE' }))).toBe('share.gone')
  const readOnly = new StudioError({ code: 'share.read-only', message: 'm', cause: new Error('EROFS') })
  expect(codeOf(readOnly)).toBe('share.read-only')
  expect(codeOf(new StudioError({ code: 'media.broken', message: 'm' }))).toBe('media.broken')
  expect(codeOf(new StudioError({ code: 'brand.new', message: 'm' }))).toBe('brand.new')
  expect(codeOf(new Error('x', { cause: new StudioError({ code: 'media.broken', message: 'm' }) }))).toBe(
    'media.broken',
  )
  expect(codeOf(Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }))).toBe('internal')
  expect(codeOf('a text')).toBe('internal')
  expect(codeOf(undefined)).toBe('internal')
  const circle = new Error('x')
  circle.cause = circle
  expect(codeOf(circle)).toBe('internal')
})

test('a batch asks when a tenth of at least twenty videos failed', () => {
  const seen = (settled: number, failed: number) => asks({ settled, failed, firstFailures: [] })
  expect(seen(19, 19)).toBeNull()
  expect(seen(20, 1)).toBeNull()
  expect(seen(20, 2)).toBe('2 of 20 videos failed.')
  expect(seen(12_000, 1_199)).toBeNull()
  expect(seen(12_000, 1_200)).toBe('1,200 of 12,000 videos failed.')
})

test('a batch asks at once when the first five videos of several rows failed by the machine', () => {
  const first = (rows: number[], code = 'render.failed') =>
    asks({
      settled: rows.length,
      failed: rows.length,
      firstFailures: rows.map((row) => ({ row, code, message: `Row ${row} failed.` })),
    })
  expect(first([1, 2, 3, 4])).toBeNull()
  expect(first([1, 1, 1, 1, 1, 1])).toBeNull()
  expect(first([1, 1, 1, 1, 1, 1, 2])).toMatch(/^the first 7 videos all failed/)
  expect(first([1, 1, 2, 2, 3])).toBe(
    'the first 5 videos all failed, none by a fault of its row. The last one: Row 3 failed.',
  )
  expect(first([1, 2, 3, 4, 5, 6, 7])).toMatch(/^the first 5 videos/)
  expect(first([1, 2, 3, 4, 5], 'media.broken')).toBeNull()
})

test('who is to blame: the machine, or the row that somebody can mend', () => {
  for (const code of ['render.failed', 'disk.full', 'memory.refused', 'encoder.failed', 'share.gone'])
    expect([isMachineFault(code), isRowFault(code)], code).toEqual([true, false])
  for (const code of ['media.broken', 'asset.missing', 'text.overflow'])
    expect([isMachineFault(code), isRowFault(code)], code).toEqual([false, true])
  for (const code of ['internal', 'file.unwritable', 'store.damaged', 'ffmpeg.missing'])
    expect([isMachineFault(code), isRowFault(code)], code).toEqual([false, false])
})
