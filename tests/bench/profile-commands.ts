/** What a run of ffmpeg or ffprobe was for. */
export type RunKind = 'segment' | 'clip' | 'sound' | 'join' | 'probe' | 'other'

/** Tells from the words of a command what it was for. */
export function runKind(program: string, args: readonly string[]): RunKind {
  if (program === 'ffprobe') return args.includes('-version') ? 'other' : 'probe'
  const out = args.at(-1) ?? ''
  if (args.includes('concat')) return 'join'
  if (args.includes('-c:v') && /\.attempt\.|[0-9a-f]{64}/.test(out))
    return /\.mov$/.test(out) && !args.includes('prores_ks') ? 'clip' : 'segment'
  if (args.includes('-c:v') && args.includes('-filter_complex')) return 'segment'
  const text = args.join(' ')
  if (/-c:a|ebur128|astats|\[\d+:a/.test(text)) return 'sound'
  return 'other'
}

/** Whether a command takes raw frames from its standard input. */
export function readsStdin(args: readonly string[]): boolean {
  return args.some((word, at) => args[at - 1] === '-i' && /^(-|pipe:0?|\/dev\/stdin)$/.test(word))
}

/** The same command with its picture thrown away instead of encoded; null for a form that is not known. */
export function composeOnly(args: readonly string[]): string[] | null {
  const map = args.indexOf('-map')
  const frames = valueAfter(args, '-frames:v')
  if (map < 0 || frames === null || !args.some((word) => /filter_complex$/.test(word))) return null
  return [...args.slice(0, map), '-map', args[map + 1]!, '-frames:v', frames, '-f', 'null', '-']
}

/** Its inputs decoded and thrown away, without a filter; null for a form that is not known. */
export function decodeOnly(args: readonly string[]): string[] | null {
  const graph = args.findIndex((word) => /filter_complex$/.test(word))
  const frames = valueAfter(args, '-frames:v')
  if (graph < 0 || frames === null) return null
  const inputs = args.slice(0, graph)
  const count = inputs.filter((word) => word === '-i').length
  if (count === 0) return null
  const maps = Array.from({ length: count }, (_, input) => ['-map', `${input}:v`]).flat()
  return [...inputs, ...maps, '-frames:v', frames, '-f', 'null', '-']
}

function valueAfter(args: readonly string[], flag: string): string | null {
  const at = args.indexOf(flag)
  return at < 0 ? null : (args[at + 1] ?? null)
}
