import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'

/** What a command of the queue is about. Jobs and units are known by their numbers. */
export const target = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('all') }),
  /** An id, or `last`. */
  z.strictObject({ what: z.literal('batch'), batch: z.string().min(1).max(100) }),
  z.strictObject({ what: z.literal('job'), job: z.int().positive() }),
  z.strictObject({ what: z.literal('unit'), unit: z.int().positive() }),
])
export type Target = z.infer<typeof target>

/** Reads `all`, `last`, `20261121-1415-k3f9`, `j123` (a job) or `u456` (a unit). Throws `target.unreadable`. */
export function parseTarget(text: string): Target {
  const word = text.trim()
  if (word.toLowerCase() === 'all') return { what: 'all' }
  const numbered = /^([ju])(\d{1,15})$/i.exec(word)
  const number = Number(numbered?.[2])
  if (numbered !== null && number > 0)
    return numbered[1]!.toLowerCase() === 'j' ? { what: 'job', job: number } : { what: 'unit', unit: number }
  if (/^last$/i.test(word)) return { what: 'batch', batch: 'last' }
  if (/^\d{8}-\d{4}-[a-z0-9]{4}$/.test(word)) return { what: 'batch', batch: word }
  throw new StudioError({
    code: 'target.unreadable',
    message: `"${text}" names no batch, job or unit.`,
    whatToDo:
      'Say all, last, the id of a batch, j and the number of a job (j123), or u and that of a unit (u456).',
  })
}

/** The same as text, as `parseTarget` reads it. */
export function targetText(at: Target): string {
  switch (at.what) {
    case 'all':
      return 'all'
    case 'batch':
      return at.batch
    case 'job':
      return `j${at.job}`
    case 'unit':
      return `u${at.unit}`
    default:
      return at satisfies never
  }
}
