import type { PictureFacts } from '../../../src-shared/quality/facts.ts'
import { type Judging, median, outside, rounded, stretches } from './judging.ts'

/** Levels that no broadcaster takes, of more of the picture than some edges. */
export function judgeLevels({ tell, limit, intent, fps }: Judging, { frames, series }: PictureFacts): void {
  const most = limit('picture.levels', 'pixels')
  if (most === null) return
  const found = stretches(frames, (frame) => series.outOfRange[frame]! > most, Math.round(fps / 2))
  for (const { from, to } of found) {
    const worst = series.outOfRange.subarray(from, to).reduce((a, b) => Math.max(a, b), 0)
    tell('picture.levels', {
      from,
      to,
      figure: worst,
      threshold: most,
      message: `${rounded(worst * 100, 1)} % of the picture is outside of the levels that EBU R 103 allows (-5 to 105 %).`,
      whatToDo:
        intent === null
          ? 'Bring its levels into range, or limit them on export.'
          : 'Look at the colours of the scene and at the levels of its clip.',
    })
  }
}

const sides = ['top', 'bottom', 'left', 'right'] as const

/** Black bars that stay as they are for a while. */
export function judgeBars(
  { tell, limit, intent, fps }: Judging,
  { frames, series, small }: PictureFacts,
): void {
  const [share, least] = [limit('picture.bars', 'share'), limit('picture.bars', 'seconds')]
  if (share === null || least === null) return
  // Of somebody else's picture a dark edge may be part: bars come in pairs.
  const sizeOf = (frame: number, side: (typeof sides)[number]) => series[side][frame]!
  const has = (frame: number, ...both: [(typeof sides)[number], (typeof sides)[number]]) =>
    intent === null
      ? both.every((side) => sizeOf(frame, side) >= share)
      : both.some((side) => sizeOf(frame, side) >= share)
  const hasBars = (frame: number) => has(frame, 'top', 'bottom') || has(frame, 'left', 'right')
  // A picture that is dark at its edge for a moment hides where the bar ends.
  const all = stretches(frames, hasBars, Math.round(fps / 4))
  for (const found of intent === null ? all : all.flatMap((one) => outside(one, intent.bars, 2))) {
    if ((found.to - found.from) / fps < least - 1e-6) continue
    const usual = Object.fromEntries(
      sides.map((side) => [side, median([...series[side].subarray(found.from, found.to)])]),
    ) as Record<(typeof sides)[number], number>
    const line = {
      top: 1 / small.height,
      bottom: 1 / small.height,
      left: 1 / small.width,
      right: 1 / small.width,
    }
    const isSteady = (frame: number) =>
      sides.every((side) => Math.abs(sizeOf(frame, side) - usual[side]) <= 1.5 * line[side])
    let steady = 0
    for (let frame = found.from; frame < found.to; frame++) if (isSteady(frame)) steady++
    if (steady < 0.7 * (found.to - found.from)) continue
    const upright = usual.top >= share || usual.bottom >= share
    const across = usual.left >= share || usual.right >= share
    if (!upright && !across) continue
    const single =
      (upright && Math.min(usual.top, usual.bottom) < share) ||
      (across && Math.min(usual.left, usual.right) < share)
    const covered = 1 - (1 - usual.top - usual.bottom) * (1 - usual.left - usual.right)
    const where =
      upright && across
        ? 'all round'
        : single
          ? 'at one side'
          : upright
            ? 'at the top and bottom'
            : 'at the left and right'
    tell('picture.bars', {
      ...found,
      figure: Math.max(...sides.map((side) => usual[side])),
      threshold: share,
      message: `The picture has black bars ${where}: ${rounded(covered * 100, 1)} % of it.`,
      whatToDo:
        intent === null
          ? 'Crop it, or export it in the shape of its picture.'
          : 'Let the clip cover its box ("fit": "cover"), or choose a format of its shape.',
      atMost: 'warning',
    })
  }
}

/** A frame of which so much of what moves is combed shows two moments. */
const combedFrame = 0.06
/** Fine lines that run across are combed here and there; two moments in one picture are so all along. */
const combedFrames = 0.5

export function judgeInterlaced(
  { tell, intent, file, isOn }: Judging,
  { frames, series }: PictureFacts,
): void {
  if (!isOn('picture.interlaced')) return
  // The dots of a GIF, which stand in for colours that it hasn't, come and go by lines; fields it never has.
  if (file?.media.video?.codec === 'gif') return
  const seen = [...series.combed].filter((share) => !Number.isNaN(share))
  const combed = seen.filter((share) => share >= combedFrame).length
  const whatToDo =
    intent === null
      ? 'Deinterlace it before it goes out.'
      : 'Render it again; if it comes back, deinterlace the clip first.'
  if (combed >= 3 && combed >= combedFrames * seen.length) {
    const from = series.combed.findIndex((share) => share >= combedFrame)
    const to = series.combed.findLastIndex((share) => share >= combedFrame) + 1
    tell('picture.interlaced', {
      from,
      to,
      figure: combed / seen.length,
      threshold: combedFrames,
      unit: 'share',
      message: 'The pictures are interlaced: every other line is of another moment.',
      whatToDo,
    })
    return
  }
  // Parts of it: some seconds of an interlaced clip in a programme.
  for (const part of stretches(frames, (frame) => series.combed[frame]! >= combedFrame, 5)) {
    let moving = 0
    let bad = 0
    for (let frame = part.from; frame < part.to; frame++) {
      const share = series.combed[frame]!
      if (!Number.isNaN(share)) moving++
      if (share >= combedFrame) bad++
    }
    if (bad < 12 || bad < 0.75 * moving) continue
    tell('picture.interlaced', {
      ...part,
      figure: bad / moving,
      threshold: combedFrames,
      unit: 'share',
      message: 'The pictures are interlaced: every other line is of another moment.',
      whatToDo,
    })
  }
  if (file?.media.video != null && file.media.video.interlaced !== 'no' && combed === 0)
    tell('picture.interlaced', {
      message: 'The file says that its pictures are interlaced.',
      whatToDo,
      ...(intent === null ? { atMost: 'warning' as const } : {}),
    })
}
