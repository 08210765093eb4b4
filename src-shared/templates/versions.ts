/** A version like 1.4.0, as a template has it. */
export const versionPattern = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/

const parts = (version: string) => version.split('.').map(Number)

/** Below 0 when `one` is the earlier version, above 0 when it is the later one. */
export function compareVersions(one: string, other: string): number {
  const others = parts(other)
  for (const [index, part] of parts(one).entries()) {
    const difference = part - (others[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The highest of some versions; null of none. */
export const highestVersion = (versions: Iterable<string>): string | null =>
  [...versions].reduce<string | null>(
    (highest, version) => (highest === null || compareVersions(version, highest) > 0 ? version : highest),
    null,
  )

/** The smallest version above all of these: 1.4.0 is followed by 1.4.1. */
export function versionAfter(versions: Iterable<string>): string {
  const [major = 1, minor = 0, patch = -1] = parts(highestVersion(versions) ?? '1.0.-1')
  return `${major}.${minor}.${patch + 1}`
}
