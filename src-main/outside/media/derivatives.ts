import fluent from 'fluent-ffmpeg'
import { safeInput } from '../../../src-shared/plans/media.ts'

/*
 * Small things made of one file: pictures and the loudness of videos. Only what fluent-ffmpeg writes is taken, its list of
 * arguments: running it would go past our marks, limits and priorities, and it looks for formats in a list that it can't
 * read of newer builds (so no `.format()` either).
 */

/** Arguments that write one frame of a video (or animated GIF), at `at` seconds, as a JPEG of `longest` pixels at most. */
export function posterArguments(how: { source: string; at: number; longest: number; out: string }): string[] {
  const { longest } = how
  return written(
    from(how.source)
      .seekInput(Math.max(0, Number(how.at.toFixed(3))))
      .noAudio()
      .frames(1)
      .videoFilters([
        `scale=w='min(${longest},iw)':h='min(${longest},ih)':force_original_aspect_ratio=decrease` +
          // A JPEG is full range and BT.601, whatever the video was.
          ':out_color_matrix=bt601:out_range=full',
        'format=yuvj420p',
      ])
      .outputOptions(['-q:v', '4', '-strict', 'unofficial', '-f', 'mjpeg'])
      .output(how.out),
  )
}

/** Arguments that write one frame of a video, the `frame`-th, whole and without loss as a PNG. */
export function frameArguments(how: { source: string; frame: number; rate: number; out: string }): string[] {
  return written(
    from(how.source)
      // The middle of the frame: rounding can't lead to a neighbour. Seeking before the input decodes from the key frame on.
      .seekInput(Number((Math.max(0, how.frame - 0.5) / how.rate).toFixed(6)))
      .noAudio()
      .frames(1)
      .outputOptions(['-f', 'image2', '-c:v', 'png', '-update', '1'])
      .output(how.out),
  )
}

/**
 * Arguments that write a copy of a video, `longest` pixels at most, that every browser plays: H.264, frame for frame as the
 * original, with its sound when there is any.
 */
export function viewingCopyArguments(how: { source: string; longest: number; out: string }): string[] {
  const { longest } = how
  const scale = `scale=w='min(${longest},iw)':h='min(${longest},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`
  return playableArguments(how, { scale, crf: 20, sound: '160k' })
}

/** The same for somebody elsewhere: `shortest` pixels of the shorter side at most, and few bytes. */
export function proxyArguments(how: { source: string; shortest: number; out: string }): string[] {
  const side = (one: 'iw' | 'ih', other: 'iw' | 'ih') =>
    `if(lte(${one},${other}),2*trunc(min(${one},${how.shortest})/2),-2)`
  // Of a square both would be taken as the shorter side, and both are.
  return playableArguments(how, {
    scale: `scale=w='${side('iw', 'ih')}':h='${side('ih', 'iw')}'`,
    crf: 26,
    sound: '96k',
  })
}

function playableArguments(
  { source, out }: { source: string; out: string },
  how: { scale: string; crf: number; sound: string },
): string[] {
  return written(
    from(source)
      .videoFilters([how.scale, 'format=yuv420p'])
      .outputOptions(['-map', '0:v:0', '-map', '0:a:0?', '-fps_mode', 'passthrough'])
      // A key frame each half second: stepping backwards waits for no more than that.
      .outputOptions(['-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(how.crf)])
      .outputOptions(['-g', '15', '-threads', '0'])
      .outputOptions(['-c:a', 'aac', '-b:a', how.sound, '-ac', '2', '-movflags', '+faststart'])
      .outputOptions(['-progress', 'pipe:1', '-f', 'mp4'])
      .output(out),
  )
}

/** Arguments that write `frames` frames of a video of `duration` seconds, evenly spread, side by side as one JPEG, each `height` pixels high. */
export function stripArguments(how: {
  source: string
  frames: number
  duration: number
  height: number
  out: string
}): string[] {
  const milliseconds = Math.max(1, Math.round(how.duration * 1_000))
  return written(
    from(how.source)
      .noAudio()
      .frames(1)
      .videoFilters([
        `fps=${how.frames * 1_000}/${milliseconds}:round=up`,
        `scale=w=-2:h=${how.height}:out_color_matrix=bt601:out_range=full`,
        `tile=${how.frames}x1`,
        'format=yuvj420p',
      ])
      .outputOptions(['-q:v', '5', '-strict', 'unofficial', '-f', 'mjpeg'])
      .output(how.out),
  )
}

/** Arguments that write the sound of a file, mixed to one channel, as raw 16-bit samples, `rate` a second. */
export function soundArguments(how: { source: string; rate: number; out: string }): string[] {
  return written(
    from(how.source)
      .noVideo()
      .audioChannels(1)
      .audioFrequency(how.rate)
      .outputOptions(['-c:a', 'pcm_s16le', '-f', 's16le'])
      .output(how.out),
  )
}

/** Arguments that tell how loud the sound of a file is, for `loudnessLines`. Nothing is written. */
export function loudnessArguments({ source }: { source: string }): string[] {
  return written(
    from(source)
      .noVideo()
      .audioFilters(['ebur128=metadata=1', 'ametadata=mode=print:file=-'])
      .outputOptions(['-f', 'null'])
      .output('-'),
  )
}

/**
 * Reads what `loudnessArguments` tells, ten times a second, line by line:
 *
 * frame:49   pts:216090  pts_time:4.9
 * lavfi.r128.M=-21.753
 * lavfi.r128.S=-21.753
 * lavfi.r128.I=-21.760
 */
export function loudnessLines() {
  const levels: (number | null)[] = []
  let integrated: number | null = null
  return {
    read(line: string): void {
      const [, name, figure] = /^lavfi\.r128\.([SI])=(-?[\d.]+|-?inf|nan)$/.exec(line) ?? []
      if (name === undefined) return
      // The meter's gate is at -70: below it, and before three seconds were heard, it says nothing.
      const level = Number(figure) > -69.95 ? Number(figure) : null
      if (name === 'S') levels.push(level)
      else integrated = level
    },
    found: (): { levels: (number | null)[]; integrated: number | null } => ({ levels, integrated }),
  }
}

const from = (source: string) =>
  fluent(`file:${source}`).inputOptions(['-v', 'error', '-nostdin', '-threads', '1', ...safeInput])

const written = (command: fluent.FfmpegCommand): string[] => command._getArguments().map(String)
