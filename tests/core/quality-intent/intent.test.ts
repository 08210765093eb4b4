import { describe, expect, test } from 'vitest'
import type { SourceFacts } from '../../../src-main/core/quality-intent/known.ts'
import type { LiveLayer, LiveScene } from '../../../src-main/core/render-plan/live-scene.ts'
import type { AudioSpec, MediaFacts } from '../../../src-shared/plans/media.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { clipOf, drawn, type Engine, pictureOf, planOf, scene, shape } from '../../helpers/engine.ts'
import { intentOfScenes, lies } from '../../helpers/intents.ts'

/** Plans are pure; only the encoder's name is asked. */
const engine = {
  build: { encoders: new Set(['libx264']) },
  ffmpeg: { ffmpegVersion: '7.0' },
} as unknown as Engine
const rate = { num: 25, den: 1 }
const plan = (scenes: LiveScene[]) => planOf(engine, scenes, { width: 320, height: 180, rate })
const intent = (scenes: LiveScene[], known: Parameters<typeof intentOfScenes>[2] = {}) =>
  intentOfScenes(plan(scenes), scenes, known)

const whole = (colour: string, start: number, end: number, more: Partial<LiveLayer> = {}) =>
  drawn(shape(colour, 320, 180), start, end, more)
const move = (effect: 'fade' | 'slide' | 'zoom', frames: number) => ({
  effect,
  frames,
  side: 'left' as const,
  easing: 'linear' as const,
})
const fade = (frames: number) => ({
  type: 'fade' as const,
  frames,
  side: 'left' as const,
  easing: 'linear' as const,
})

/** A clip of 50 frames at 25 a second, as it was measured. */
const media = {
  duration: 2,
  container: 'mov,mp4',
  cutShort: null,
  audio: null,
  video: {
    stream: 0,
    codec: 'h264',
    width: 320,
    height: 180,
    shownWidth: 320,
    shownHeight: 180,
    rate,
    start: 0,
    duration: 2,
    hasAlpha: false,
  },
} as unknown as MediaFacts
function measured(how: {
  light(frame: number): number
  moves(frame: number): boolean
  flash?(frame: number): number
  /** Frames that begin another shot. */
  cuts?: number[]
}): SourceFacts {
  const frames = 50
  const series = (of: (frame: number) => number) =>
    Float32Array.from({ length: frames }, (_, frame) => of(frame))
  const tiles = new Uint8Array(frames * 256 * 3).map((_, at) =>
    at % 3 === 0 ? 16 + Math.round(219 * how.light(Math.floor(at / 768))) : 128,
  )
  const change = series((frame) =>
    how.cuts?.includes(frame) ? 0.3 : frame > 0 && how.moves(frame) ? 0.05 : 0,
  )
  return {
    picture: {
      frames,
      rate,
      tiles,
      series: {
        change,
        mostChange: change,
        lighter: series((f) => how.flash?.(f) ?? 0),
        darker: series(() => 0),
      },
    },
    sound: null,
  }
}
const clip = (start: number, end: number, more: Partial<Parameters<typeof clipOf>[1]> = {}): LiveLayer =>
  drawn(shape('#000000', 320, 180), start, end, {
    picture: {
      kind: 'clip',
      spec: clipOf('film', { width: 320, height: 180, rate, frames: end - start, ...more }),
    },
  })
const film = (facts: SourceFacts | null) => ({ media: () => media, source: () => facts })

describe('stillness', () => {
  test('a title card stands still, while it comes in it moves', () => {
    const scenes = [scene('#0f3d3eff', 40, [whole('#ffffffff', 10, 40, { enter: move('fade', 5) })])]
    const { still } = intent(scenes)
    // It is clear in its first frame, and whole in its sixth.
    expect(still).toEqual([
      { from: 0, to: 11 },
      { from: 16, to: 40 },
    ])
  })
  test('what slides in beyond the edge of the picture has not come yet', () => {
    const layer = drawn(shape('#ffffffff', 40, 40), 0, 30, { x: 400, enter: move('fade', 20) })
    expect(intent([scene('#000000ff', 30, [layer])]).still).toEqual([{ from: 0, to: 30 }])
  })
  test('a transition moves from before its first frame to after its last', () => {
    const scenes = [scene('#ffffffff', 30, []), scene('#0f3d3eff', 30, [], { transition: fade(10) })]
    expect(intent(scenes).still).toEqual([
      { from: 0, to: 20 },
      { from: 31, to: 50 },
    ])
  })
  test('a clip that stands still itself is meant to, one that has ended is frozen on purpose, and a loop begins again', () => {
    const facts = measured({ light: () => 0.5, moves: (frame) => frame < 20 || frame >= 30 })
    expect(intent([scene('#000000ff', 70, [clip(0, 70)])], film(facts)).still).toEqual([
      { from: 0, to: 1 },
      { from: 20, to: 30 },
      { from: 50, to: 70 },
    ])
    expect(intent([scene('#000000ff', 70, [clip(0, 70, { end: 'loop' })])], film(facts)).still).toEqual([
      { from: 0, to: 1 },
      { from: 20, to: 30 },
    ])
    // At twice the pace it is still for half as long; the step from its frame 18 to 20 has one that moves.
    expect(intent([scene('#000000ff', 25, [clip(0, 25, { speed: 2 })])], film(facts)).still).toEqual([
      { from: 0, to: 1 },
      { from: 11, to: 15 },
    ])
  })
  test('a picture that moves slowly, and a slow fade, may look still; a quick pan may not', () => {
    const pan = (zoom: number, frames: number) =>
      drawn(shape('#000000', 320, 180), 0, frames, {
        picture: {
          kind: 'moving',
          spec: pictureOf('photo', { width: 320, height: 180 }),
          motion: { from: { zoom: 1, x: 0, y: 0 }, to: { zoom, x: 0, y: 0 }, easing: 'linear' },
          mask: null,
          rotation: 0,
        },
      })
    expect(intent([scene('#000000ff', 50, [pan(1.1, 50)])]).still).toEqual([{ from: 0, to: 50 }])
    expect(intent([scene('#000000ff', 50, [pan(3, 50)])]).still).toEqual([{ from: 0, to: 1 }])
    const slow = whole('#ffffffff', 0, 50, { enter: move('fade', 40) })
    // It is clear in its first frame, and hides what is under it from its last one on: these are changes.
    expect(intent([scene('#000000ff', 50, [slow])]).still).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 40 },
      { from: 41, to: 50 },
    ])
  })
  test('nothing under a layer that hides all moves for anybody', () => {
    const scenes = [
      scene('#000000ff', 30, [
        whole('#ff0000ff', 0, 30, { enter: move('slide', 20) }),
        whole('#ffffffff', 0, 30),
      ]),
    ]
    expect(intent(scenes).still).toEqual([{ from: 0, to: 30 }])
  })
})

describe('black and bars', () => {
  test('a dark background may be black, a light layer over it may not', () => {
    const scenes = [scene('#000000ff', 40, [whole('#ffffffff', 10, 30)])]
    expect(intent(scenes).black).toEqual([
      { from: 0, to: 10 },
      { from: 30, to: 40 },
    ])
  })
  test('a small light layer on black leaves it black; a light band leaves bars', () => {
    const small = drawn(shape('#ffffffff', 40, 20), 0, 20)
    expect(intent([scene('#000000ff', 20, [small])]).black).toEqual([{ from: 0, to: 20 }])
    const band = drawn(shape('#ffffffff', 320, 100), 0, 20, { y: 40 })
    const seen = intent([scene('#000000ff', 20, [band])])
    expect(seen.black).toEqual([])
    expect(seen.bars).toEqual([{ from: 0, to: 20 }])
    expect(intent([scene('#f2e8daff', 20, [band])]).bars).toEqual([])
  })
  test('a night scene in a clip is black where the clip is, also when it is read from later on', () => {
    const facts = measured({ light: (frame) => (frame >= 20 && frame < 30 ? 0.01 : 0.5), moves: () => true })
    const scenes = [scene('#ffffffff', 40, [clip(0, 40, { from: 0.4 })])]
    expect(intent(scenes, film(facts)).black).toEqual([{ from: 10, to: 20 }])
  })
  test('a fade through black is black for as long as hardly anything of either scene is seen', () => {
    const black = scene('#000000ff', 20, [], { transition: fade(9) })
    const scenes = [scene('#ffffffff', 20, []), black, scene('#ffffffff', 20, [], { transition: fade(9) })]
    const found = intent(scenes).black
    expect(found).toHaveLength(1)
    expect(lies(20, found)).toBe(true)
    expect(lies(12, found)).toBe(false)
    expect(lies(30, found)).toBe(false)
  })
})

describe('jumps and flashes', () => {
  test('cuts between scenes are meant, and where something comes, goes, or a movement begins or ends', () => {
    const scenes = [
      scene('#ffffffff', 20, [
        whole('#ff0000ff', 5, 15),
        whole('#00ff00ff', 8, 20, { enter: move('fade', 4) }),
      ]),
      scene('#0f3d3eff', 20, []),
      scene('#ffffffff', 20, [], { transition: fade(5) }),
    ]
    expect(intent(scenes).jumps).toEqual([5, 8, 12, 15, 20, 35, 40])
  })
  test("a clip's own cuts are meant, and where it begins again", () => {
    const facts = measured({ light: () => 0.5, moves: () => true, cuts: [10, 30] })
    const jumps = (frames: number, how = {}) =>
      intent([scene('#000000ff', frames, [clip(0, frames, how)])], film(facts)).jumps
    expect(jumps(50)).toEqual([10, 30])
    expect(jumps(70, { end: 'loop' })).toEqual([10, 30, 50, 60])
  })
  test("a clip's own flashes are the clip's, and a clip that nobody measured may flash", () => {
    const facts = measured({
      light: () => 0.5,
      moves: () => true,
      flash: (f) => (f === 10 || f === 14 ? 0.4 : 0),
    })
    const scenes = [scene('#ffffffff', 50, [clip(0, 50)])]
    expect(intent(scenes, film(facts)).flashes).toEqual([{ from: 10, to: 15 }])
    expect(intent(scenes, film(null)).flashes).toEqual([{ from: 0, to: 50 }])
  })
})

describe('sound', () => {
  const withSound = (inputs: AudioSpec['inputs']): VideoPlan => {
    const made = plan(scenes)
    const spec: AudioSpec = {
      kind: 'audio',
      samples: 48_000 * 4,
      inputs,
      duck: null,
      loudness: { integrated: -16, truePeak: -1 },
      codec: 'aac',
      bitrate: 128_000,
    }
    return { ...made, artifacts: [{ hash: 'sound', label: 'sound', spec, needs: [] }, ...made.artifacts] }
  }
  const scenes = [scene('#ffffffff', 100, [])]
  const input = {
    role: 'music' as const,
    content: 'song',
    at: 0,
    duration: 4,
    from: 0,
    to: null,
    speed: 1,
    loop: false,
    gain: 0,
    fadeIn: 0,
    fadeOut: 0,
  }
  const song = (peaks: (tenth: number) => number) => ({
    source: () => ({
      picture: null,
      sound: { series: { peak: Float32Array.from({ length: 20 }, (_, at) => peaks(at)) } },
    }),
    media: () => ({ duration: 2, audio: { duration: 2 }, video: null }) as unknown as MediaFacts,
  })
  const rounded = (all: { from: number; to: number }[]) =>
    all.map(({ from, to }) => [Math.round(from * 10) / 10, Math.round(to * 10) / 10])

  test('without a sound all is silent', () => {
    expect(intent(scenes)).toMatchObject({ silence: [{ from: 0, to: 4 }], loudness: null })
  })
  test('a song is silent where it is silent itself, and after its end', () => {
    const seen = intentOfScenes(
      withSound([input]),
      scenes,
      song((at) => (at >= 5 && at < 10 ? -80 : -6)),
    )
    expect(rounded(seen.silence)).toEqual([
      [0.5, 1],
      [2, 4],
    ])
    expect(seen.loudness).toEqual({ integrated: -16, truePeak: -1 })
  })
  test('a loop goes on, and a second voice fills what the first leaves', () => {
    const loop = { ...input, loop: true }
    const quiet = song((at) => (at >= 5 && at < 10 ? -80 : -6))
    expect(rounded(intentOfScenes(withSound([loop]), scenes, quiet).silence)).toEqual([
      [0.5, 1],
      [2.5, 3],
    ])
    const second = { ...input, at: 0.5, duration: 1 }
    expect(rounded(intentOfScenes(withSound([loop, second]), scenes, quiet).silence)).toEqual([[2.5, 3]])
  })
})

describe('what has to be seen', () => {
  test('layers have the name of their scene, and rest outside of their moves and of transitions', () => {
    const scenes = [
      scene(
        '#ffffffff',
        60,
        [whole('#ff0000ff', 5, 60, { id: 'flag', enter: move('zoom', 10), exit: move('fade', 8) })],
        { id: 'one' },
      ),
      scene('#0f3d3eff', 60, [whole('#00ff00ff', 0, 60, { id: 'flag' })], {
        id: 'two',
        transition: fade(12),
      }),
    ]
    const { shown } = intent(scenes)
    expect(shown.map(({ layer, shows, rests }) => ({ layer, shows, rests }))).toEqual([
      { layer: 'one/flag', shows: { from: 5, to: 60 }, rests: { from: 15, to: 48 } },
      { layer: 'two/flag', shows: { from: 48, to: 108 }, rests: { from: 60, to: 108 } },
    ])
  })
})
