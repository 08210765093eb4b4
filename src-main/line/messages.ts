import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import type { Reply, Told } from '../../src-shared/contract/bridge.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'

/** Changes when older processes would misunderstand. */
export const lineVersion = 1

/** Who works in a studio's folder. */
export type Host = {
  pid: number
  /** How it was opened, in a word or two: `window`, `render`. */
  door: string
  /** ISO 8601. */
  since: string
  /** Whether it makes videos; else it only looks something up, or measures. */
  works: boolean
}

export const host = z.object({ pid: z.int(), door: z.string(), since: z.string(), works: z.boolean() })

/** What a guest says, one JSON object a line. `hello` comes first. Payloads are parsed by the api. */
export const guestMessage = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('hello'), version: z.int(), token: z.string().max(200) }),
  /** `id` comes back with the answer. */
  z.strictObject({
    say: z.literal('ask'),
    id: z.int().nonnegative(),
    name: z.string().max(100),
    payload: z.unknown(),
  }),
  /** Wants to be told what happens, a snapshot first. */
  z.strictObject({ say: z.literal('hear') }),
])
export type GuestMessage = z.infer<typeof guestMessage>

/** What the studio says. */
export type HostMessage =
  | { say: 'hello'; version: number; host: Host }
  | { say: 'answer'; id: number; reply: Reply<unknown> }
  | { say: 'told'; told: Told }
  /** The last word. */
  | { say: 'bye'; error: ErrorShape | null }

/** What a guest relies on; the inside of answers and news is the studio's own word. */
export const hostMessage = z.discriminatedUnion('say', [
  z.object({ say: z.literal('hello'), version: z.int(), host }),
  z.object({ say: z.literal('answer'), id: z.int(), reply: z.looseObject({ ok: z.boolean() }) }),
  z.object({ say: z.literal('told'), told: z.looseObject({}) }),
  z.object({
    say: z.literal('bye'),
    error: z.looseObject({ code: z.string(), message: z.string() }).nullable(),
  }),
])

/**
 * Cuts what arrives into lines. `onTooLong` is called once, when a line grows past `mostBytes`; nothing is kept or told after
 * that. Answers what takes the chunks.
 */
export function readLines(
  mostBytes: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let pieces: string[] = []
  let bytes = 0
  let broken = false
  return (chunk) => {
    let from = 0
    while (!broken) {
      const end = chunk.indexOf(0x0a, from)
      const part = chunk.subarray(from, end === -1 ? chunk.length : end)
      bytes += part.length
      if (bytes > mostBytes) {
        broken = true
        pieces = []
        onTooLong()
        return
      }
      pieces.push(decoder.write(part))
      if (end === -1) return
      const line = pieces.join('') + decoder.end()
      pieces = []
      bytes = 0
      from = end + 1
      onLine(line)
    }
  }
}

/** The object of a line; null when it is none that is known. */
export function readMessage<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    const read = schema.safeParse(JSON.parse(line))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
