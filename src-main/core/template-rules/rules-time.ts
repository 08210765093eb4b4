import { parseRate, type Rate } from '../../../src-shared/templates/formats.ts'
import type { Layer } from '../../../src-shared/templates/layers.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import type { Place, Report } from './report.ts'
import type { RuleTools } from './tools.ts'

const longestSeconds = 3_600

/** One format's clock. */
type Clock = { format: string; layout: string; rate: Rate; frames(seconds: number): number }

/** Durations: scenes and layers without a frame, transitions and moves that don't fit, videos without an end. */
export function checkTime(template: Template, tools: RuleTools, report: Report): void {
  for (const [format, { fps, layout = format }] of Object.entries(template.formats)) {
    const rate = parseRate(fps ?? template.fps)
    if (rate === null) continue
    const clock: Clock = { format, layout, rate, frames: (seconds) => tools.framesOf(seconds, rate) }
    const shown = template.scenes
      .map((scene, index) => ({ scene, index, path: `scenes[${index}]` }))
      .filter(({ scene }) => scene.formats[layout]?.hidden !== true)
    if (shown.length === 0)
      report.error(
        'scene.none',
        { path: 'scenes', format },
        'All scenes are hidden.',
        'Leave at least one scene of each format visible.',
      )
    for (const { scene, path } of shown) checkScene(scene, path, clock, tools, report)
    checkTransitions(shown, clock, report)
    checkLength(shown, clock, report)
  }
}

function lengthOf(scene: Scene, { layout }: Clock): number {
  return scene.formats[layout]?.duration ?? scene.duration
}

function checkScene(scene: Scene, path: string, clock: Clock, tools: RuleTools, report: Report): void {
  const { format, rate } = clock
  const seconds = lengthOf(scene, clock)
  const frames = clock.frames(seconds)
  if (frames === 0)
    report.error(
      'scene.no-frames',
      { path: at(path, 'duration'), scene: scene.id, format },
      `At ${perSecond(rate)} frames a second, ${seconds} s is less than half a frame: the scene would have no picture.`,
      `Give it at least ${round(rate.den / rate.num)} s.`,
    )
  if (frames === 0) return
  scene.layers.forEach((layer, index) => {
    const place = { path: `${path}.layers[${index}]`, scene: scene.id, layer: layer.id, format }
    const seen = tools.withOverrides(layer, clock.layout)
    if (!seen.hidden) checkLayer(seen, frames, place, clock, report)
  })
}

function checkLayer(layer: Layer, sceneFrames: number, place: Place, clock: Clock, report: Report): void {
  const never = (path: string, message: string, whatToDo: string) =>
    report.warning('layer.never-shows', { ...place, path: at(place.path, path) }, message, whatToDo)
  if (layer.opacity === 0)
    never('opacity', 'The layer is fully transparent and never shows.', 'Raise its opacity, or remove it.')
  const start = clock.frames(layer.start)
  const end = layer.duration === undefined ? sceneFrames : clock.frames(layer.start + layer.duration)
  if (start >= sceneFrames) {
    never(
      'start',
      `The layer starts at ${layer.start} s, when its scene is over.`,
      'Start it earlier, or lengthen the scene.',
    )
    return
  }
  if (end <= start) {
    never(
      'duration',
      `The layer lasts ${layer.duration} s, less than half a frame, and never shows.`,
      'Lengthen it.',
    )
    return
  }
  if (end > sceneFrames + 1)
    report.warning(
      'layer.cut-off',
      { ...place, path: at(place.path, 'duration') },
      `The layer would last until ${round(layer.start + (layer.duration ?? 0))} s, but its scene ends before: it is cut off, with its exit.`,
      'Shorten it, or lengthen the scene.',
    )
  const life = Math.min(end, sceneFrames) - start
  const [enter, exit] = [layer.enter, layer.exit].map((move) => clock.frames(move?.duration ?? 0)) as [
    number,
    number,
  ]
  const there = `The layer shows for ${round((life * clock.rate.den) / clock.rate.num)} s`
  for (const [name, frames] of [
    ['enter', enter],
    ['exit', exit],
  ] as const)
    if (frames > life)
      report.warning(
        'layer.move-too-long',
        { ...place, path: `${place.path}.${name}.duration` },
        `${there}, but its ${name} takes ${layer[name]?.duration} s: it is shortened.`,
        'Shorten the move, or show the layer longer.',
      )
  if (enter <= life && exit <= life && enter + exit > life)
    report.warning(
      'layer.moves-overlap',
      { ...place, path: `${place.path}.exit.duration` },
      `${there}, but its enter and exit take ${round((layer.enter?.duration ?? 0) + (layer.exit?.duration ?? 0))} s together: it goes before it has come.`,
      'Shorten one of the moves, or show the layer longer.',
    )
}

type Shown = { scene: Scene; index: number; path: string }

function transitionFrames({ transition }: Scene, clock: Clock): number {
  return transition === undefined || transition.type === 'cut' ? 0 : clock.frames(transition.duration)
}

const mayVanish = (scene: Scene) => scene.when !== undefined || scene.repeat !== undefined

function checkTransitions(shown: Shown[], clock: Clock, report: Report): void {
  const { format } = clock
  shown.forEach(({ scene, path, index }, position) => {
    const { transition } = scene
    if (transition === undefined || transition.type === 'cut') return
    const place = { path: at(path, 'transition'), scene: scene.id, format }
    const long = { ...place, path: `${path}.transition.duration` }
    const frames = transitionFrames(scene, clock)
    const own = clock.frames(lengthOf(scene, clock))
    if (position === 0 && scene.repeat === undefined) {
      // Where a format hides the scenes before it, the transition is still meant for the others.
      if (index > 0) return
      report.warning(
        'transition.first',
        place,
        'The first scene has nothing before it: the transition never shows.',
        'Remove it.',
      )
      return
    }
    if (frames === 0)
      report.warning(
        'transition.no-frames',
        long,
        `${transition.duration} s is less than half a frame: the transition is a cut.`,
        'Lengthen it, or make it a cut.',
      )
    if (frames > own)
      report.error(
        'transition.too-long',
        long,
        `The transition takes ${transition.duration} s, but the scene itself lasts only ${lengthOf(scene, clock)} s.`,
        'Shorten the transition, or lengthen the scene.',
      )
    for (const before of possiblyBefore(shown, position)) {
      const theirs = clock.frames(lengthOf(before, clock))
      const taken = before === shown[0]?.scene && before !== scene ? 0 : transitionFrames(before, clock)
      if (frames > theirs)
        report.error(
          'transition.too-long',
          long,
          `The transition takes ${transition.duration} s, but the scene "${before.id}" before it lasts only ${lengthOf(before, clock)} s.`,
          'Shorten the transition, or lengthen that scene.',
        )
      else if (frames + taken > theirs)
        report.warning(
          'transition.no-room',
          long,
          `The scene "${before.id}" before it lasts ${lengthOf(before, clock)} s, too little for the transitions into it and out of it: this one is shortened.`,
          'Shorten one of the two transitions, or lengthen that scene.',
        )
    }
  })
}

/** The scenes that can stand right before this one, as those between may vanish. */
function possiblyBefore(shown: Shown[], position: number): Scene[] {
  const found: Scene[] = []
  const own = shown[position]?.scene
  if (own?.repeat !== undefined && own.repeat.max > 1) found.push(own)
  for (let index = position - 1; index >= 0; index -= 1) {
    const { scene } = shown[index]!
    found.push(scene)
    if (!mayVanish(scene)) break
  }
  return found
}

function checkLength(shown: Shown[], clock: Clock, report: Report): void {
  const once = shown.reduce((sum, { scene }) => sum + lengthOf(scene, clock), 0)
  const most = shown.reduce((sum, { scene }) => sum + lengthOf(scene, clock) * (scene.repeat?.max ?? 1), 0)
  const place = { path: 'scenes', format: clock.format }
  if (once > longestSeconds)
    report.error(
      'template.too-long',
      place,
      `The scenes last ${Math.round(once / 60)} minutes together; a video may last 60.`,
      'Check the durations (they are seconds), or split the template.',
    )
  else if (most > longestSeconds)
    report.warning(
      'template.too-long',
      place,
      `With long lists the video can last ${Math.round(most / 60)} minutes.`,
      'Lower "max" of the repeated scenes.',
    )
}

function perSecond({ num, den }: Rate): number {
  return round(num / den)
}

function round(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000
}
