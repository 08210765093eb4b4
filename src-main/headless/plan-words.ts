import {
  type ArtifactGroup,
  artifactKinds,
  type BatchPlan,
  becauseWords,
  type FormatPlan,
  followsWords,
  kindWords,
  type SegmentColumn,
  servesOnAverage,
  whyClipFile,
} from '../../src-shared/plans/batch-plan.ts'
import { count, duration, fitted, table } from './wording.ts'

const figure = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 })
const percent = (part: number, whole: number): string =>
  whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`
const at = (frames: number, rate: number): string => `${(frames / rate).toFixed(2)} s`

/** A plan in a few lines. */
export function plannedInShort(plan: BatchPlan): string[] {
  const { videos, seconds, cpu, rows, rejectedRows, inspection } = plan
  const kinds = artifactKinds
    .filter((kind) => plan.artifacts[kind].uses > 0)
    .map((kind) => {
      const { uses, distinct } = plan.artifacts[kind]
      const { one, many } = kindWords[kind]
      return [`  ${many}`, figure(uses), `${count(distinct, `different ${one}`, 'different')}`]
    })
  return [
    `${count(videos, 'video')}, ${duration(seconds.whole)} of video, of which ${duration(seconds.encoded)} are encoded: ${percent(seconds.encoded, seconds.whole)}.`,
    ...(kinds.length === 0 ? [] : ['The videos use:', ...table(kinds)]),
    `About ${duration(cpu.shared)} of processor time; without sharing ${duration(cpu.whole)}${cpu.shared > 0 ? `, ${figure(cpu.whole / cpu.shared)} times as much` : ''}.`,
    ...(inspection === null
      ? []
      : [
          `Finished videos are inspected by the profile ${inspection.profile}: about ${duration(inspection.seconds)} of a slot's time more.`,
        ]),
    `${count(rows, 'row')} planned in ${duration(plan.took)}, ${rejectedRows === 0 ? 'none would be set aside' : `${count(rejectedRows, 'row')} would be set aside`}.`,
    ...(plan.graph === null ? [] : [`The graph is in ${plan.graph}.`]),
  ]
}

/** Everything about a plan, for a terminal of so many columns. */
export function explainedPlan(plan: BatchPlan, columns: number): string[] {
  return [
    ...plan.formats.flatMap((format) => formatLines(format, columns)),
    ...clipLines(plan.groups),
    ...groupLines(plan.groups, 'sound', 'Sounds'),
    ...groupLines(plan.groups, 'raster', 'Rasters'),
    ...servingLines(plan, columns),
  ]
}

function formatLines(format: FormatPlan, columns: number): string[] {
  const { id, width, height, rate, videos, others } = format
  const rows = format.columns.map((column, index) => [
    String(index + 1),
    at(column.from, rate),
    at(column.from + column.frames, rate),
    figure(column.frames),
    followsWords[column.follows],
    figure(column.uses),
    figure(column.distinct),
    figure(servesOnAverage(column)),
    fitted(`${column.label}; ${becauseWords[column.because]}`, 90),
  ])
  return [
    `${id}, ${width} x ${height}, ${figure(rate)} frames a second: ${count(videos, 'video')}`,
    ...timeline(format, Math.min(columns, 100)),
    ...table([
      [
        '',
        'from',
        'to',
        'frames',
        'follows from',
        'videos',
        'different',
        'one serves',
        'what, and why cut there',
      ],
      ...rows,
    ]),
    ...(others === null
      ? []
      : [
          `   and ${figure(others.distinct)} different ones in further places, for ${figure(others.uses)} uses`,
        ]),
    '',
  ]
}

const shades: Record<SegmentColumn['follows'], string> = { 0: '=', 1: '-', 2: '#', 3: '#' }

/** Time from left to right, a line for segments that don't overlap. */
function timeline({ columns: segments }: FormatPlan, columns: number): string[] {
  const room = columns - 4
  const end = Math.max(...segments.map(({ from, frames }) => from + frames), 1)
  const lanes: string[] = []
  segments.forEach(({ from, frames, follows }, index) => {
    const first = Math.round((from / end) * room)
    const last = Math.max(first + 1, Math.round(((from + frames) / end) * room))
    const inside = last - first - 1
    const mark = String(index + 1)
    const bar = `|${inside > mark.length ? mark + shades[follows].repeat(inside - mark.length) : shades[follows].repeat(inside)}`
    const lane = lanes.findIndex((line) => line.length <= first)
    if (lane < 0) lanes.push(' '.repeat(first) + bar)
    else lanes[lane] = lanes[lane]!.padEnd(first) + bar
  })
  return [
    ...lanes.map((line) => `  ${line}|`),
    '  = the same in every video   - once for each language   # follows from the row',
  ]
}

function clipLines(groups: readonly ArtifactGroup[]): string[] {
  const clips = groups.filter(({ kind }) => kind === 'clip')
  if (clips.length === 0) return []
  return [
    'Clips',
    ...table([
      ['  what', 'videos', 'different', 'one serves', 'file or not'],
      ...clips.map((group) => [...counted(group), whyClipFile(group)]),
    ]),
    '',
  ]
}

function groupLines(groups: readonly ArtifactGroup[], kind: 'sound' | 'raster', title: string): string[] {
  const own = groups.filter((group) => group.kind === kind)
  if (own.length === 0) return []
  return [title, ...table([['  what', 'videos', 'different', 'one serves'], ...own.map(counted)]), '']
}

const counted = (group: ArtifactGroup): string[] => [
  `  ${fitted(group.label, 50)}`,
  figure(group.uses),
  figure(group.distinct),
  group.distinct === 1
    ? figure(group.uses)
    : `${figure(servesOnAverage(group))} (${figure(group.most)} at most)`,
]

/** A bar for each step: how many artifacts serve so many videos. */
function servingLines({ serving }: BatchPlan, columns: number): string[] {
  const rows = serving.map(({ least, most, artifacts }) => ({
    videos:
      most === null
        ? `${figure(least)} or more`
        : most === least
          ? figure(least)
          : `${figure(least)} to ${figure(most)}`,
    made: artifacts,
    sum: artifactKinds.reduce((sum, kind) => sum + artifacts[kind], 0),
  }))
  const told = rows.slice(0, rows.findLastIndex(({ sum }) => sum > 0) + 1)
  const largest = Math.max(...told.map(({ sum }) => sum), 1)
  const room = Math.max(10, Math.min(columns, 100) - 60)
  return [
    'How many videos one artifact serves',
    ...table(
      told.map(({ videos, made, sum }) => [
        `  ${videos}`,
        // A few among a million are seen, too.
        '#'.repeat(
          sum === 0 ? 0 : Math.max(1, Math.round((room * Math.log(1 + sum)) / Math.log(1 + largest))),
        ),
        artifactKinds
          .filter((kind) => made[kind] > 0)
          .map((kind) => count(made[kind], kindWords[kind].one, kindWords[kind].many))
          .join(', '),
      ]),
    ),
    '',
  ]
}
