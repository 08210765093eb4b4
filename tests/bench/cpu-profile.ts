/** What Reelmill's own code was doing, as shares of what was sampled. */
export type ProfileShares = Record<OwnWork, number>
export type OwnWork =
  | 'raster'
  | 'moving pictures'
  | 'planning'
  | 'store'
  | 'running programs'
  | 'collecting garbage'
  | 'loading code'
  | 'other'

/** The first that fits, from the sample's own function up to its callers. */
const works: readonly [OwnWork, RegExp][] = [
  ['moving pictures', /src-main\/outside\/motion\//],
  ['raster', /src-main\/outside\/(raster|still-pictures)\//],
  ['store', /src-main\/outside\/database\//],
  ['running programs', /src-main\/(outside\/(programs|media|ffmpeg)|services\/(video-maker|sound-mixer))\//],
  [
    'planning',
    /src-main\/(core|outside\/(fonts|tables)|services\/(video-planner|row-intake|row-examiner|asset-desk))\//,
  ],
  ['loading code', /^node:internal\/(modules|bootstrap|main|vm)|^node:internal\/process\/(pre_)?execution/],
]

type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[]
  startTime: number
  samples: number[]
  timeDeltas: number[]
}

/**
 * Shares of V8's CPU profiles of one run (one for each thread; those of child processes among them), counting what was
 * sampled `after` seconds from the run's start. Idle time doesn't count. Null when nothing was sampled.
 */
export function cpuProfileShares(files: readonly unknown[], after: number): ProfileShares | null {
  return sharesOf<OwnWork>(files, after, {
    works,
    garbage: 'collecting garbage',
    rest: 'other',
    native: null,
  })
}

/** What a profile is told apart by. */
export type Sorting<Work extends string> = {
  /** The first that fits, from the sample's own function up to its callers. */
  works: readonly (readonly [Work, RegExp])[]
  garbage: Work
  rest: Work
  /** What V8 knows to be no JavaScript, and no more of it; null: it is left out. */
  native: Work | null
}

/** The same, told apart in another way. */
export function sharesOf<Work extends string>(
  files: readonly unknown[],
  after: number,
  sorting: Sorting<Work>,
): Record<Work, number> | null {
  const profiles = files as Profile[]
  const from = Math.min(...profiles.map(({ startTime }) => startTime)) + after * 1e6
  const { works, garbage, rest, native } = sorting
  const names = [...works.map(([name]) => name), garbage, rest, ...(native === null ? [] : [native])]
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Record<Work, number>
  for (const profile of profiles) {
    const work = workOfNodes(profile, sorting)
    let at = profile.startTime
    profile.samples.forEach((node, index) => {
      const step = profile.timeDeltas[index] ?? 0
      at += step
      const own = work.get(node)
      if (at >= from && step > 0 && own !== undefined) sums[own] += step
    })
  }
  const all = Object.values<number>(sums).reduce((sum, one) => sum + one, 0)
  if (all === 0) return null
  return Object.fromEntries(Object.entries<number>(sums).map(([name, one]) => [name, one / all])) as Record<
    Work,
    number
  >
}

/** What each node of the call tree stands for; idle ones are left out. */
function workOfNodes<Work extends string>(
  { nodes }: Profile,
  { works, garbage, rest, native }: Sorting<Work>,
): Map<number, Work> {
  const parents = new Map<number, number>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  for (const { id, children } of nodes) for (const child of children ?? []) parents.set(child, id)
  const known = new Map<number, Work>()
  const find = (id: number): Work => {
    const cached = known.get(id)
    if (cached !== undefined) return cached
    const { url, functionName } = byId.get(id)!.callFrame
    const parent = parents.get(id)
    const work =
      functionName === '(garbage collector)'
        ? garbage
        : functionName === '(program)' && native !== null
          ? native
          : (works.find(([, pattern]) => pattern.test(url))?.[0] ??
            (parent === undefined ? rest : find(parent)))
    known.set(id, work)
    return work
  }
  const idle = new Set(['(idle)', '(root)', ...(native === null ? ['(program)'] : [])])
  return new Map(
    nodes
      .filter(({ callFrame }) => !idle.has(callFrame.functionName))
      .map(({ id }) => [id, find(id)] as const),
  )
}
