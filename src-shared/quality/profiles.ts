import { z } from 'zod'
import { type CheckName, checkNames, checks, type Limit, type Severity, severities } from './checks.ts'

/** A severity, and limits by their names; null: not looked at. */
export type CheckChange = { severity?: Severity | undefined } & {
  [limit: string]: number | null | Severity | undefined
}

/** What a profile changes of one check. Limits that a check doesn't have, or values out of their reach, are refused. */
const changeOf = (limits: Record<string, Limit>): z.ZodType<CheckChange, CheckChange> =>
  z.strictObject({
    severity: z.enum(severities).optional(),
    ...Object.fromEntries(
      Object.entries(limits).map(([name, { least, most }]) => [
        name,
        z.number().min(least).max(most).nullable().optional(),
      ]),
    ),
  })

export const profileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, a letter or digit first')

/** What a video may contain and be, besides the limits of single checks; null: anything. */
const wanted = z.strictObject({
  containers: z.array(z.string().max(40)).max(20).nullable().default(null),
  codecs: z.array(z.string().max(40)).max(20).nullable().default(null),
  /** Names of codec profiles as ffprobe tells them: `High`, `Main 10`. */
  codecProfiles: z.array(z.string().max(40)).max(20).nullable().default(null),
  /** Frames per second. */
  rates: z.array(z.number().positive().max(240)).max(20).nullable().default(null),
  /** Pixels: at most, in the longer and the shorter side. */
  longest: z.int().positive().max(16_384).nullable().default(null),
  shortest: z.int().positive().max(16_384).nullable().default(null),
})

/** What of checks differs, by their names. */
export const checkChanges = z.strictObject(
  Object.fromEntries(checkNames.map((name) => [name, changeOf(checks[name].limits).optional()])) as Record<
    CheckName,
    z.ZodOptional<ReturnType<typeof changeOf>>
  >,
)
export type CheckChanges = z.infer<typeof checkChanges>

/** Thresholds and severities for one purpose: the web, broadcast. `checks` says only what differs from the checks' own. */
export const qualityProfile = z.strictObject({
  name: profileName,
  title: z.string().min(1).max(100),
  /** For whom or what it is, in a sentence. */
  purpose: z.string().max(400).default(''),
  wanted: wanted.prefault({}),
  checks: checkChanges.prefault({}),
})
export type QualityProfile = z.infer<typeof qualityProfile>
export type QualityProfileSource = z.input<typeof qualityProfile>

/** The severity that a check has under a profile. */
export const severityOf = (profile: QualityProfile, check: CheckName): Severity =>
  profile.checks[check]?.severity ?? checks[check].severity

/** A limit of a check under a profile, in its unit; null: not looked at. Throws for a limit that the check doesn't have. */
export function limitOf(profile: QualityProfile, check: CheckName, limit: string): number | null {
  const own = (checks[check].limits as Record<string, Limit>)[limit]
  if (own === undefined) throw new Error(`${check} has no limit "${limit}"`)
  const changed = (profile.checks[check] as Record<string, unknown> | undefined)?.[limit]
  return changed === undefined ? own.is : (changed as number | null)
}
