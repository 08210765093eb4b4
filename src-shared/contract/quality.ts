import { z } from 'zod'
import { type CheckName, checkNames, severities } from '../quality/checks.ts'
import { type Inspection, type QualityFinding, type Verdict, verdicts } from '../quality/inspection.ts'
import { type OwnProfile, ownProfile, profileName, type QualityProfile } from '../quality/profiles.ts'
import type { ErrorShape } from './errors.ts'

/** Chosen by the asker, to recognise its progress and to stop it. */
const inspectionId = z.string().regex(/^[\w-]{1,64}$/, 'an id of letters, digits, _ and -')

const path = z.string().min(1).max(4_096)
const batch = z.string().min(1).max(100)
const job = z.int().positive()
const figure = z.number().nullable()
const text = z.string().max(10_000)
const finding: z.ZodType<QualityFinding, QualityFinding> = z.strictObject({
  check: z.enum(checkNames),
  severity: z.enum(severities).exclude(['off']),
  from: figure,
  to: figure,
  figure,
  threshold: figure,
  unit: text.nullable(),
  message: text,
  whatToDo: text,
  region: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  layer: text.nullable(),
  segment: text.nullable(),
})

export const qualityCommands = {
  /** Looks at any video as somebody else's: nothing is known of what was meant. `path`: absolute. */
  'quality.inspect-file': z.strictObject({
    id: inspectionId,
    path,
    profile: profileName.default('web'),
  }),
  /**
   * Looks at the finished videos of a batch (its id, or `last`) by their plans, in the slots of the farm, and keeps what it sees in the place
   * of what was seen before. Answered at the end; `quality.progress` tells how far it is, `quality.stop-inspecting` stops it and keeps what is done.
   */
  'quality.inspect-batch': z.strictObject({
    id: inspectionId,
    batch,
    /** Left out: as the batch or its template says, else `web`. */
    profile: profileName.optional(),
    /** Also those that were held against this very profile already. */
    again: z.boolean().default(false),
    /** Of its finished videos these alone. */
    jobs: z.array(job).min(1).max(1_000).optional(),
    /** The first video of each format is compared with its plan, and one in so many of the others; left out: as the batch or its template says. */
    likeness: z.int().min(1).max(1_000_000).optional(),
  }),
  /** What was seen of the files that lie there, of a batch (its id, or `last`) or of one video; `after`: the answer's `next`, to go on. */
  'quality.findings': z.strictObject({
    of: z.union([z.strictObject({ batch }), z.strictObject({ job })]),
    check: z.array(z.enum(checkNames)).min(1).optional(),
    severity: z
      .array(z.enum(severities).exclude(['off']))
      .min(1)
      .optional(),
    after: z.strictObject({ job, number: z.int().min(0) }).optional(),
    limit: z.int().min(1).max(1_000).default(100),
  }),
  /**
   * Inspected videos of a batch (its id, or `last`), each with all that was seen in it: fewer than `limit` where that is very much. `after`: the
   * answer's `next`, to go on.
   */
  'quality.videos': z.strictObject({
    batch,
    verdict: z.array(z.enum(verdicts)).min(1).optional(),
    after: z.int().min(0).default(0),
    limit: z.int().min(1).max(500).default(100),
  }),
  /** What was seen of one finished video. */
  'quality.inspection': z.strictObject({ job }),
  /** What the inspections of a batch (its id, or `last`) saw, counted. */
  'quality.summary': z.strictObject({ batch }),
  /** The batch of this studio that the papers in a folder are of. */
  'quality.batch-in': z.strictObject({ folder: path }),
  'quality.stop-inspecting': z.strictObject({ id: inspectionId }),
  /** The videos among these files and in these folders, by their names' endings, in order. */
  'quality.find-videos': z.strictObject({ paths: z.array(path).min(1).max(10_000) }),
  /** Writes findings of files, or of the inspected videos of a batch (its id, or `last`), as CSV, a line each. */
  'quality.write-findings': z.strictObject({
    out: path,
    of: z.union([
      z.strictObject({
        files: z
          .array(z.strictObject({ path, verdict: z.enum(verdicts), findings: z.array(finding).max(100_000) }))
          .max(100_000),
      }),
      z.strictObject({ batch }),
    ]),
  }),
  'quality.profiles': z.strictObject({}),
  /** Makes an own profile, or changes it; one that comes with Reelmill can't be changed. */
  'quality.save-profile': z.strictObject({ profile: ownProfile }),
  'quality.remove-profile': z.strictObject({ name: profileName }),
} as const

/** What came of looking at a batch. */
export type BatchInspected = {
  batch: string
  profile: string
  /** Finished videos that were looked at now, and those that were held against this profile already. */
  inspected: number
  known: number
  /** Of those that were looked at now. */
  verdicts: Record<Verdict, number>
  /** Of them, whose plan is another one by now (a source, ffmpeg or Reelmill itself changed): they were held against the new one. */
  replanned: number
  /** What could not be looked at, and why: at most 100 are named. */
  notInspected: number
  faults: { job: number; path: string; error: ErrorShape }[]
}

/** A finding with the video that it is of. Its picture lies at `finding/<job>/<number>`. */
export type FindingOfVideo = QualityFinding & {
  job: number
  /** Its place among the findings of its video, from 0 on. */
  number: number
  rowKey: string
  line: number
  language: string
  format: string
  path: string
}

/** Its n-th finding's picture lies at `finding/<job>/<n>`, from 0 on. */
export type InspectedVideo = {
  job: number
  rowKey: string
  line: number
  language: string
  format: string
  path: string
  verdict: Verdict
  findings: QualityFinding[]
}

/** What the inspections of a batch saw. */
export type QualitySummary = {
  batch: string
  /** Finished videos, and those of them that nobody looked at. */
  videos: number
  notInspected: number
  verdicts: Record<Verdict, number>
  /** How often each check found something, and in how many videos; gravest first, then most frequent. */
  checks: { check: CheckName; severity: QualityFinding['severity']; findings: number; videos: number }[]
  /** What files were held against, most frequent first. `cpu`: milliseconds of processors; null where that isn't told. */
  profiles: { profile: string; hash: string; videos: number; cpu: number | null }[]
}

/** A profile as it is listed, with all that it says. `own`: somebody made it here; `extends`: where only differences are written. */
export type ListedProfile = QualityProfile & { own: boolean; extends: string | null }

export type QualityAnswers = {
  'quality.inspect-file': Inspection
  /** In the order of the videos. */
  'quality.findings': { findings: FindingOfVideo[]; next: { job: number; number: number } | null }
  'quality.videos': { videos: InspectedVideo[]; next: number | null }
  /** null: nobody looked at the file that lies there. `at`: when; its n-th finding's picture lies at `finding/<job>/<n>`, from 0 on. */
  'quality.inspection': { inspection: (Inspection & { at: string }) | null }
  'quality.summary': QualitySummary
  'quality.inspect-batch': BatchInspected
  /** null: of none. */
  'quality.batch-in': { batch: string | null }
  'quality.stop-inspecting': null
  'quality.find-videos': { videos: string[] }
  'quality.write-findings': null
  /** Those that come with Reelmill first. */
  'quality.profiles': { profiles: ListedProfile[] }
  'quality.save-profile': { profiles: ListedProfile[] }
  /** `removed`: to be saved again when it was a mistake. */
  'quality.remove-profile': { profiles: ListedProfile[]; removed: OwnProfile }
}
