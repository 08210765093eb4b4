import { expect, test } from 'vitest'
import type { PastBatch } from '../../../src-main/core/estimates/forecast.ts'
import { errorOf } from '../../../src-main/core/estimates/past.ts'
import type { PastForecast } from '../../../src-shared/farm/forecast.ts'
import { anyKind, chanceOf, type Kind, type Said, simulate } from './simulated-batch.ts'

/** What was said in many batches, as past forecasts by the share that was done. */
function foretold(batches: number, seed: number, kindOf: (kind: Kind) => Kind = (kind) => kind) {
  const by = new Map<number, PastForecast[]>()
  const bytes = new Map<number, boolean[]>()
  for (let batch = 0; batch < batches; batch += 1) {
    const chance = chanceOf(seed + batch)
    const { said } = simulate(kindOf(anyKind(chance)), chance)
    for (const each of said) {
      const { share, forecast, came } = each
      if (forecast === null) continue
      const past = { batch: String(batch), doneShare: share, foretold: forecast.secondsLeft, came }
      by.set(share, [...(by.get(share) ?? []), past])
      bytes.set(share, [...(bytes.get(share) ?? []), bytesHeld(each)])
    }
  }
  return { by, bytes }
}

function bytesHeld({ forecast, bytesCame }: Said): boolean {
  const { low, high } = forecast!.outputBytes
  return bytesCame >= low && bytesCame <= high
}

/**
 * Batches of 20 to 2,000 videos on 1 to 8 processes: videos differ up to 1 : 10, the first ones cost up to five times as much,
 * the machine's speed wanders, an editor takes a core for an hour, and batches are paused.
 */
test('about eight of ten ranges hold the truth, from a twentieth done on', () => {
  const { by, bytes } = foretold(150, 20_261_121)
  for (const share of [0.05, 0.1, 0.25, 0.5, 0.75, 0.9]) {
    const { count, within, medianError } = errorOf(by.get(share)!)!
    expect(count).toBeGreaterThan(135)
    expect(within, `at ${share}`).toBeGreaterThan(0.74)
    // A range that holds everything says nothing.
    expect(within, `at ${share}`).toBeLessThan(0.93)
    expect(medianError, `at ${share}`).toBeLessThan(0.2)
    const held = bytes.get(share)!.filter((each) => each).length / bytes.get(share)!.length
    expect(held, `bytes at ${share}`).toBeGreaterThan(0.74)
  }
})

test('with earlier batches of the template to go by, that holds before the first video, and the errors are smaller', () => {
  const withPast = (kind: Kind): Kind => {
    // What an earlier batch of this kind took on this machine, some days being better than others.
    const chance = chanceOf(kind.jobs)
    const usual = (kind.jobSeconds * 1_000) / 1e9 / kind.processes
    const took = (): PastBatch => ({
      millisecondsPerWork: usual * Math.exp(0.15 * (chance() * 2 - 1)),
      outputBytesPerWork: 2e6 / 1e9,
      artifactBytesPerWork: 0,
    })
    return { ...kind, past: [took(), took(), took()] }
  }
  const known = foretold(60, 7, withPast).by
  const unknown = foretold(60, 7).by
  for (const share of [0.01, 0.05, 0.25, 0.5])
    expect(errorOf(known.get(share)!)!.within, `at ${share}`).toBeGreaterThan(0.74)
  for (const share of [0.01, 0.05])
    expect(errorOf(known.get(share)!)!.medianError).toBeLessThan(errorOf(unknown.get(share)!)!.medianError)
})
