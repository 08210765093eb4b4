import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What of a request says who asks and from where; header values as they came. */
export type Asking = {
  method: string
  host: string | undefined
  origin: string | undefined
  /** `Sec-Fetch-Site`, and `Sec-Fetch-Mode`. */
  site: string | undefined
  mode: string | undefined
}

export type Refusal = { status: 400 | 401 | 403; why: string }

/** The names by which a browser on this machine may call the door; any other name is somebody's DNS. */
export function hostsOf(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

const notOurs: Refusal = { status: 403, why: 'Only the page of Reelmill may ask.' }

/**
 * Whether a request was sent by our own page or a person, by what browsers say of it; null when it was. Of the word
 * nothing is known here. Against DNS rebinding: a page of another site whose name was led to this machine names itself as
 * host. `isVisit`: the page itself is opened, which may follow from a link anywhere.
 */
export function refuseStranger(
  { method, host: named, origin, site, mode }: Asking,
  port: number,
  isVisit = false,
): Refusal | null {
  const host = named?.toLowerCase() ?? ''
  if (!hostsOf(port).includes(host)) return { status: 403, why: 'This address is not one of Reelmill.' }
  const reads = method === 'GET' || method === 'HEAD'
  if (isVisit && reads && (mode === undefined || mode === 'navigate')) return null
  // What could do something has to say its origin.
  if (origin === undefined ? !reads : origin !== `http://${host}`) return notOurs
  // Pages of other sites, and of other ports of this machine, may not even load a picture.
  return site === undefined || site === 'same-origin' || site === 'none' ? null : notOurs
}

/** News change nothing, but a page of another site could hear them: its origin has to be said. */
export function refuseHearing(asking: Asking, port: number): Refusal | null {
  return refuseStranger({ ...asking, method: 'UPGRADE' }, port)
}

export const notLetIn: Refusal = { status: 401, why: 'This browser was not let in.' }

/** The word in `Authorization: Bearer ...`; browsers add it to nothing by themselves. */
export function bearerIn(header: string | undefined): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(header ?? '')?.[1]
}

/** Takes as long for texts that differ early as for those that differ late, or in length. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(a!, b!)
}

const passHolds = 12 * 3_600_000

export type Passes = {
  /** The same for twelve hours, so that addresses stay what they are. */
  current(): string
  holds(pass: string): boolean
}

/**
 * Passes stand in the addresses of pictures and videos, which can send no header: derived from the word, which can't be found
 * from them, good for media alone, and for twelve to twenty-four hours. `now`: milliseconds.
 */
export function createPasses(word: string, now: () => number): Passes {
  const made = (slot: number) =>
    `${slot.toString(36)}.${createHmac('sha256', word).update(`media ${slot}`).digest('base64url')}`
  const slotNow = () => Math.floor(now() / passHolds)
  return {
    current: () => made(slotNow()),
    holds: (pass) => [slotNow(), slotNow() - 1].filter((slot) => sameText(pass, made(slot))).length > 0,
  }
}
