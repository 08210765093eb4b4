import type { BatchEstimate } from '../../../src-shared/farm/estimate.ts'
import type { BatchPlan } from '../../../src-shared/plans/batch-plan.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'
import { bytesPerPixel } from '../../core/estimates/disk.ts'
import { look, type PastBatch, startForecast } from '../../core/estimates/forecast.ts'

/** What a plan is weighed with. */
type EstimateFacts = {
  /** In the order of the plan's formats. */
  codecs: readonly Codec[]
  quality: Quality
  /** What earlier batches of this kind took on this machine. */
  past: readonly PastBatch[]
  /** Milliseconds of a slot that inspecting a pixel takes. */
  inspection: number
  /** Programs at a time. */
  processes: number
  disk: BatchEstimate['disk']
}

/** What a planned batch will take: time, disk, and what of it is made once for many videos. */
export function estimateBatch(plan: BatchPlan, facts: EstimateFacts): BatchEstimate {
  const { codecs, quality, past, processes, disk, inspection } = facts
  const frames = { all: 0, distinct: 0 }
  let work = 0
  const written = { outputBytes: 0, artifactBytes: 0 }
  for (const [at, { width, height, rate, seconds, encodedSeconds }] of plan.formats.entries()) {
    const pixels = seconds * rate * width * height
    const perPixel = bytesPerPixel(codecs[at] ?? 'h264', quality)
    written.outputBytes += pixels * perPixel
    written.artifactBytes += encodedSeconds * rate * width * height * perPixel

    frames.all += seconds * rate
    frames.distinct += encodedSeconds * rate
    work += pixels
  }
  const inspecting = plan.inspection === null ? 0 : inspection * work
  const planned = {
    milliseconds: (plan.cpu.shared * 1_000 + inspecting) / Math.max(1, processes),
    ...written,
  }
  const begun = startForecast({ work, jobs: plan.videos, past, planned, at: 0 })
  const { forecast } = look(begun, { work: 0, jobs: 0 }, 0)
  const nothing = { low: 0, likely: 0, high: 0 }
  return {
    rows: plan.rows,
    rejectedRows: plan.rejectedRows,
    videos: plan.videos,
    seconds: forecast?.secondsLeft ?? nothing,
    outputBytes: forecast?.outputBytes ?? nothing,
    artifactBytes: forecast?.artifactBytes ?? nothing,
    disk,
    from: past.length > 0 ? 'past' : 'plan',
    batches: past.length,
    processes,
    cpuSeconds: plan.cpu,
    inspection:
      plan.inspection === null ? null : { profile: plan.inspection.profile, seconds: inspecting / 1_000 },
    frames: { all: Math.round(frames.all), distinct: Math.round(frames.distinct) },
    artifacts: plan.artifacts,
  }
}
