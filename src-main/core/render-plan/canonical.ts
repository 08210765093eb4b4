/** One text for equal data, whatever the order of its keys: what hashes are made of. */
export function canonical(data: unknown): string {
  if (data === null || typeof data === 'number' || typeof data === 'boolean' || typeof data === 'string')
    return JSON.stringify(data)
  if (Array.isArray(data)) return `[${data.map(canonical).join(',')}]`
  if (typeof data === 'object') {
    const entries = Object.entries(data as Record<string, unknown>).filter(([, value]) => value !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`
  }
  throw new TypeError(`a plan holds plain data only, not ${typeof data}`)
}
