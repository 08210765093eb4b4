import type { SoundFacts } from '../../../src-shared/quality/facts.ts'
import type { Stretch } from '../../../src-shared/quality/intent.ts'
import { type Judging, rounded, seconds, stretches } from './judging.ts'
import { judgeSync } from './sync.ts'

/** Entries of a series a second. */
const tenths = 10
/** The meter reads in tenths. */
const meterStep = 0.05
/** Of files of which nobody says how loud they should be. */
const usualLoudness = -14
/** Of less sound a range says nothing, seconds. */
const rangeFrom = 30
/** Below that nobody hears whether left and right fit together. */
const heard = -50

/** What is heard. */
export function judgeSound(judging: Judging): void {
  const { file, sound, intent, tell } = judging
  if (file !== null && file.sound === null) {
    const isMissed = intent !== null && intent.loudness !== null
    if (isMissed)
      tell('sound.missing', {
        message: 'There is no sound, and the template has some.',
        whatToDo: 'Render it again; if it stays away, look at the sounds of the template.',
      })
    else if (intent === null && file.media.video?.codec !== 'gif')
      tell('sound.missing', {
        message: 'There is no sound.',
        whatToDo: 'Look whether it is meant.',
        atMost: 'note',
      })
  }
  judgeSync(judging)
  if (sound === null || sound.series.peak.length === 0) return
  channels(judging, sound)
  if (silent(judging, sound)) return
  clipped(judging, sound)
  loudness(judging, sound)
  phase(judging, sound)
}

/** Whether a silence begins and ends at once, in the middle of something loud, and is nothing at all. */
function breaksOff(peak: Float32Array, { from, to }: Stretch, quiet: number): boolean {
  if (from < 3 || to > peak.length - 3) return false
  const loud = (first: number, last: number) =>
    peak.subarray(first, last).reduce((a, b) => Math.max(a, b), -120)
  return (
    loud(from - 2, from) > quiet + 25 &&
    loud(to, to + 2) > quiet + 25 &&
    peak.subarray(from + 1, to - 1).every((one) => one <= -90)
  )
}

/** Answers whether nothing at all is heard. */
function silent({ tell, limit, intent, fps }: Judging, { series, duration }: SoundFacts): boolean {
  const [level, least] = [limit('sound.silent', 'level'), limit('sound.silent', 'seconds')]
  const { peak } = series
  const quiet = level ?? -60
  const isAllSilent = peak.every((one) => one < quiet)
  if (least === null || level === null) return isAllSilent
  const note = (from: number, to: number, message: string) =>
    tell('sound.silent', {
      from: Math.round(from * fps),
      to: Math.max(Math.round(from * fps) + 1, Math.round(to * fps)),
      figure: to - from,
      threshold: least,
      unit: 'seconds',
      message,
      whatToDo:
        intent === null
          ? 'Look at the sound there, and export it again.'
          : 'Render it again; if it stays silent, look at the sounds of the template.',
      atMost: 'warning',
    })
  if (intent === null && isAllSilent) {
    note(0, duration, 'All of the sound is silent.')
    return true
  }
  for (const found of stretches(peak.length, (at) => peak[at]! < level)) {
    const isBroken = breaksOff(peak, found, quiet)
    // Nobody means a hole, so a short one is one already.
    const shortest = isBroken ? Math.min(least, 0.3) : least
    if (intent !== null) {
      // What is meant, a tenth of a second wider on either side: fades end in it.
      let parts = [{ from: found.from / tenths, to: found.to / tenths }]
      for (const { from, to } of intent.silence)
        parts = parts.flatMap((part) =>
          [
            { from: part.from, to: Math.min(part.to, from - 0.1) },
            { from: Math.max(part.from, to + 0.1), to: part.to },
          ].filter((rest) => rest.to - rest.from > 1e-6),
        )
      for (const { from, to } of parts)
        if (to - from >= shortest - 1e-6) note(from, to, `The sound is silent for ${seconds(to - from)}.`)
      continue
    }
    // A film may begin and end in silence, and hold its breath.
    const length = (found.to - found.from) / tenths
    if (isBroken && length >= shortest)
      note(found.from / tenths, found.to / tenths, `The sound breaks off for ${seconds(length)}.`)
  }
  return isAllSilent
}

function clipped({ tell, limit, fps }: Judging, { series }: SoundFacts): void {
  const most = limit('sound.clipped', 'samples')
  if (most === null) return
  for (const { from, to } of stretches(series.clipped.length, (at) => series.clipped[at]! >= most, tenths)) {
    const longest = series.clipped.subarray(from, to).reduce((a, b) => Math.max(a, b), 0)
    tell('sound.clipped', {
      from: Math.round((from / tenths) * fps),
      to: Math.round((to / tenths) * fps),
      figure: longest,
      threshold: most,
      message: `The sound is clipped: ${longest} samples in a row are at full scale.`,
      whatToDo: 'Lower the level of its source; what was cut off does not come back by making it quieter.',
    })
  }
}

function loudness(
  { tell, limit, intent }: Judging,
  { integrated, range, truePeak, duration }: SoundFacts,
): void {
  const target = limit('sound.loudness', 'integrated') ?? intent?.loudness?.integrated ?? usualLoudness
  const apart = limit('sound.loudness', 'apart')
  if (integrated !== null && apart !== null && Math.abs(integrated - target) > apart + meterStep) {
    const by = rounded(Math.abs(integrated - target), 1)
    tell('sound.loudness', {
      figure: integrated,
      threshold: target,
      unit: 'LUFS',
      message: `The loudness is ${rounded(integrated, 1)} LUFS instead of ${rounded(target, 1)}.`,
      whatToDo:
        integrated < target
          ? `Make the sound ${by} LU louder, or choose the loudness of the profile in the template.`
          : `Make the sound ${by} LU quieter, or choose the loudness of the profile in the template.`,
    })
  }
  const widest = limit('sound.range', 'most')
  if (range !== null && duration >= rangeFrom && widest !== null && range > widest + meterStep)
    tell('sound.range', {
      figure: range,
      threshold: widest,
      message: `The loudness ranges over ${rounded(range, 1)} LU; the profile allows ${rounded(widest, 1)} at most.`,
      whatToDo: 'Compress the sound, or bring its quiet parts up.',
    })
  const highest = limit('sound.true-peak', 'most')
  if (truePeak !== null && highest !== null && truePeak > highest + meterStep)
    tell('sound.true-peak', {
      figure: truePeak,
      threshold: highest,
      message: `The true peak is ${rounded(truePeak, 1)} dBTP; the profile allows ${rounded(highest, 1)} at most.`,
      whatToDo: 'Limit the peaks before the sound is encoded.',
    })
}

function phase({ tell, limit, fps }: Judging, { series }: SoundFacts): void {
  const [least, length] = [limit('sound.phase', 'least'), limit('sound.phase', 'seconds')]
  if (least === null || length === null) return
  const { correlation, peak } = series
  const found = stretches(correlation.length, (at) => peak[at]! > heard && correlation[at]! < least, 2)
  for (const { from, to } of found) {
    const lasts = (to - from) / tenths
    if (lasts < length - 1e-6) continue
    const parts = [...correlation.subarray(from, to)].filter((one) => !Number.isNaN(one))
    tell('sound.phase', {
      from: Math.round((from / tenths) * fps),
      to: Math.round((to / tenths) * fps),
      figure: parts.reduce((sum, one) => sum + one, 0) / parts.length,
      threshold: least,
      message: `Left and right work against each other for ${seconds(lasts)}: on one speaker the sound is thin or gone.`,
      whatToDo: 'Turn the phase of one channel, or mix it to mono.',
    })
  }
}

function channels({ tell, limit }: Judging, { channels: many, series }: SoundFacts): void {
  const wanted = limit('sound.channels', 'channels')
  if (wanted !== null && many !== wanted)
    tell('sound.channels', {
      figure: many,
      threshold: wanted,
      message:
        many === 1
          ? `The sound has one channel; the profile asks for ${wanted}.`
          : `The sound has ${many} channels; the profile asks for ${wanted}.`,
      whatToDo: 'Export it with that many channels, or choose another profile.',
    })
  if (many !== 2) return
  // Loud, and yet nothing to compare: one of the two is silent.
  const { peak, correlation } = series
  let [loud, alone] = [0, 0]
  for (let at = 0; at < peak.length; at++) {
    if (peak[at]! < heard) continue
    loud++
    if (Number.isNaN(correlation[at]!)) alone++
  }
  if (loud >= tenths && alone > 0.95 * loud)
    tell('sound.channels', {
      message: 'Only one of two channels is heard.',
      whatToDo: 'Put the sound on both channels.',
      atMost: 'warning',
    })
}
