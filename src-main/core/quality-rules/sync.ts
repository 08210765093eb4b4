import type { PictureFacts, SoundFacts } from '../../../src-shared/quality/facts.ts'
import { type Judging, median, seconds } from './judging.ts'

/** So far from where it should be something is looked for, seconds. */
const reach = 0.6
/** A sound begins where it gets louder by so much, dB, against the tenth of a second before. */
const rise = 15
/** A picture begins where it changes so much more than around. */
const times = 4
const least = 0.02
/** Sound that goes on for longer is no tail of its coding. */
const tail = 0.25

/** Whether picture and sound come together. */
export function judgeSync({ tell, limit, file, picture, sound, intent, fps }: Judging): void {
  const apart = limit('sound.sync', 'apart')
  if (apart === null || file?.picture == null || file.sound === null) return
  const whatToDo = 'Move the sound by that much, and export it again.'
  const begins = file.sound.start - file.picture.start
  if (Math.abs(begins) > apart + 1e-3)
    tell('sound.sync', {
      figure: begins,
      threshold: apart,
      message:
        begins < 0
          ? `The sound begins ${seconds(-begins)} before the picture.`
          : `The sound begins ${seconds(begins)} after the picture.`,
      whatToDo,
    })
  const late = file.sound.end - file.picture.end
  if (late > tail + apart)
    tell('sound.sync', {
      figure: late,
      threshold: tail + apart,
      message: `The sound goes on for ${seconds(late)} after the picture has ended.`,
      whatToDo: 'Let picture and sound end together.',
      atMost: 'warning',
    })
  if (intent === null || picture === null || sound === null) return
  for (const { at } of intent.together) {
    const [heard, seen] = [soundAt(sound, at), pictureAt(picture, at, fps)]
    if (heard === null || seen === null) continue
    const off = heard - seen
    // A picture is seen for a whole frame, a sound is found to a hundredth of a second.
    if (Math.abs(off) <= apart + 0.5 / fps + 0.01) continue
    tell('sound.sync', {
      from: Math.round(seen * fps),
      to: Math.round(seen * fps) + 1,
      figure: off,
      threshold: apart,
      message:
        off < 0
          ? `The sound comes ${seconds(-off)} before its picture.`
          : `The sound comes ${seconds(off)} after its picture.`,
      whatToDo,
    })
  }
}

/** Where the sound that should begin at `at` begins: the clearest beginning near it. null: there is none. */
function soundAt({ series }: SoundFacts, at: number): number | null {
  const { envelope } = series
  const [from, to] = [Math.max(1, Math.round((at - reach) * 100)), Math.round((at + reach) * 100)]
  let best: { at: number; by: number } | null = null
  for (let moment = from; moment <= Math.min(to, envelope.length - 3); moment++) {
    const before = envelope.subarray(Math.max(0, moment - 10), moment)
    const loudest = before.reduce((a, b) => Math.max(a, b), -120)
    const after = Math.max(envelope[moment]!, envelope[moment + 1]!)
    const by = after - loudest
    if (after > -40 && by >= rise && (best === null || by > best.by + 3)) best = { at: moment / 100, by }
  }
  return best?.at ?? null
}

/** Where the picture that should begin at `at` begins: the largest change near it, far above those around. */
function pictureAt({ series, frames }: PictureFacts, at: number, fps: number): number | null {
  const [from, to] = [
    Math.max(1, Math.round((at - reach) * fps)),
    Math.min(frames - 1, Math.round((at + reach) * fps)),
  ]
  if (to - from < 3) return null
  const near = [...series.change.subarray(from, to + 1)]
  const most = Math.max(...near)
  return most >= least && most >= times * median(near) ? (from + near.indexOf(most)) / fps : null
}
