import { expect, test } from 'vitest'
import { createSoundTally } from '../../../src-main/outside/measuring/sound-tally.ts'

const sampleRate = 8_000
function measured(sample: number) {
  const tally = createSoundTally({ channels: 1, sampleRate })
  tally.take(new Uint8Array(new Float32Array(sampleRate / 10).fill(sample).buffer))
  return tally.end()
}

test('samples that are no numbers are counted, and not taken for silence that somebody meant', () => {
  expect(measured(Number.NaN)).toMatchObject({ samples: 800, strange: 800 })
  expect(measured(0.5).strange).toBe(0)
})

test('a sound far above all bounds is cut off, not silent', () => {
  for (const sample of [1e30, Number.POSITIVE_INFINITY]) {
    const { series, strange } = measured(sample)
    expect(strange).toBe(0)
    expect([...series.peak]).toEqual([120])
    expect([...series.clipped]).toEqual([800])
  }
})
