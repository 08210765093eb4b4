import { z } from 'zod'
import type { CheckName } from '../quality/checks.ts'
import type { Verdict } from '../quality/inspection.ts'
import { ownProfile, profileName } from '../quality/profiles.ts'
import type { ListedProfile } from './quality.ts'

/** Chosen by the asker, to recognise its progress and to stop it. */
const id = z.string().regex(/^[\w-]{1,64}$/, 'an id of letters, digits, _ and -')
const path = z.string().min(1).max(4_096)

export const qualityEffectCommands = {
  /**
   * What another profile would have said of videos that were inspected before, by what was measured then: nothing is measured
   * again, and nothing is changed. `against`: the profile that it would take the place of; left out: the one of its name, else the one that
   * it extends, else `web`. Only videos that were held against that one are judged; `batch`: those of one batch alone, whatever
   * they were held against. The newest first. Told by `quality.progress`.
   */
  'quality.effect': z.strictObject({
    id,
    profile: ownProfile,
    against: profileName.optional(),
    batch: z.string().min(1).max(100).optional(),
    most: z.int().min(1).max(20_000).default(500),
    examples: z.int().min(0).max(200).default(20),
  }),
  'quality.stop-effect': z.strictObject({ id }),
  /** Writes a profile as a file: an own one as it is written, one that comes along whole. `out`: absolute. */
  'quality.export-profile': z.strictObject({
    name: profileName,
    out: path,
    overwrite: z.boolean().default(false),
  }),
  /** Takes a profile from a file; `overwrite`: in the place of an own one of the same name. */
  'quality.import-profile': z.strictObject({ path, overwrite: z.boolean().default(false) }),
  /** Reads a profile from a file, and keeps nothing of it. */
  'quality.read-profile': z.strictObject({ path }),
} as const

/** A video whose verdict would be another one. */
export type ChangedVerdict = {
  job: number
  batch: string
  path: string
  rowKey: string
  language: string
  format: string
  from: Verdict
  to: Verdict
  /** Checks that would find something now and didn't before, and the other way round. */
  more: CheckName[]
  fewer: CheckName[]
  /** What people said of it. */
  people: 'approved' | 'rejected' | null
}

export type QualityEffect = {
  against: string
  /** Videos that were looked for, at most as many as were asked for, and those of them whose figures are kept. */
  videos: number
  judged: number
  /** There are more than were asked for. */
  hasMore: boolean
  /** Verdicts that would change, and how many. */
  moves: { from: Verdict; to: Verdict; videos: number }[]
  /** Of those that would change: to a graver verdict, to a milder one. */
  graver: number
  milder: number
  people: {
    /** Rejected by people; of them those that the checks let pass, and those that would be found now, or no more. */
    rejected: number
    missed: number
    caught: number
    lost: number
    /** Approved by people; of them those that would be found fault with now, or no more. */
    approved: number
    alarms: number
    relieved: number
  }
  /** In how many videos each check finds something, before and after; only those that differ. */
  checks: { check: CheckName; before: number; after: number }[]
  /** Those that people judged first. */
  examples: ChangedVerdict[]
}

export type QualityEffectAnswers = {
  'quality.effect': QualityEffect
  'quality.stop-effect': null
  'quality.export-profile': null
  'quality.import-profile': { name: string; profiles: ListedProfile[] }
  'quality.read-profile': { profile: z.infer<typeof ownProfile> }
}
