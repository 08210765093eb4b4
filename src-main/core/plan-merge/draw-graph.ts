import {
  type ArtifactGroup,
  type BatchPlan,
  becauseWords,
  type FormatPlan,
  followsWords,
  kindWords,
  type SegmentColumn,
  servesOnAverage,
} from '../../../src-shared/plans/batch-plan.ts'
import type { Follows } from '../../../src-shared/plans/plan.ts'

/** Light enough for dark letters, and apart from one another for eyes that see red and green alike. */
const colours: Record<Follows, string> = { 0: '#9ad0c2', 1: '#a9c7ec', 2: '#f5c48a', 3: '#ef9a8b' }
const [margin, width, rowHeight, gap] = [32, 1_200, 46, 6]

/**
 * A drawing of a merged plan as SVG: for each format its segments over time, coloured by what they follow from, and
 * below how many videos the rasters, clips and sounds serve. Nothing in it runs, and all words are text.
 */
export function drawGraph(plan: BatchPlan): string {
  const pieces: string[] = []
  let y = margin + 16
  const say = (text: string, size: number, weight = 400) => {
    pieces.push(label(margin, y, text, size, weight))
    y += size + 4
  }
  say(`${plan.template}: ${number(plan.videos)} videos`, 22, 700)
  const { whole, encoded } = plan.seconds
  say(
    `${hours(whole)} of video, of which ${hours(encoded)} are encoded. Time runs to the right; "5 for 150": five different segments serve 150 videos.`,
    14,
  )
  for (const follows of [0, 1, 2, 3] as const) {
    const x = margin + follows * 220
    pieces.push(box(x, y, 16, 16, colours[follows], ''))
    pieces.push(label(x + 24, y + 13, `follows from the ${followsWords[follows]}`, 13))
  }
  y += 44
  for (const format of plan.formats) {
    say(
      `${format.id}, ${format.width} x ${format.height}: ${number(format.videos)} videos, ${share(format.encodedSeconds, format.seconds)} encoded`,
      16,
      700,
    )
    const drawn = segments(format, y)
    pieces.push(...drawn.pieces)
    y = drawn.y + 24
  }
  const rest = plan.groups.slice(0, 60)
  if (rest.length > 0) {
    say('What they are made of: how many videos one file serves, on average', 16, 700)
    const most = Math.max(...rest.map(servesOnAverage), 1)
    for (const group of rest) {
      pieces.push(...bar(group, y, most))
      y += 24
    }
  }
  const height = Math.ceil(y + margin)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width + 2 * margin} ${height}" width="${width + 2 * margin}" height="${height}" font-family="system-ui, sans-serif" role="img">`,
    `<title>${escaped(`Plan of ${plan.template}`)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...pieces,
    '</svg>',
    '',
  ].join('\n')
}

function segments({ columns, rate }: FormatPlan, top: number): { pieces: string[]; y: number } {
  const end = Math.max(...columns.map(({ from, frames }) => from + frames), 1)
  const scale = width / end
  const ends: number[] = []
  const pieces: string[] = []
  for (const column of columns) {
    const { from, frames, follows } = column
    let lane = ends.findIndex((free) => free <= from)
    if (lane < 0) lane = ends.length
    ends[lane] = from + frames
    const x = margin + from * scale
    const y = top + lane * (rowHeight + gap)
    const wide = frames * scale - 2
    pieces.push(box(x, y, wide, rowHeight, colours[follows], tip(column, rate)))
    pieces.push(label(x + 6, y + 18, cut(column.label, wide), 12, 600))
    pieces.push(label(x + 6, y + 36, cut(counts(column), wide), 12))
  }
  const bottom = top + ends.length * (rowHeight + gap)
  pieces.push(
    label(margin, bottom + 10, '0 s', 11),
    label(margin + width - 40, bottom + 10, seconds(end / rate), 11),
  )
  return { pieces, y: bottom + 16 }
}

const counts = ({ distinct, uses }: { distinct: number; uses: number }): string =>
  `${number(distinct)} for ${number(uses)}`

function tip(column: SegmentColumn, rate: number): string {
  const { label, from, frames, follows, because } = column
  return `${label}: ${seconds(from / rate)} to ${seconds((from + frames) / rate)}, ${number(frames)} frames. Follows from the ${followsWords[follows]}. Cut here because ${becauseWords[because]}. ${number(column.distinct)} different ones for ${number(column.uses)} videos; one serves ${number(column.most)} at most.`
}

function bar(group: ArtifactGroup, y: number, most: number): string[] {
  const average = servesOnAverage(group)
  // By the logarithm: one for each video and one for all of them stand in one picture.
  const long = 4 + (560 * Math.log(Math.max(average, 1))) / Math.log(Math.max(most, 2))
  const text = `${number(average)} (${counts(group)}${group.form === 'source' ? ', no file' : ''})`
  return [
    label(margin, y + 13, cut(`${kindWords[group.kind].one}: ${group.label}`, 330), 12),
    box(margin + 340, y, long, 16, '#cfd6d4', ''),
    label(margin + 350 + long, y + 13, text, 12),
  ]
}

function box(x: number, y: number, wide: number, high: number, fill: string, title: string): string {
  const inside = title === '' ? '' : `<title>${escaped(title)}</title>`
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(wide, 1).toFixed(1)}" height="${high}" rx="3" fill="${fill}">${inside}</rect>`
}

function label(x: number, y: number, text: string, size: number, weight = 400): string {
  return text === ''
    ? ''
    : `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="#1c2b2a" pointer-events="none">${escaped(text)}</text>`
}

/** The text as far as it has room, its letters 12 pixels high and bold; nothing where not even a few have. */
function cut(text: string, room: number): string {
  const letters = Math.floor((room - 8) / 7.6)
  if (text.length <= letters) return text
  return letters < 4 ? '' : `${text.slice(0, letters - 1)}…`
}

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 })
const seconds = (value: number): string => `${number(value)} s`
const hours = (value: number): string =>
  value < 60 ? seconds(value) : value < 3_600 ? `${number(value / 60)} min` : `${number(value / 3_600)} h`
const share = (part: number, whole: number): string =>
  whole === 0 ? 'nothing' : `${number((100 * part) / whole)} %`

/** What XML can't hold becomes a question mark. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}
