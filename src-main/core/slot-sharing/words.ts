/** 900 MB, 2.1 GB: decimal, as disks and systems say them. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`
  if (bytes < 999_500_000) return `${Math.round(bytes / 1_000_000)} MB`
  return `${(bytes / 1e9).toFixed(bytes < 9.95e9 ? 1 : 0)} GB`
}

/** 40 s, 12 min. */
export function durationText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`
}
