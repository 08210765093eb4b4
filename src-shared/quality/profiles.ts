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

const names = z.array(z.string().max(40)).max(20).nullable()
const pixels = z.int().positive().max(16_384).nullable()

/** What a video may contain and be, besides the limits of single checks; null: anything. */
const wantedFields = {
  containers: names,
  codecs: names,
  /** Names of codec profiles as ffprobe tells them: `High`, `Main 10`. */
  codecProfiles: names,
  /** Frames per second. */
  rates: z.array(z.number().positive().max(240)).max(20).nullable(),
  /** Pixels: at most, in the longer and the shorter side. */
  longest: pixels,
  shortest: pixels,
}
const wanted = z.strictObject({
  containers: names.default(null),
  codecs: names.default(null),
  codecProfiles: names.default(null),
  rates: wantedFields.rates.default(null),
  longest: pixels.default(null),
  shortest: pixels.default(null),
})
export type Wanted = z.infer<typeof wanted>

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

/**
 * An own profile as it is written: `extends` names one that comes with Reelmill, and only what differs from it is said. Without
 * `extends` it stands for itself.
 */
export const ownProfile = z.strictObject({
  name: profileName,
  title: z.string().min(1).max(100),
  purpose: z.string().max(400).default(''),
  extends: profileName.optional(),
  wanted: z.strictObject(wantedFields).partial().prefault({}),
  checks: checkChanges.prefault({}),
})
export type OwnProfile = z.infer<typeof ownProfile>

/** An own profile with all that it says. `base`: the one that it extends; null: none. */
export function wholeProfile(own: OwnProfile, base: QualityProfile | null): QualityProfile {
  const checks: CheckChanges = {}
  for (const check of checkNames) {
    const change = { ...base?.checks[check], ...own.checks[check] }
    if (Object.keys(change).length > 0) checks[check] = change
  }
  return {
    ...{ name: own.name, title: own.title, purpose: own.purpose },
    wanted: wanted.parse({ ...base?.wanted, ...own.wanted }),
    checks,
  }
}

/** What of a profile differs from another one: what an own profile that extends it has to say. */
export function differencesFrom(
  base: QualityProfile,
  profile: Pick<QualityProfile, 'wanted' | 'checks'>,
): Pick<OwnProfile, 'wanted' | 'checks'> {
  const isOther = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  const differing = Object.entries(profile.wanted).filter(([field, value]) =>
    isOther(value, base.wanted[field as keyof Wanted]),
  )
  const changes: CheckChanges = {}
  for (const check of checkNames) {
    const [is, was] = [profile.checks[check] ?? {}, base.checks[check] ?? {}]
    const change = Object.fromEntries(
      [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((word) => {
        const value = word in is ? is[word] : ownValue(check, word)
        return isOther(value, word in was ? was[word] : ownValue(check, word)) ||
          (word === 'severity' && word in is && !(word in was))
          ? [[word, value]]
          : []
      }),
    )
    if (Object.keys(change).length > 0) changes[check] = change
  }
  return { wanted: Object.fromEntries(differing), checks: changes }
}

/** A severity or limit as it is where no profile says anything. */
const ownValue = (check: CheckName, word: string) =>
  word === 'severity'
    ? checks[check].severity
    : ((checks[check].limits as Record<string, Limit>)[word]?.is ?? null)

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
