/** Instruments: each answers one mono note at 48 kHz. Frequencies in Hz, lengths in seconds, velocity 0 to 1. */
import { seeded } from '../seeded.ts'

export const RATE = 48000
const TAU = Math.PI * 2
const { sin, exp, min, max, abs, PI, tanh } = Math

/** Equal temperament from a name such as "F#4". */
export const pitch = (name: string): number => {
  const [, letter, sharp, octave] = /^([A-G])([#b]?)(\d)$/.exec(name) ?? []
  if (!letter) throw new Error(`Not a note: ${name}`)
  const step =
    { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }[letter]! + (sharp === '#' ? 1 : sharp === 'b' ? -1 : 0)
  return 440 * 2 ** ((step + (Number(octave) + 1) * 12 - 69) / 12)
}

const make = (seconds: number, f: (t: number, i: number) => number): Float32Array => {
  const n = Math.ceil(seconds * RATE)
  const out = new Float32Array(n)
  // The last 10 ms fall to zero, so that no note ends with a step.
  for (let i = 0; i < n; i++) out[i] = f(i / RATE, i) * min(1, (n - i) / 480)
  return out
}

/** One-pole low pass, in place. */
export const soften = (x: Float32Array, cutoff: number, poles = 1): Float32Array => {
  const k = 1 - exp((-TAU * cutoff) / RATE)
  for (let p = 0; p < poles; p++) {
    let y = 0
    for (let i = 0; i < x.length; i++) {
      y += k * (x[i]! - y)
      x[i] = y
    }
  }
  return x
}
export const thin = (x: Float32Array, cutoff: number): Float32Array => {
  const low = soften(x.slice(), cutoff)
  for (let i = 0; i < x.length; i++) x[i] = x[i]! - low[i]!
  return x
}

export const marimba = (f: number, vel: number): Float32Array => {
  const ring = 0.9 * (300 / f) ** 0.45
  return make(ring * 2.2, (t) => {
    const strike = min(1, t / 0.0015)
    const body = sin(TAU * f * t) * exp(-t / (ring * 0.42))
    const fourth = 0.42 * vel * sin(TAU * f * 3.98 * t) * exp(-t / (ring * 0.1))
    const tenth = 0.1 * vel * vel * sin(TAU * f * 9.7 * t) * exp(-t / 0.02)
    return strike * (body + fourth + tenth) * vel
  })
}

/** A plucked string (Karplus and Strong), brighter the harder it is struck. */
export const pluck = (f: number, vel: number, seconds = 1.6, seed = 1): Float32Array => {
  const period = RATE / f
  // Averaging two neighbours shortens the line by half a sample.
  const n = Math.floor(period + 0.3)
  const frac = period + 0.5 - n
  const rnd = seeded(seed + Math.round(f * 7))
  const line = soften(
    Float32Array.from({ length: n }, () => rnd() * 2 - 1),
    1800 + 8500 * vel,
  )
  const loss = exp((-3.2 * n) / (seconds * RATE))
  let p = 0
  let last = 0
  let held = 0
  return make(seconds, () => {
    const next = line[(p + 1) % n]!
    const x = (line[p]! + next) * 0.5 * loss
    // First-order all-pass: the fraction of a sample that keeps the note in tune.
    const c = (1 - frac) / (1 + frac)
    held = c * (x - held) + last
    last = x
    line[p] = held
    p = (p + 1) % n
    return held * vel * 1.5
  })
}

/** Electric piano by frequency modulation, with a short bell on the strike. */
export const electricPiano = (f: number, vel: number, seconds: number): Float32Array =>
  make(seconds + 0.5, (t) => {
    const gate = t < seconds ? 1 : exp(-(t - seconds) / 0.12)
    const index = (0.5 + 1.5 * vel) * exp(-t / 0.55)
    const body = sin(TAU * f * t + index * sin(TAU * f * t)) * exp(-t / 1.7)
    const tine =
      0.22 * vel * sin(TAU * f * 4 * t + 1.2 * sin(TAU * f * 14 * t) * exp(-t / 0.05)) * exp(-t / 0.22)
    const sub = 0.25 * sin(TAU * f * 0.998 * t) * exp(-t / 2.2)
    return (body * 0.75 + tine + sub) * min(1, t / 0.003) * gate * vel
  })

/** Grand piano, additive: stretched partials, two strings a note, a felt thud. */
export const piano = (f: number, vel: number, seconds: number): Float32Array => {
  const rnd = seeded(Math.round(f * 11))
  const stretch = 0.00035 * (f / 260) ** 0.6
  const count = Math.floor(min(16, 9000 / f))
  const ring = 4.6 * (220 / f) ** 0.55
  const partials = Array.from({ length: count }, (_, k) => {
    const n = k + 1
    const hz = f * n * Math.sqrt(1 + stretch * n * n)
    // The hammer strikes at an eighth of the string: that partial is missing.
    const level = (abs(sin((PI * n) / 8.2)) + 0.12) * n ** -(1.75 - 0.6 * vel)
    return { hz, level, fall: ring / (0.55 + 0.38 * n), phase: rnd() * TAU }
  })
  const thud = soften(
    make(0.06, (t) => (rnd() * 2 - 1) * exp(-t / 0.012)),
    900,
    2,
  )
  return make(min(seconds + 0.9, ring * 1.4), (t, i) => {
    const damped = t < seconds ? 1 : exp(-(t - seconds) / 0.22)
    let v = 0
    for (const p of partials)
      v += p.level * (sin(TAU * p.hz * t + p.phase) + 0.8 * sin(TAU * p.hz * 1.0006 * t)) * exp(-t / p.fall)
    return (v * 0.5 * min(1, t / 0.0025) * damped + (thud[i] ?? 0) * 0.5) * vel
  })
}

/** Detuned saws behind a soft filter: strings, pads. */
export const pad = (f: number, vel: number, seconds: number, cutoff = 900, attack = 0.6): Float32Array => {
  const rnd = seeded(Math.round(f * 13))
  const voices = [-0.0045, -0.0018, 0, 0.0021, 0.0048].map((d) => ({ hz: f * (1 + d), phase: rnd() }))
  const release = 0.9
  const x = make(seconds + release, (t) => {
    const up = min(1, t / attack)
    const env = up * up * (3 - 2 * up) * (t < seconds ? 1 : max(0, 1 - (t - seconds) / release) ** 2)
    let v = 0
    for (const s of voices) v += 2 * ((s.hz * t + s.phase) % 1) - 1
    return v * 0.22 * env * vel
  })
  return thin(soften(x, cutoff, 3), f * 0.5)
}

export const bass = (f: number, vel: number, seconds: number, grit = 1.5): Float32Array =>
  soften(
    make(seconds + 0.12, (t) => {
      const env =
        min(1, t / 0.006) *
        (0.75 * exp(-t / 0.9) + 0.25) *
        (t < seconds ? 1 : max(0, 1 - (t - seconds) / 0.12))
      return tanh(grit * (sin(TAU * f * t) + 0.35 * sin(TAU * 2 * f * t) * exp(-t / 0.25))) * env * vel * 0.7
    }),
    1400,
  )

/** A breathy tone between a flute and a whistle. */
export const flute = (f: number, vel: number, seconds: number): Float32Array => {
  const rnd = seeded(Math.round(f * 17))
  const breath = soften(
    make(seconds + 0.3, () => rnd() * 2 - 1),
    1800,
    2,
  )
  return make(seconds + 0.25, (t, i) => {
    const env = min(1, t / 0.07) * (t < seconds ? 1 : exp(-(t - seconds) / 0.07))
    const sway = 0.006 * sin(TAU * 5 * t) * min(1, t / 0.5)
    const w = TAU * f * (t + sway / 20)
    return (sin(w) + 0.18 * sin(2 * w) + 0.06 * sin(3 * w) + breath[i]! * 0.28) * env * vel * 0.6
  })
}

export const kick = (vel: number, low = 46, length = 0.34): Float32Array => {
  let phase = 0
  return make(length, (t) => {
    phase += (TAU * (low + 95 * exp(-t / 0.022))) / RATE
    return tanh(1.6 * sin(phase)) * exp(-t / (length * 0.33)) * min(1, t / 0.001) * vel
  })
}
const hiss = (seconds: number, fall: number, seed: number) => {
  const rnd = seeded(seed)
  return make(seconds, (t) => (rnd() * 2 - 1) * exp(-t / fall))
}
export const hat = (vel: number, seed = 3, fall = 0.022): Float32Array =>
  thin(thin(hiss(fall * 6, fall, seed), 7000), 5000).map((v) => v * vel)
export const shaker = (vel: number, seed = 5): Float32Array => {
  const x = thin(soften(hiss(0.13, 0.04, seed), 9000), 3800)
  return x.map((v, i) => v * vel * min(1, i / 900))
}
export const snare = (vel: number, seed = 7): Float32Array => {
  const noise = thin(soften(hiss(0.26, 0.075, seed), 5200), 900)
  return noise.map((v, i) => {
    const t = i / RATE
    return (v * 1.3 + 0.45 * sin(TAU * (176 + 60 * exp(-t / 0.01)) * t) * exp(-t / 0.06)) * vel
  })
}
/** Fingers: a few thin bursts close together. */
export const snap = (vel: number, seed = 9): Float32Array => {
  const rnd = seeded(seed)
  const bursts = [0, 0.009, 0.018]
  const x = make(0.2, (t) => {
    let env = 0
    for (const b of bursts) if (t >= b) env += exp(-(t - b) / (b === 0.018 ? 0.035 : 0.004))
    return (rnd() * 2 - 1) * env
  })
  return thin(soften(x, 4200, 2), 1300).map((v) => v * vel * 2)
}
/** A stick on the rim. */
export const rim = (vel: number): Float32Array =>
  make(0.06, (t) => (sin(TAU * 1720 * t) + 0.6 * sin(TAU * 820 * t)) * exp(-t / 0.009) * vel * 0.6)
