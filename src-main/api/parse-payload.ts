import { setImmediate as turn } from 'node:timers/promises'
import type { ZodSafeParseResult, ZodType } from 'zod'

/** Records that are looked at before others get their turn: some milliseconds. */
const slice = 2_000

type Plain = Record<string, unknown>

/**
 * Parses a payload by its schema. What a person mended of very many records is parsed a slice at a time, each with the
 * rest of the payload; others get their turn in between.
 */
export async function parsePayload<T>(schema: ZodType<T>, payload: unknown): Promise<ZodSafeParseResult<T>> {
  const mended = correctionsIn(payload)
  const numbers = mended === null ? [] : Object.keys(mended)
  if (mended === null || numbers.length <= slice) return schema.safeParse(payload)
  let whole: ZodSafeParseResult<T> | null = null
  for (let from = 0; from < numbers.length; from += slice) {
    if (from > 0) await turn()
    const some = Object.fromEntries(
      numbers.slice(from, from + slice).map((number) => [number, mended[number]]),
    )
    const parsed = schema.safeParse(withCorrections(payload as Plain, some))
    if (!parsed.success) return parsed
    if (whole?.success) Object.assign(correctionsIn(whole.data) ?? {}, correctionsIn(parsed.data))
    else whole = parsed
  }
  return whole!
}

/** Of the payload itself, or of the request that it carries. */
function correctionsIn(payload: unknown): Plain | null {
  if (!isPlain(payload)) return null
  if (isPlain(payload.corrections)) return payload.corrections
  return isPlain(payload.request) && isPlain(payload.request.corrections) ? payload.request.corrections : null
}

function withCorrections(payload: Plain, corrections: Plain): Plain {
  return isPlain(payload.corrections)
    ? { ...payload, corrections }
    : { ...payload, request: { ...(payload.request as Plain), corrections } }
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
