import { safeInput } from '../../../src-shared/plans/media.ts'
import type { MotionReel } from '../../../src-shared/plans/motion.ts'
import type { SegmentSpec } from '../../../src-shared/plans/plan.ts'
import type { EncoderChoice } from './encoders.ts'
import type { LayerFiles } from './layer-chain.ts'
import { head, readsSources, segmentGraph } from './segment-command.ts'

/** How much two pictures are alike: SSIM over all planes, PSNR in dB (100: the same), VMAF or null where it wasn't measured. */
export type FrameLikeness = { ssim: number; psnr: number; vmaf: number | null }

/** PSNR of pictures that are the same is infinite. */
const mostDecibels = 100

/**
 * Compares a stretch of a finished video with the frames that its encoder was given: the segment's graph is drawn again, and
 * nothing of it is coded. Figures of each frame come to standard output (`readLikeness`), VMAF's into a file.
 */
export function likenessCommand(
  spec: SegmentSpec,
  files: LayerFiles,
  choice: Pick<EncoderChoice, 'pixelFormat'>,
  how: {
    threads: number
    /** Frames of the segment. */
    from: number
    count: number
    /** The finished video, and the second by its own clock before the first of these frames; null: they are its first. */
    video: string
    after: number | null
    /** A name without special characters in the folder where ffmpeg runs; null: this build has no VMAF. */
    vmafLog: string | null
  },
): { args: string[]; reel: MotionReel | null } {
  const { pixelFormat } = choice
  const graph = segmentGraph(spec, files, pixelFormat, how.threads)
  const video = graph.inputs.filter((word) => word === '-i').length
  // Both count frames: what the clocks say of them doesn't matter.
  const even = 'settb=1/1000,setpts=N'
  const copies = how.vmafLog === null ? 2 : 3
  const labels = Array.from({ length: copies }, (_, index) => `[plan${index}]`)
  const filters = [
    `${graph.filters.slice(0, -'[out]'.length)},trim=start_frame=${how.from}:end_frame=${how.from + how.count},${even},split=${copies}${labels.join('')}`,
    `[${video}:v:0]trim=end_frame=${how.count},format=${pixelFormat},${even}[video]`,
    `[video]${labels[0]}ssim=shortest=1[s]`,
    `[s]${labels[1]}psnr=shortest=1[p]`,
    how.vmafLog === null
      ? '[p]null[v]'
      : `[p]${labels[2]}libvmaf=log_fmt=json:log_path=${how.vmafLog}:n_threads=${how.threads}:shortest=1[v]`,
    '[v]metadata=mode=print:file=-:direct=1[out]',
  ]
  return {
    reel: graph.reel,
    args: [
      ...head(how.threads),
      ...(readsSources(spec) ? ['-xerror'] : []),
      ...graph.inputs,
      ...['-threads', String(how.threads), ...safeInput],
      ...(how.after === null ? [] : ['-seek_timestamp', '1', '-ss', how.after.toFixed(6)]),
      ...['-i', `file:${how.video}`],
      ...['-filter_complex', filters.join(';'), '-map', '[out]', '-f', 'null', '-'],
    ],
  }
}

/** Reads the figures of frames as lines bring them; VMAF's log, as JSON, is joined to them. */
export function readLikeness(): {
  line(text: string): void
  frames(vmafLog?: string | null): FrameLikeness[]
} {
  const ssim: number[] = []
  const psnr: number[] = []
  return {
    line(text) {
      const [, name, value] = /^lavfi\.(ssim\.All|psnr\.psnr_avg)=(\S+)/.exec(text) ?? []
      if (name === undefined || value === undefined) return
      if (name === 'ssim.All') ssim.push(Number(value))
      else psnr.push(value === 'inf' ? mostDecibels : Math.min(mostDecibels, Number(value)))
    },
    frames(vmafLog = null) {
      const vmaf = vmafLog === null ? [] : vmafOf(vmafLog)
      return ssim
        .slice(0, psnr.length)
        .map((index, frame) => ({ ssim: index, psnr: psnr[frame]!, vmaf: vmaf[frame] ?? null }))
    },
  }
}

function vmafOf(log: string): number[] {
  const { frames } = Object(JSON.parse(log)) as { frames?: unknown }
  if (!Array.isArray(frames)) return []
  return frames.map((frame) => Number((frame as { metrics?: { vmaf?: unknown } }).metrics?.vmaf))
}
