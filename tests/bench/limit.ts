import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rawCommand, standardEncoder } from './expert.ts'
import { type ExpertVideo, stretchOfRow } from './expert-stills.ts'
import { type Call, type Cost, runGroup } from './measure.ts'

/** What lies ready for one video before the clock runs: raw frames of the row, and the rest, encoded. */
export type LimitVideo = {
  video: ExpertVideo
  raw: string
  before: string
  after: string
  sound: string
  frames: number
  folder: string
}

/**
 * Makes ready what the limit is not charged for: the frames that differ as YUV4MPEG, what stands before and after them
 * as finished files, the sound. `finished` is a whole video whose sound and other frames are taken; where another video
 * of the template is ready, they are taken from there.
 */
export async function prepareLimit(
  ffmpeg: string,
  video: ExpertVideo,
  finished: string,
  folder: string,
  ready?: LimitVideo,
): Promise<LimitVideo> {
  await mkdir(folder, { recursive: true })
  const { from, to } = stretchOfRow(video.scenes)
  const raw = join(folder, 'row.y4m')
  const [before, after, sound] = ['before.mp4', 'after.mp4', 'sound.m4a'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const piece = (cut: string, out: string): Call => ({
    command: ffmpeg,
    args: [
      ...[
        '-nostdin',
        '-v',
        'error',
        '-y',
        '-i',
        finished,
        '-vf',
        `trim=${cut},settb=1/${video.fps},setpts=N`,
      ],
      ...['-an', '-r', String(video.fps), ...standardEncoder(video, 1), '-f', 'mp4', out],
    ],
  })
  const frames = { command: ffmpeg, args: rawCommand(video, { zoom: 'perspective', from, to, out: raw }) }
  if (ready !== undefined) {
    await runGroup([frames], 1)
    return { ...ready, video, raw, folder }
  }
  await runGroup(
    [
      frames,
      piece(`end_frame=${from}`, before),
      piece(`start_frame=${to}`, after),
      {
        command: ffmpeg,
        args: ['-nostdin', '-v', 'error', '-y', '-i', finished, '-vn', '-c', 'copy', sound],
      },
    ],
    2,
  )
  return { video, raw, before, after, sound, frames: to - from, folder }
}

/**
 * The limit: nothing but encoding the frames that differ, and copying the rest. One process encodes, a second one joins;
 * `atOnce` videos at a time.
 */
export async function runLimit(
  ffmpeg: string,
  videos: readonly LimitVideo[],
  atOnce: number,
): Promise<Cost & { outs: string[] }> {
  const outs = videos.map(({ folder }) => join(folder, 'video.mp4'))
  const encode = await runGroup(
    videos.map((ready) => ({
      command: ffmpeg,
      args: [
        ...['-nostdin', '-v', 'error', '-y', '-threads', '1', '-i', ready.raw, '-r', String(ready.video.fps)],
        ...[...standardEncoder(ready.video, 1), '-f', 'mp4', join(ready.folder, 'row.mp4')],
      ],
    })),
    atOnce,
  )
  for (const { folder, before, after } of videos)
    await writeFile(
      join(folder, 'list.ffconcat'),
      ['ffconcat version 1.0', ...[before, join(folder, 'row.mp4'), after].map(quoted), ''].join('\n'),
    )
  const joined = await runGroup(
    videos.map((ready, index) => ({
      command: ffmpeg,
      args: [
        ...['-nostdin', '-v', 'error', '-y', '-f', 'concat', '-safe', '0'],
        ...['-i', join(ready.folder, 'list.ffconcat'), '-i', ready.sound, '-map', '0:v', '-map', '1:a'],
        ...['-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', outs[index]!],
      ],
    })),
    atOnce,
  )
  const cpu = encode.cpu === null || joined.cpu === null ? null : encode.cpu + joined.cpu
  return { wall: encode.wall + joined.wall, cpu, outs }
}

const quoted = (path: string) => `file '${path.replaceAll("'", "'\\''")}'`
