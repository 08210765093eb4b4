/** The candidate that `name` was probably meant to be, or null when none is near. Case doesn't count. */
export function closest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.slice(0, 60).toLowerCase()
  if (wanted === '') return null
  let best: string | null = null
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    if (wanted.length >= 3 && candidate.toLowerCase().startsWith(wanted)) return candidate
    const steps = editSteps(wanted, candidate.slice(0, 60).toLowerCase())
    if (steps >= least) continue
    best = candidate
    least = steps
  }
  return best
}

/** Letters that must be put in, taken out, changed or swapped with their neighbour. */
function editSteps(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
    }
    before = last
    last = row
  }
  return last[b.length]!
}
