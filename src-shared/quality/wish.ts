import { z } from 'zod'
import { severities } from './checks.ts'
import { type CheckChanges, checkChanges, profileName, type QualityProfile } from './profiles.ts'

/** Stands for no profile: finished videos are not looked at. */
export const noInspection = 'off'

/** Where neither a batch nor its template names a profile. */
export const standardProfile: string = 'web'

/** The name of the profile that videos are held against, `off` for none: as the batch says, else as its template does. */
export const profileFor = (asked: string | null | undefined, ofTemplate: string | null | undefined): string =>
  asked ?? ofTemplate ?? standardProfile

const check = z.record(z.string(), z.union([z.enum(severities), z.number(), z.null()]))

/** By which profile finished videos are inspected (`off`: not at all), and what of its checks is different here. */
export const inspectionWish = z
  .strictObject({
    profile: profileName
      .optional()
      .describe('The quality profile that finished videos are held against; off: nobody looks at them.'),
    checks: z
      .record(z.string(), check)
      .optional()
      .describe('What differs from the profile: severity and limits of checks by their names.'),
    likeness: z
      .strictObject({
        every: z
          .int()
          .min(1)
          .max(1_000_000)
          .describe(
            'The first video of each format is compared, and one in so many of the others, drawn by chance.',
          ),
        seed: z
          .int()
          .min(0)
          .max(2 ** 32 - 1)
          .optional()
          .describe('The same seed draws the same videos; left out: each batch has its own.'),
      })
      .optional()
      .describe('Finished videos that are compared with their plan rendered without loss; left out: none.'),
  })
  .superRefine(({ checks }, context) => {
    if (checks === undefined) return
    for (const issue of checkChanges.safeParse(checks).error?.issues ?? [])
      context.addIssue({ code: 'custom', message: issue.message, path: ['checks', ...issue.path] })
  })
export type InspectionWish = z.infer<typeof inspectionWish>

/** A profile with what is different for a template, then for a batch. Its name stays; what it says doesn't. */
export function profileWith(
  profile: QualityProfile,
  ...wishes: readonly (InspectionWish | undefined)[]
): QualityProfile {
  const changed: Record<string, Record<string, unknown>> = { ...profile.checks }
  for (const wish of wishes)
    for (const [name, change] of Object.entries(wish?.checks ?? {}))
      changed[name] = { ...changed[name], ...change }
  return { ...profile, checks: changed as CheckChanges }
}
