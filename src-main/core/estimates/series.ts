/**
 * What came of what was put in, in the order of time: work of milliseconds, or bytes of work. At most 64 blocks of about
 * equal size; when they are full, pairs are merged, so that days take no more room than minutes.
 */
export type Series = { span: number; blocks: readonly Block[]; open: Block }
type Block = { size: number; value: number }

/** What one more unit of size brings, and how sure that is. */
export type Marginal = {
  ratio: number
  /** Size and value that it was read from. */
  size: number
  value: number
  /** Of the ratio's logarithm, from how far stretches of the series differ; null: too few to tell. */
  variance: number | null
}

const mostBlocks = 64
const mostGroups = 8

/** `span` is the least size of a block. */
export function emptySeries(span: number): Series {
  return { span, blocks: [], open: { size: 0, value: 0 } }
}

export function addTo(series: Series, size: number, value: number): Series {
  const open = { size: series.open.size + size, value: series.open.value + value }
  if (open.size < series.span) return { ...series, open }
  const blocks = [...series.blocks, open]
  const fresh = { size: 0, value: 0 }
  if (blocks.length < mostBlocks) return { ...series, blocks, open: fresh }
  return { span: series.span * 2, blocks: pairs(blocks), open: fresh }
}

function pairs(blocks: readonly Block[]): Block[] {
  const merged: Block[] = []
  for (let at = 0; at + 1 < blocks.length; at += 2) merged.push(sum(blocks.slice(at, at + 2)))
  return merged
}

/**
 * The ratio without the opening, in which what is shared is made first. Where the opening ends follows the marginal
 * standard error rule (MSER, of simulation's warm-up periods): what is left out is what makes the mean of the rest surest, half
 * at most. Null before anything came.
 */
export function marginal(series: Series): Marginal | null {
  const { blocks } = series
  const kept = blocks.slice(openingOf(blocks))
  const { size, value } = sum([...kept, series.open])
  if (size <= 0 || value <= 0) return null
  return { ratio: value / size, size, value, variance: spread(kept) }
}

function openingOf(blocks: readonly Block[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  let [count, total, squares] = [0, 0, 0]
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const ratio = blocks[at]!.value / blocks[at]!.size
    count += 1
    total += ratio
    squares += ratio * ratio
    if (count < blocks.length / 2 || count < 2) continue
    const error = (squares - (total * total) / count) / (count * count)
    // Among equals the one that leaves out least.
    if (error <= least) [best, least] = [at, error]
  }
  return best
}

/** Variance of the mean's logarithm, from stretches long enough not to follow each other. */
function spread(kept: readonly Block[]): number | null {
  const groups = Math.min(mostGroups, Math.floor(kept.length / 2))
  if (groups < 2) return null
  const ratios = Array.from({ length: groups }, (_, group) => {
    const from = Math.floor((group * kept.length) / groups)
    const { size, value } = sum(kept.slice(from, Math.floor(((group + 1) * kept.length) / groups)))
    return value / size
  })
  const mean = ratios.reduce((a, b) => a + b, 0) / groups
  if (mean <= 0) return null
  const variance = ratios.reduce((a, ratio) => a + (ratio / mean - 1) ** 2, 0) / (groups - 1)
  // Few groups tell little of their own spread: Student's t at the tenth, against the normal's.
  return (variance / groups) * (1 + 1.6 / (groups - 1)) ** 2
}

function sum(blocks: readonly Block[]): Block {
  let [size, value] = [0, 0]
  for (const block of blocks) {
    size += block.size
    value += block.value
  }
  return { size, value }
}
