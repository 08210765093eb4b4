import type { BenchTemplate } from './materials.ts'
import type { Results, Round } from './results.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** One line of the table: what was to be reached and what was seen. */
export type Figure = {
  name: string
  goal: string
  seen: string
  /** null: it could not be measured. */
  reached: boolean | null
  /** The template that it is about; null when it is about none. */
  template: BenchTemplate | null
  /** For a figure that was missed: what the time went into. */
  why: string | null
}

const number = (value: number, digits = 2) => value.toFixed(digits)
export const written = (spread: Spread | null, unit = '', digits = 2): string =>
  spread === null
    ? 'not measured'
    : spread.times === 1
      ? `${number(spread.median, digits)}${unit} (once)`
      : `${number(spread.median, digits)}${unit} (${number(spread.least, digits)} to ${number(spread.most, digits)}, ${spread.times} times)`

/** CPU seconds of one further video: what the larger batch used more, shared by the rows that it has more. */
export function furtherCpu({ few, many }: Round): number | null {
  return few.cpu === null || many.cpu === null ? null : (many.cpu - few.cpu) / (many.rows - few.rows)
}

/** Of that, what Reelmill's own process used. */
export function furtherOwn({ few, many }: Round): number | null {
  return few.own === null || many.own === null ? null : (many.own - few.own) / (many.rows - few.rows)
}

export const eachCpu = (one: { cpu: number | null; videos: number } | null): number | null =>
  one === null || one.cpu === null ? null : one.cpu / one.videos
export const anHour = (one: { wall: number; videos: number } | null): number | null =>
  one === null ? null : (3600 * one.videos) / one.wall

/** A figure of each round in which it could be told. */
export function overRounds(rounds: readonly Round[], tell: (round: Round) => number | null): Spread | null {
  return spreadOf(rounds.map(tell).filter((value) => value !== null))
}

const quotient = (a: number | null, b: number | null) => (a === null || b === null || b <= 0 ? null : a / b)

/** The figures of the table, in its order. */
export function figuresOf(results: Results): Figure[] {
  const rounds = (name: keyof Results['templates']) => results.templates[name]?.rounds ?? []
  const lessThanExpert = (name: keyof Results['templates']) =>
    overRounds(rounds(name), (round) => quotient(eachCpu(round.expert), furtherCpu(round)))
  const share35 = lessThanExpert('row-35')
  const share10 = lessThanExpert('row-10')
  const overLimit = overRounds(rounds('row-35'), (round) => quotient(furtherCpu(round), eachCpu(round.limit)))
  const unshared = overRounds(rounds('row-all'), (round) =>
    quotient(furtherCpu(round), eachCpu(round.expert)),
  )
  const hourly = overRounds(rounds('row-35'), ({ many }) => many.anHour)
  const joining = spreadOf(results.profiles['row-35']?.joinWall ?? [])
  const still = spreadOf((results.stills?.warm ?? []).map(({ wall }) => wall))
  type Line = Pick<Figure, 'name' | 'goal' | 'template'> & { unit: string; digits?: number; why?: string }
  const judged = (line: Line, seen: Spread | null, reached: (median: number) => boolean): Figure => {
    const { name, goal, template, unit, digits } = line
    const good = seen === null ? null : reached(seen.median)
    const why = good === false ? (line.why ?? whereItWent(results, template ?? 'row-35')) : null
    return { name, goal, template, seen: written(seen, unit, digits), reached: good, why }
  }
  return [
    judged(
      {
        name: 'CPU per further video against the expert, 35 % per row',
        goal: 'at least 3.5 times less',
        template: 'row-35',
        unit: ' times less',
      },
      share35,
      (times) => times >= 3.5,
    ),
    judged(
      {
        name: 'the same, 10 % per row',
        goal: 'at least 10 times less',
        template: 'row-10',
        unit: ' times less',
      },
      share10,
      (times) => times >= 10,
    ),
    judged(
      {
        name: 'CPU per further video against the limit, 35 %',
        goal: 'at most 1.15 times',
        template: 'row-35',
        unit: ' times',
      },
      overLimit,
      (times) => times <= 1.15,
    ),
    judged(
      {
        name: 'nothing shared, against the expert',
        goal: 'at most 1.05 times',
        template: 'row-all',
        unit: ' times',
      },
      unshared,
      (times) => times <= 1.05,
    ),
    judged(
      {
        name: 'videos an hour, 20 s 1080p, 35 % per row',
        goal: 'at least 700',
        template: 'row-35',
        unit: '',
        digits: 0,
      },
      hourly,
      (videos) => videos >= 700,
    ),
    judged(
      {
        name: 'joining, per video (wall, alone)',
        goal: 'at most 0.15 s',
        template: null,
        unit: ' s',
        why: joinWent(results),
      },
      joining,
      (seconds) => seconds <= 0.15,
    ),
    planningFigure(results),
    memoryFigure(results),
    judged(
      {
        name: 'a still, warm (wall)',
        goal: 'at most 0.4 s',
        template: null,
        unit: ' s',
        why: stillWent(results),
      },
      still,
      (seconds) => seconds <= 0.4,
    ),
  ]
}

function planningFigure({ planning }: Results): Figure {
  const name = 'planning 10,000 rows x 4 languages x 3 formats'
  const goal = 'at most 60 s, 500 MB; grows no faster than the number of videos'
  const [small, large] = [planning[0], planning.at(-1)]
  if (small === undefined || large === undefined)
    return { name, goal, template: null, seen: 'not measured', reached: null, why: null }
  const per = ({ wall, videos }: { wall: number; videos: number }) => (1000 * wall) / videos
  const grows = small === large || per(large) <= 1.05 * per(small)
  const memoryGrows =
    small.peak === null || large.peak === null || large.peak / small.peak <= large.videos / small.videos
  const peak = large.peak === null ? 'memory not told' : `${number(large.peak, 0)} MB`
  const whole = large.videos >= 120_000
  const reached = large.wall <= 60 && (large.peak ?? Number.POSITIVE_INFINITY) <= 500 && grows && memoryGrows
  const each = planning.map(
    (one) => `${number(per(one))} ms a video of ${one.videos.toLocaleString('en-US')}`,
  )
  const cpu = large.cpu === null ? '' : `; ${number(large.cpu, 0)} CPU-s in all its threads`
  return {
    name,
    goal,
    template: null,
    seen: `${large.videos.toLocaleString('en-US')} videos: ${number(large.wall, 1)} s, ${peak}; ${each.join(', ')}`,
    reached: whole ? reached : null,
    why: whole && !reached ? `All of it is Reelmill's own code${cpu}.` : null,
  }
}

/** More growth than this in 1,000 videos (MB) is no noise of the garbage collector. */
export const flatWithin = 10

function memoryFigure({ memory }: Results): Figure {
  const name = "memory of Reelmill's own process, rendering 10,000 rows"
  const goal = `at most 400 MB; flat (grows by at most ${flatWithin} MB in 1,000 videos)`
  if (memory === null) return { name, goal, template: null, seen: 'not measured', reached: null, why: null }
  const { first, median, last, most, growth, videos, seconds } = memory
  const slope = growth === null ? 'too few videos to tell growth' : `${number(growth, 1)} MB in 1,000 videos`
  const flat = growth !== null && growth <= flatWithin
  const reached = most <= 400 && flat
  return {
    name,
    goal,
    template: null,
    seen: `first ${number(first, 0)}, median ${number(median, 0)}, last ${number(last, 0)}, most ${number(most, 0)} MB; ${slope} (${videos} videos in ${number(seconds, 0)} s)`,
    reached,
    why: reached
      ? null
      : most > 400
        ? 'Its highest reading is over the limit.'
        : 'Between the second third of the samples and the last it still grew.',
  }
}

/** The profile as a sentence; the parts largest first. */
export function whereItWent(results: Results, template: BenchTemplate): string {
  const parts = profileParts(results, template)
  if (parts === null) return `There was no time for a profile of ${template}; that of row-35 is below.`
  const sum = parts.reduce((total, { cpu }) => total + cpu, 0)
  const told = [...parts]
    .sort((a, b) => b.cpu - a.cpu)
    .filter(({ cpu }) => cpu >= 0.005 * sum)
    .map(({ name, cpu }) => `${name} ${number(cpu)} CPU-s (${number((100 * cpu) / sum, 0)} %)`)
  return `A further video of ${template} took, in the profiled run: ${told.join(', ')}.`
}

/** What a further video is made of, in CPU seconds; null without a profile. */
export function profileParts(
  { profiles, templates }: Results,
  template: BenchTemplate,
): { name: string; cpu: number }[] | null {
  const profile = profiles[template]
  if (profile === undefined) return null
  const { programs, split, own } = profile
  const ownCpu = overRounds(templates[template]?.rounds ?? [], furtherOwn)?.median ?? 0
  const moving = own?.['moving pictures'] ?? 0
  const raster = own?.raster ?? 0
  return [
    ...(split === null
      ? [{ name: 'segments (decode, filter and encode)', cpu: programs.segment.cpu }]
      : [
          { name: 'decode', cpu: split.decode },
          { name: 'filter', cpu: split.filter },
          { name: 'encode', cpu: split.encode },
        ]),
    { name: 'clips', cpu: programs.clip.cpu },
    { name: 'sound', cpu: programs.sound.cpu },
    { name: 'join', cpu: programs.join.cpu },
    { name: 'probe', cpu: programs.probe.cpu },
    { name: 'other programs', cpu: programs.other.cpu },
    { name: 'moving pictures (own code)', cpu: ownCpu * moving },
    { name: 'raster (own code)', cpu: ownCpu * raster },
    { name: 'own code, the rest', cpu: ownCpu * (1 - moving - raster) },
  ]
}

function joinWent({ profiles }: Results): string {
  const profile = profiles['row-35']
  if (profile === undefined) return ''
  const { join, probe } = profile.programs
  return `Of it, ${number(join.cpu)} CPU-s were joining programs, ${number(probe.cpu)} CPU-s checking ones; the rest is starting them, hashing the file and bringing it to the disk.`
}

function stillWent({ start, stills }: Results): string {
  if (start === null || stills === null) return ''
  const cpu = spreadOf(stills.warm.map((one) => one.cpu).filter((value) => value !== null))
  return `Starting Node and the command line alone takes ${number(start.wall)} s; a warm still uses ${written(cpu, ' CPU-s')}.`
}
