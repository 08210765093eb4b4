import { timingSafeEqual } from 'node:crypto'

/** What of a request says who asks and from where; header values as they came. */
export type Asking = {
  method: string
  host: string | undefined
  origin: string | undefined
  cookie: string | undefined
  /** `Sec-Fetch-Site`. */
  site: string | undefined
}

export type Refusal = { status: 400 | 401 | 403; why: string }

/** The names by which a browser on this machine may call the door; any other name is somebody's DNS. */
export function hostsOf(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`]
}

/** Cookies of one host are shared by all its ports. */
export const cookieName = (port: number) => `reelmill-${port}`

/** Against DNS rebinding: a page of another site whose name was led to this machine names itself here. */
export function refuseHost(asking: Pick<Asking, 'host'>, port: number): Refusal | null {
  return hostsOf(port).includes(asking.host?.toLowerCase() ?? '')
    ? null
    : { status: 403, why: 'This address is not one of Reelmill.' }
}

/**
 * Whether a request comes from our own page in a browser that was let in; null when it does. `changes`: it could do
 * something (a question, a file, a line for news), so that its origin has to be said.
 */
export function refuse(
  asking: Asking,
  door: { port: number; token: string },
  changes: boolean,
): Refusal | null {
  const stranger = refuseHost(asking, door.port)
  if (stranger !== null) return stranger
  const { origin, site } = asking
  if (origin === undefined ? changes : origin !== `http://${asking.host?.toLowerCase()}`)
    return { status: 403, why: 'Only the page of Reelmill may ask.' }
  // Pages of other sites, and of other ports of this machine, may not even load a picture.
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, why: 'Only the page of Reelmill may ask.' }
  const shown = cookieIn(asking.cookie, cookieName(door.port))
  if (shown === null || !sameText(shown, door.token))
    return { status: 401, why: 'This browser was not let in.' }
  return null
}

function cookieIn(header: string | undefined, name: string): string | null {
  for (const part of header?.split(';') ?? []) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}

/** Takes as long for texts that differ early as for those that differ late. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
