import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ClipSource, type ClipSpec, withAlpha } from '../../../src-shared/plans/media.ts'
import { taggedBt709 } from '../../core/clip-graph/colours.ts'
import { runProgram } from '../../outside/programs/run-program.ts'

/** Single frames of clips as they stand in a picture, kept without loss: what lies before them is not decoded again. */
export type ClipFrames = {
  /** The kept frame instead of the one that would be read straight; null when it is not kept. */
  kept(spec: ClipSpec, straight: ClipSource, ffmpeg: string): ClipSource | null
}

const most = 40
/** Asked for so often, a frame is kept: somebody works on the picture that it is part of. */
const worthIt = 2
const mostCounted = 500

/** `folder`: where they lie. They are made one after the other, behind the pictures that somebody waits for. */
export function createClipFrames(folder: string): ClipFrames {
  /** Files by what they hold, the longest unused first. */
  const files = new Map<string, string>()
  const asked = new Map<string, number>()
  let last: Promise<unknown> = Promise.resolve()
  let next = 0

  async function keep(key: string, spec: ClipSpec, straight: ClipSource, ffmpeg: string): Promise<void> {
    mkdirSync(folder, { recursive: true })
    const path = join(folder, `${next++}.mkv`)
    const args = [
      ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-xerror', '-y', '-threads', '1'],
      ...straight.input,
      ...['-filter_complex', straight.filters(0, 'k', '[out]'), '-map', '[out]', '-frames:v', '1'],
      // Without loss, and without the sources' own tags.
      ...['-c:v', 'ffv1', '-level', '3', '-pix_fmt', formatOf(spec, straight), '-map_metadata', '-1'],
      ...['-f', 'matroska', path],
    ]
    const end = await runProgram({ command: ffmpeg, args, timeout: 60_000 })
    if (end.kind !== 'finished') return rm(path, { force: true })
    files.set(key, path)
    if (files.size <= most) return
    const [oldest, gone] = files.entries().next().value!
    files.delete(oldest)
    await rm(gone, { force: true })
  }

  return {
    kept(spec, straight, ffmpeg) {
      const key = JSON.stringify([spec, straight.first])
      const path = files.get(key)
      if (path !== undefined) {
        files.delete(key)
        files.set(key, path)
        return fromFile(path, spec, straight)
      }
      const times = (asked.get(key) ?? 0) + 1
      asked.delete(key)
      asked.set(key, times)
      if (asked.size > mostCounted) asked.delete(asked.keys().next().value!)
      if (times === worthIt) last = last.then(() => keep(key, spec, straight, ffmpeg)).catch(() => {})
      return null
    },
  }
}

const formatOf = ({ composeIn }: ClipSpec, { hasAlpha }: ClipSource) =>
  hasAlpha ? withAlpha[composeIn] : composeIn

/** The same picture, format, tags and clock as the straight reading gives. */
function fromFile(path: string, spec: ClipSpec, straight: ClipSource): ClipSource {
  const { num, den } = spec.rate
  const clock = `settb=${den}/${num},setpts=N,fps=${num}/${den},trim=end_frame=1`
  return {
    ...straight,
    input: ['-i', `file:${path}`],
    filters: (input, _prefix, label) =>
      `[${input}:v:0]format=${formatOf(spec, straight)},${taggedBt709},setsar=1,setfield=prog,${clock}${label}`,
  }
}
