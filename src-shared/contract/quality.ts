import { z } from 'zod'
import { checkNames, severities } from '../quality/checks.ts'
import { type Inspection, type QualityFinding, verdicts } from '../quality/inspection.ts'
import { profileName, type QualityProfile, qualityProfile } from '../quality/profiles.ts'

/** Chosen by the asker, to recognise its progress and to stop it. */
const inspectionId = z.string().regex(/^[\w-]{1,64}$/, 'an id of letters, digits, _ and -')

const path = z.string().min(1).max(4_096)
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
  'quality.stop-inspecting': z.strictObject({ id: inspectionId }),
  /** The videos among these files and in these folders, by their names' endings, in order. */
  'quality.find-videos': z.strictObject({ paths: z.array(path).min(1).max(10_000) }),
  /** Writes findings of files as CSV, a line each. */
  'quality.write-findings': z.strictObject({
    out: path,
    files: z
      .array(z.strictObject({ path, verdict: z.enum(verdicts), findings: z.array(finding).max(10_000) }))
      .max(100_000),
  }),
  'quality.profiles': z.strictObject({}),
  /** Makes an own profile, or changes it; one that comes with Reelmill can't be changed. */
  'quality.save-profile': z.strictObject({ profile: qualityProfile }),
  'quality.remove-profile': z.strictObject({ name: profileName }),
} as const

/** A profile as it is listed. `own`: somebody made it here. */
export type ListedProfile = QualityProfile & { own: boolean }

export type QualityAnswers = {
  'quality.inspect-file': Inspection
  'quality.stop-inspecting': null
  'quality.find-videos': { videos: string[] }
  'quality.write-findings': null
  /** Those that come with Reelmill first. */
  'quality.profiles': { profiles: ListedProfile[] }
  'quality.save-profile': { profiles: ListedProfile[] }
  /** `removed`: to be saved again when it was a mistake. */
  'quality.remove-profile': { profiles: ListedProfile[]; removed: QualityProfile }
}
