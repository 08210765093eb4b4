import { z } from 'zod'
import {
  type DecisionsFile,
  decisionsFormat,
  longestWords,
  mostSaid,
  packageVersion,
  type SaidComment,
  type SaidDecision,
  saidKinds,
} from './package.ts'
import { rejectionReasons, rejectionScope, reviewerName } from './review.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.iso.datetime({ offset: true }).max(40)
const frame = z.int().nonnegative().max(100_000_000)
const side = z.int().nonnegative().max(100_000)
const job = z.int().positive()
const words = z.string().max(longestWords)

const seal = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  batch: z.string().min(1).max(100),
  madeAt: moment,
  digest: hash,
  signature: hash,
})

export const saidDecision: z.ZodType<SaidDecision> = z
  .strictObject({
    job,
    sha256: hash,
    kind: z.enum(saidKinds),
    reason: z.enum(rejectionReasons).nullable(),
    scope: rejectionScope.nullable(),
    words,
    at: moment,
    milliseconds: z.int().nonnegative().max(86_400_000).nullable(),
  })
  .refine(({ kind, reason, scope }) => kind === 'rejected' || (reason === null && scope === null), {
    message: 'a reason and a scope go with a rejection',
    path: ['reason'],
  })

export const saidComment: z.ZodType<SaidComment> = z
  .strictObject({
    job,
    sha256: hash,
    from: frame,
    to: frame,
    region: z.strictObject({ x: side, y: side, width: side.positive(), height: side.positive() }).nullable(),
    words: words.trim().min(1),
    at: moment,
  })
  .refine(({ from, to }) => from < to, { message: 'ends before it begins', path: ['to'] })

/** What may come back from a reviewer: whatever else is in a file is refused, whole. */
export const decisionsFile: z.ZodType<DecisionsFile> = z.strictObject({
  format: z.literal(decisionsFormat),
  version: z.literal(packageVersion),
  package: seal,
  seen: hash.nullable(),
  reviewer: reviewerName,
  savedAt: moment,
  decisions: z.array(saidDecision).max(mostSaid),
  comments: z.array(saidComment).max(mostSaid),
})
