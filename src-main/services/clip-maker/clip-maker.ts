import { rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ClipFile, ClipSpec, FfmpegBuild, MediaFacts } from '../../../src-shared/plans/media.ts'
import { type ClipPlan, planClip } from '../../core/clip-graph/clip-command.ts'
import { tellsOfDamage } from '../../core/clip-graph/damage.ts'
import { readStreams } from '../../outside/media/read-streams.ts'
import { type ProgramCall, type ProgramEnd, pasteable } from '../../outside/programs/run-program.ts'
import { machineFault } from '../ffmpeg-faults/ffmpeg-faults.ts'

/** What the making of clips and sound needs of others. */
type ClipMakerDeps = {
  ffmpeg: string
  ffprobe: string
  build: FfmpegBuild
  runProgram: (call: ProgramCall) => Promise<ProgramEnd>
  /** For each command; the farm decides. */
  threads: number
  signal?: AbortSignal
  /** Milliseconds for one command, and without a sign of life from it. */
  timeout?: number
  silence?: number
  /** Frames that are ready, of all. */
  onProgress?: (frames: number, of: number) => void
}

export type MadeClip = ClipFile & { bytes: number }

/**
 * Makes one clip at `outPath` (a temporary name: what lies there is overwritten) and looks that every frame arrived.
 * On an error nothing is left at `outPath`.
 *
 * @throws StudioError those of `planClip`; `media.broken` when the stretch can't be decoded without damage;
 * `clip.wrong` when what came out isn't what was ordered; `disk.full`, `ffmpeg.failed`, `ffmpeg.hung`. Details hold a
 * command to paste and ffmpeg's last lines. When it is cancelled it rejects with the signal's reason.
 */
export async function makeClip(
  spec: ClipSpec,
  facts: MediaFacts,
  sourcePath: string,
  outPath: string,
  deps: ClipMakerDeps,
): Promise<MadeClip> {
  const part = `${outPath}.turn.mov`
  const plan = planClip({
    spec,
    facts,
    source: sourcePath,
    out: outPath,
    part,
    build: deps.build,
    threads: deps.threads,
  })
  let done = false
  try {
    for (const args of plan.commands) await run(args, plan, sourcePath, deps)
    await check(plan, outPath, sourcePath, deps)
    const { size: bytes } = await stat(outPath)
    done = true
    return {
      path: outPath,
      frames: plan.frames,
      hasAlpha: plan.hasAlpha,
      place: plan.place,
      coded: plan.coded,
      bytes,
    }
  } finally {
    await rm(part, { force: true })
    if (!done) await rm(outPath, { force: true })
  }
}

async function run(args: string[], plan: ClipPlan, sourcePath: string, deps: ClipMakerDeps): Promise<void> {
  let damaged = false
  const end = await deps.runProgram({
    command: deps.ffmpeg,
    args,
    signal: deps.signal,
    timeout: deps.timeout,
    silence: deps.silence,
    onLine: (line) => {
      const frame = /^frame=\s*(\d+)/.exec(line)?.[1]
      if (frame !== undefined) deps.onProgress?.(Math.min(Number(frame), plan.frames), plan.frames)
    },
    onErrorLine: (line) => {
      damaged ||= tellsOfDamage(line)
    },
  })
  if (end.kind === 'finished' && !damaged) return
  if (end.kind === 'cancelled' && deps.signal !== undefined) throw deps.signal.reason
  const known = damaged
    ? null
    : machineFault({ end, command: deps.ffmpeg, args, doing: `the clip made of ${basename(sourcePath)}` })
  if (known !== null) throw known
  // ffmpeg ends alike for a bad source and for a fault of its own; its words differ from decoder to decoder.
  const toBlame = damaged || (end.kind === 'failed' && (await decodes(plan, deps)) === 'no')
  throw programError(end, toBlame, sourcePath, pasteable(deps.ffmpeg, args))
}

async function decodes(plan: ClipPlan, deps: ClipMakerDeps): Promise<'yes' | 'no'> {
  const { signal, timeout, silence } = deps
  const end = await deps.runProgram({ command: deps.ffmpeg, args: plan.trial, signal, timeout, silence })
  if (end.kind === 'cancelled' && signal !== undefined) throw signal.reason
  return end.kind === 'finished' ? 'yes' : 'no'
}

function programError(end: ProgramEnd, damaged: boolean, sourcePath: string, command: string): StudioError {
  const name = basename(sourcePath)
  const lines = end.stderrTail
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const details = [sourcePath, ...lines.slice(-6), command]
  if (damaged) {
    return new StudioError({
      code: 'media.broken',
      message: `${name} is damaged within the part that the video uses: not all of its pictures can be decoded.`,
      whatToDo: 'Copy or export the file again, or trim the damaged part away.',
      details,
    })
  }
  return new StudioError({
    code: 'ffmpeg.failed',
    message: `ffmpeg could not prepare ${name}.`,
    whatToDo: 'See that the file plays to its end; the log has what ffmpeg said.',
    details: end.kind === 'not-started' ? [end.reason, command] : details,
  })
}

async function check(
  plan: ClipPlan,
  outPath: string,
  sourcePath: string,
  deps: ClipMakerDeps,
): Promise<void> {
  const streams = await readStreams(outPath, deps)
  const found = streams.map(
    ({ width, height, pixelFormat, packets, turned }) =>
      `${packets} frames ${width}x${height} ${pixelFormat}${turned ? ' turned' : ''}`,
  )
  const { coded, pixelFormat, frames } = plan
  const ordered = `${frames} frames ${coded.width}x${coded.height} ${pixelFormat}`
  const streamCount = plan.hasAlpha ? 2 : 1
  if (found.length === streamCount && found.every((stream) => stream === ordered)) return
  throw new StudioError({
    code: 'clip.wrong',
    message: `The clip made of ${basename(sourcePath)} is not what was ordered: ${found.join(', ') || 'nothing'} instead of ${ordered}.`,
    whatToDo: 'Convert the clip to MP4 with H.264 at a constant rate and try again.',
    details: [sourcePath, ...plan.commands.map((args) => pasteable(deps.ffmpeg, args))],
  })
}
