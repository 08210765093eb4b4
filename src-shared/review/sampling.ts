import { z } from 'zod'

/** ISO 2859-1, single sampling: general and special inspection levels. */
export const inspectionLevels = ['I', 'II', 'III', 'S-1', 'S-2', 'S-3', 'S-4'] as const
/** Acceptable quality limits, per cent nonconforming. */
export const qualityLimits = [
  0.01, 0.015, 0.025, 0.04, 0.065, 0.1, 0.15, 0.25, 0.4, 0.65, 1, 1.5, 2.5, 4, 6.5, 10,
] as const
export const severitiesOfInspection = ['normal', 'tightened', 'reduced'] as const
export type InspectionLevel = (typeof inspectionLevels)[number]
export type Severity = (typeof severitiesOfInspection)[number]

/** Which videos of a batch are looked at. */
export const samplingPlan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('every'), nth: z.int().min(2).max(100_000) }),
  /** So many of each value of a column of the table, a language or a format. */
  z.strictObject({
    kind: z.literal('per'),
    by: z.union([
      z.enum(['language', 'format', 'folder']),
      z.strictObject({ variable: z.string().min(1).max(100) }),
    ]),
    each: z.int().min(1).max(10_000),
  }),
  /** Those that deserve it most: findings, rare values, longest texts, a template that is new. */
  z.strictObject({ kind: z.literal('risk'), videos: z.int().min(1).max(100_000) }),
  /**
   * After ISO 2859-1. `severity` null: what the switching rules say after the lots before. `mayReduce`: whoever is responsible
   * agrees to reduced inspection, and production is steady.
   */
  z.strictObject({
    kind: z.literal('acceptance'),
    level: z.enum(inspectionLevels).default('II'),
    aql: z.number().refine((value) => (qualityLimits as readonly number[]).includes(value), {
      message: `one of ${qualityLimits.join(', ')}`,
    }),
    severity: z.enum(severitiesOfInspection).nullable().default(null),
    mayReduce: z.boolean().default(false),
  }),
])
export type SamplingPlan = z.infer<typeof samplingPlan>

/** A seed: 32 bits. */
export const seedOfSample = z.int().min(0).max(0xffff_ffff)

/** A sample that was drawn. The same lot, plan and seed give the same videos. */
export type Sample = {
  id: number
  batch: string
  plan: SamplingPlan
  seed: number
  drawnAt: string
  /** Videos that it was drawn from, and those drawn. */
  lot: number
  size: number
  /** For acceptance sampling: with so many rejected the lot is accepted, with so many it is not. */
  accept: number | null
  reject: number | null
  severity: (typeof severitiesOfInspection)[number] | null
  /** So far, of the files that were drawn; of one that is another by now and was never judged, the other one counts. */
  approved: number
  rejected: number
  /** As soon as it is certain; null: not yet, or the plan gives none. */
  verdict: LotVerdict | null
  /** How it stands, and what is to be done, in some sentences. */
  says: string
}
export type LotVerdict = 'accepted' | 'rejected'

/** What would be drawn. */
export type SamplePreview = Pick<
  Sample,
  'batch' | 'plan' | 'seed' | 'lot' | 'size' | 'accept' | 'reject' | 'severity'
> & {
  /** For acceptance sampling; null: another plan. */
  acceptance: {
    /** Code letter of the plan that is used. */
    letter: string
    /** Every video is looked at: the plan asks for as many as there are, or more. */
    whole: boolean
    /** Why it is inspected as severely as that. */
    why: string
    /** From 30 on, reduced inspection may follow normal. */
    score: number
    /** Lots that were decided before, of this template, level and AQL. */
    lots: number
    /** How likely the lot is accepted when so many per cent of its videos are bad; 0..1. */
    chances: { percent: number; chance: number }[]
  } | null
}
