type Headers = Record<string, string | string[] | undefined>

/**
 * Milliseconds for which an answer may be used without asking again: `max-age` less the `Age` that it arrived with, else
 * `Expires`. 0 when the server says nothing or forbids it. At most a year.
 */
export function freshFor(headers: Headers, now: number): number {
  const control = text(headers['cache-control']).toLowerCase()
  if (/\bno-(store|cache)\b/.test(control)) return 0
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,12})/.exec(control)?.[1]
  if (maxAge !== undefined) {
    const age = Number(/^\d{1,12}/.exec(text(headers.age))?.[0] ?? 0)
    return limited((Number(maxAge) - age) * 1_000)
  }
  const expires = Date.parse(text(headers.expires))
  const sent = Date.parse(text(headers.date))
  return Number.isNaN(expires) ? 0 : limited(expires - (Number.isNaN(sent) ? now : sent))
}

/** Milliseconds that `Retry-After` asks to wait; undefined without one. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = text(headers['retry-after']).trim()
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  const until = Date.parse(value)
  return Number.isNaN(until) ? undefined : Math.max(0, until - now)
}

function limited(milliseconds: number): number {
  return Math.min(Math.max(0, milliseconds), 365 * 86_400_000)
}

function text(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(', ') : (header ?? '')
}
