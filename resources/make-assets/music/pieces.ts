/** Three short pieces, one a brand. A chord is written low to high; a bar has four beats. */
import { seeded } from '../seeded.ts'
import { Desk, highPass, lowPass, shelf } from './desk.ts'
import * as play from './instruments.ts'

const { pitch } = play
const hz = (notes: string) => notes.split(' ').map(pitch)

/** Halden: bright marimba and plucks, 115 beats a minute, 12 bars, 25 s. */
export const halden = (): Desk => {
  const desk = new Desk(25024, 48)
  const rnd = seeded(2024)
  const bars = [
    ['D2', 'D4 F#4 A4 D5'],
    ['A1', 'C#4 E4 A4 C#5'],
    ['B1', 'D4 F#4 B4 D5'],
    ['G1', 'D4 G4 B4 D5'],
    ['D2', 'D4 F#4 A4 E5'],
    ['A1', 'C#4 E4 A4 E5'],
    ['B1', 'D4 F#4 B4 F#5'],
    ['G1', 'D4 G4 B4 D5'],
    ['G1', 'D4 G4 B4 D5'],
    ['A1', 'E4 A4 C#5 E5'],
    ['F#1', 'C#4 F#4 A4 C#5'],
    ['B1', 'D4 F#4 A4 C#5'],
  ] as const
  const pattern = [0, 2, 1, 3, 2, 1, 3, 2]
  bars.forEach(([root, chord], bar) => {
    const b = bar * 4
    const notes = hz(chord)
    for (let e = 0; e < 8; e++) {
      const accent = e === 0 || e === 3 || e === 6 ? 0.85 : 0.5
      desk.play(play.marimba(notes[pattern[e]!]!, accent + rnd() * 0.1), b + e / 2, {
        level: 0.3,
        pan: e % 2 ? 0.35 : -0.35,
        room: 0.35,
      })
    }
    for (const [i, n] of notes.entries())
      desk.play(play.pad(n, 0.5, 2.0, 1300, 0.3), b, { level: 0.13, pan: i / 2 - 0.75, room: 0.5 })
    // Off-beat chords, plucked, spread like a strum.
    for (const e of [0.5, 1.5, 2.5, 3.5])
      for (const [i, n] of notes.slice(0, 3).entries())
        desk.play(play.pluck(n, 0.42, 0.5, bar), b + e + i * 0.018, {
          level: 0.13,
          pan: 0.5 - i * 0.2,
          room: 0.3,
        })
    const low = pitch(root)
    for (const [e, len, oct] of [
      [0, 0.38, 1],
      [1.5, 0.2, 1],
      [2, 0.3, 1],
      [3, 0.16, 2],
      [3.5, 0.16, 1],
    ] as const)
      desk.play(play.bass(low * oct * 2, 0.8, len), b + e, { level: 0.3 })
  })
  const tune: [number, string, number][] = [
    [16, 'F#5', 0.9],
    [16.75, 'A5', 0.7],
    [17.5, 'D6', 0.9],
    [19, 'C#6', 0.7],
    [20, 'B5', 0.85],
    [20.75, 'A5', 0.7],
    [21.5, 'E5', 0.85],
    [23, 'F#5', 0.6],
    [24, 'F#5', 0.9],
    [24.75, 'A5', 0.7],
    [25.5, 'B5', 0.9],
    [27, 'A5', 0.7],
    [28, 'G5', 0.85],
    [28.75, 'F#5', 0.7],
    [29.5, 'D5', 0.9],
    [32, 'B5', 0.9],
    [33, 'D6', 0.8],
    [34, 'B5', 0.7],
    [34.5, 'A5', 0.7],
    [35, 'G5', 0.8],
    [36, 'A5', 0.9],
    [37, 'C#6', 0.8],
    [38, 'E6', 0.9],
    [40, 'C#6', 0.85],
    [41, 'A5', 0.8],
    [42, 'F#5', 0.8],
    [43, 'A5', 0.7],
    [44, 'D6', 0.9],
    [45.5, 'C#6', 0.6],
    [46, 'A5', 0.8],
  ]
  for (const [b, n, v] of tune) {
    desk.play(play.pluck(pitch(n), v, 1.5, 40), b, { level: 0.34, pan: 0.12, room: 0.5 })
    desk.play(play.marimba(pitch(n), v * 0.7), b, { level: 0.16, pan: -0.1, room: 0.5 })
  }
  const kicks = Array.from({ length: 48 }, (_, i) => i)
  desk.pump(kicks, 0.32)
  for (const b of kicks) desk.play(play.kick(b % 4 === 0 ? 0.95 : 0.8), b, { level: 0.4 })
  for (let b = 1; b < 48; b += 2) desk.play(play.snap(0.8, b), b, { level: 0.42, pan: 0.08, room: 0.4 })
  for (let s = 0; s < 192; s++) {
    const accent = s % 4 === 2 ? 0.9 : s % 2 ? 0.35 : 0.55
    desk.play(play.shaker(accent * (0.85 + rnd() * 0.3), 60 + s), s / 4 + (s % 2 ? 0.02 : 0), {
      level: 0.2,
      pan: -0.3,
    })
  }
  for (const b of [15.5, 31.5, 47.5]) desk.play(play.snap(0.5, 90 + b), b, { level: 0.2, room: 0.6 })
  desk.addRoom(1.3, 0.35, 0.85)
  desk.filter(shelf(2800, 2.1))
  desk.filter(highPass(36))
  return desk
}

/** Lumo: warm and late at night, 80 beats a minute, 8 bars, 24 s, the off-beats dragged. */
export const lumo = (): Desk => {
  const desk = new Desk(36000, 32)
  const rnd = seeded(77)
  const bars = [
    ['F1', 'A3 C4 E4 G4'],
    ['E1', 'G3 B3 D4 F#4'],
    ['D1', 'F3 A3 C4 E4'],
    ['C1', 'E3 G3 B3 D4'],
    ['F1', 'A3 C4 E4 G4'],
    ['E1', 'G#3 B3 D4 F4'],
    ['A1', 'G3 C4 E4 B4'],
    ['G1', 'F3 A3 C4 D4'],
  ] as const
  const swing = (beat: number) => {
    const sixteenth = Math.round(beat * 4)
    return beat + (sixteenth % 2 ? 0.055 : 0)
  }
  bars.forEach(([root, chord], bar) => {
    const b = bar * 4
    for (const [at, len, vel] of [
      [0, 1.15, 0.75],
      [1.75, 0.45, 0.45],
      [2.5, 0.9, 0.6],
    ] as const)
      for (const [i, n] of hz(chord).entries())
        desk.play(play.electricPiano(n, vel + rnd() * 0.08, len), swing(b + at) + i * 0.016 + rnd() * 0.01, {
          level: 0.21,
          pan: i * 0.3 - 0.45,
          room: 0.3,
        })
    for (const n of hz(chord).slice(1))
      desk.play(play.pad(n, 0.4, 2.6, 520, 0.9), b, { level: 0.12, room: 0.5 })
    const low = pitch(root)
    for (const [at, len, k] of [
      [0, 0.75, 2],
      [1.75, 0.2, 2],
      [2.25, 0.55, 2],
      [3.5, 0.25, 3],
    ] as const)
      desk.play(play.bass(low * k, 0.85, len, 1.2), swing(b + at), { level: 0.36 })
  })
  const tune: [number, string, number, number][] = [
    [1, 'E5', 0.4, 0.6],
    [1.75, 'G5', 0.3, 0.5],
    [2.5, 'B5', 0.9, 0.65],
    [5, 'A5', 0.3, 0.5],
    [5.5, 'G5', 0.3, 0.5],
    [6, 'F#5', 0.8, 0.55],
    [9, 'C5', 0.3, 0.5],
    [9.5, 'E5', 0.3, 0.55],
    [10.25, 'G5', 0.9, 0.6],
    [13, 'D5', 0.5, 0.5],
    [14, 'B4', 0.9, 0.5],
    [17, 'E5', 0.4, 0.6],
    [17.75, 'G5', 0.3, 0.5],
    [18.5, 'C6', 0.9, 0.65],
    [21, 'B5', 0.4, 0.55],
    [21.75, 'G#5', 0.3, 0.5],
    [22.5, 'F5', 0.8, 0.55],
    [25, 'E5', 0.9, 0.6],
    [26.75, 'C5', 0.3, 0.5],
    [28.5, 'D5', 0.4, 0.5],
    [29.25, 'C5', 0.3, 0.45],
    [30, 'A4', 0.9, 0.5],
  ]
  for (const [b, n, len, v] of tune)
    desk.play(play.flute(pitch(n), v, len), swing(b), { level: 0.17, pan: 0.15, room: 0.75 })
  const kicks: number[] = []
  for (let bar = 0; bar < 8; bar++)
    for (const k of bar % 2 ? [0, 1.75, 2.5] : [0, 2.25, 2.5]) kicks.push(swing(bar * 4 + k))
  desk.pump(kicks, 0.25, 0.28)
  for (const b of kicks) desk.play(play.kick(0.85, 50, 0.3), b, { level: 0.46 })
  for (let b = 1; b < 32; b += 2) {
    desk.play(play.snare(0.75, b), b + 0.03, { level: 0.36, room: 0.3 })
    if (b % 8 === 7) desk.play(play.rim(0.5), swing(b + 0.75), { level: 0.22, pan: 0.3, room: 0.3 })
  }
  for (let e = 0; e < 64; e++)
    desk.play(
      play.hat((e % 2 ? 0.75 : 0.45) * (0.8 + rnd() * 0.4), 200 + e, e % 16 === 15 ? 0.06 : 0.02),
      e / 2 + (e % 2 ? 0.06 : 0),
      {
        level: 0.42,
        pan: 0.25,
      },
    )
  desk.addRoom(1.6, 0.5, 0.9)
  desk.sway(14, 11)
  // A worn record: dust now and then, and the top rolled off.
  for (let i = 0; i < 150; i++) {
    const size = rnd() ** 3
    const dust = Float32Array.from({ length: 40 }, (_, k) => (rnd() * 2 - 1) * Math.exp(-k / 8) * size)
    desk.play(dust, rnd() * 32, { level: 0.11, pan: rnd() * 1.6 - 0.8 })
  }
  desk.filter(shelf(1800, 1.7))
  desk.filter(lowPass(8000))
  desk.filter(highPass(30))
  return desk
}

/** Northgate: calm piano over strings, 96 beats a minute, 12 bars, 30 s. */
export const northgate = (): Desk => {
  const desk = new Desk(30016, 48)
  const rnd = seeded(5)
  const bars = [
    ['C2', 'E4 G4 C5', 'C3 G3 E4 G4'],
    ['G1', 'D4 G4 B4', 'B2 G3 D4 G4'],
    ['A1', 'E4 A4 C5', 'A2 E3 C4 E4'],
    ['F1', 'F4 A4 C5', 'F2 C3 A3 G4'],
    ['C2', 'E4 G4 D5', 'C3 G3 D4 E4'],
    ['G1', 'D4 G4 B4', 'B2 G3 D4 A4'],
    ['A1', 'E4 A4 B4', 'A2 E3 B3 C4'],
    ['F1', 'F4 A4 E5', 'F2 C3 G3 A3'],
    ['D2', 'F4 A4 C5', 'D3 A3 C4 F4'],
    ['E1', 'G4 B4 D5', 'E3 B3 D4 G4'],
    ['F1', 'F4 A4 C5', 'F2 C3 A3 E4'],
    ['G1', 'D4 G4 C5', 'G2 D3 C4 G4'],
  ] as const
  bars.forEach(([root, chord, broken], bar) => {
    const b = bar * 4
    const keys = hz(broken)
    const order = [0, 1, 2, 3, 2, 1, 3, 2]
    order.forEach((k, e) => {
      const vel = (e === 0 ? 0.6 : e === 4 ? 0.48 : 0.36) + rnd() * 0.06
      desk.play(play.piano(keys[k]!, vel, e === 0 ? 2.2 : 1.1), b + e / 2 + rnd() * 0.012, {
        level: 0.24,
        pan: k * 0.18 - 0.3,
        room: 0.4,
      })
    })
    for (const [i, n] of hz(chord).entries()) {
      desk.play(play.pad(n, 0.5, 2.5, 1000, 0.9), b - 0.1, {
        level: bar < 4 ? 0.13 : 0.17,
        pan: i * 0.6 - 0.6,
        room: 0.7,
      })
      if (bar >= 4)
        desk.play(play.pad(n * 2, 0.4, 2.5, 1700, 1.1), b, { level: 0.06, pan: 0.6 - i * 0.6, room: 0.8 })
    }
    const low = pitch(root)
    desk.play(play.bass(low * 2, 0.6, 2.1, 0.9), b, { level: bar < 2 ? 0.2 : 0.28 })
    if (bar >= 4) desk.play(play.bass(low * 2, 0.5, 0.4, 0.9), b + 3, { level: 0.24 })
    // A muted pulse of plucks carries the middle.
    if (bar >= 4)
      for (let s = 0; s < 16; s++)
        desk.play(play.pluck(hz(chord)[s % 3]!, s % 4 === 0 ? 0.4 : 0.22, 0.22, s), b + s / 4, {
          level: 0.15,
          pan: s % 2 ? 0.55 : -0.55,
          room: 0.35,
        })
  })
  const tune: [number, string, number, number][] = [
    [8, 'E5', 0.5, 1.4],
    [10, 'C5', 0.45, 0.8],
    [11, 'D5', 0.42, 0.6],
    [12, 'C5', 0.5, 1.8],
    [16, 'G5', 0.6, 1.2],
    [18, 'E5', 0.5, 0.8],
    [19, 'D5', 0.45, 0.6],
    [20, 'B4', 0.55, 1.6],
    [23, 'C5', 0.42, 0.5],
    [24, 'E5', 0.6, 1.4],
    [26, 'B5', 0.5, 0.8],
    [27, 'A5', 0.48, 0.6],
    [28, 'G5', 0.56, 1.8],
    [32, 'A5', 0.6, 1.2],
    [34, 'F5', 0.5, 0.6],
    [35, 'A5', 0.5, 0.6],
    [36, 'B5', 0.62, 1.2],
    [38, 'G5', 0.5, 0.6],
    [39, 'B5', 0.5, 0.6],
    [40, 'C6', 0.66, 1.6],
    [42, 'A5', 0.5, 0.6],
    [43, 'E5', 0.45, 0.6],
    [44, 'D5', 0.5, 1.2],
    [46, 'C5', 0.42, 0.6],
    [47, 'D5', 0.4, 0.6],
  ]
  for (const [b, n, v, len] of tune)
    desk.play(play.piano(pitch(n), v, len), b + rnd() * 0.01, { level: 0.34, pan: 0.1, room: 0.55 })
  const kicks: number[] = []
  for (let b = 16; b < 48; b += 2) kicks.push(b)
  desk.pump(kicks, 0.15)
  for (const b of kicks) desk.play(play.kick(0.6, 44, 0.4), b, { level: 0.38 })
  for (let b = 17; b < 48; b += 2) desk.play(play.rim(0.35), b, { level: 0.22, pan: -0.15, room: 0.6 })
  for (let e = 32; e < 96; e++)
    desk.play(play.hat(e % 2 ? 0.5 : 0.3, 300 + e, 0.014), e / 2, { level: 0.15, pan: 0.3 })
  desk.addRoom(2.4, 0.3, 1)
  desk.filter(shelf(4000, 1.4))
  desk.filter(highPass(30))
  return desk
}
