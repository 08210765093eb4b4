import type { Priority } from '../../../src-shared/farm/priority.ts'
import { compareTurns, rankOf } from './turns.ts'

/** What the order of asks goes by. */
type Ordered = {
  batch: string
  served: Priority
  used: number
  batchOrder: number
  rank: number
  job: number
  order: number
  milliseconds: number | null
}

/** One batch's asks of one priority, with how many of them were handed out. */
type Group<Ask> = { asks: Ask[]; at: number; served: Priority; used: number; order: number; batch: string }

/** A unit of unknown length is charged so much. */
const usualMilliseconds = 1_000

/**
 * Hands out asks in the order in which they are served. The caller says of each whether it `started`: then its batch is
 * charged for it at once, so that slots that come free together don't all go to one batch. Each group is sorted when its turn
 * comes.
 */
export function askOrder<Ask extends Ordered>(asks: readonly Ask[]): (started: boolean) => Ask | null {
  const levels = levelsOf(asks)
  const charged = new Map<string, number>()
  let groups: Group<Ask>[] = []
  let last: Ask | null = null

  const open = (level: Group<Ask>[]): Group<Ask>[] => {
    for (const group of level) group.used += charged.get(group.batch) ?? 0
    return level.sort(compareTurns)
  }

  return (started) => {
    if (last !== null && started) {
      const cost = last.milliseconds ?? usualMilliseconds
      charged.set(last.batch, (charged.get(last.batch) ?? 0) + cost)
      const group = groups.shift()!
      group.used += cost
      const place = groups.findIndex((other) => compareTurns(group, other) < 0)
      groups.splice(place < 0 ? groups.length : place, 0, group)
    }
    while (groups[0] !== undefined && groups[0].at >= groups[0].asks.length) groups.shift()
    if (groups.length === 0) {
      const level = levels.shift()
      if (level === undefined) return null
      groups = open(level)
    }
    const group = groups[0]!
    if (group.at === 0) group.asks.sort(compareInBatch)
    last = group.asks[group.at]!
    group.at += 1
    return last
  }
}

/** Groups by priority, the most urgent first; none is empty. */
function levelsOf<Ask extends Ordered>(asks: readonly Ask[]): Group<Ask>[][] {
  const levels: Map<string, Group<Ask>>[] = []
  for (const ask of asks) {
    const rank = rankOf(ask.served)
    levels[rank] ??= new Map()
    const level = levels[rank]
    const group = level.get(ask.batch)
    if (group !== undefined) group.asks.push(ask)
    else
      level.set(ask.batch, {
        asks: [ask],
        at: 0,
        served: ask.served,
        used: ask.used,
        order: ask.batchOrder,
        batch: ask.batch,
      })
  }
  return levels.filter((level) => level !== undefined).map((level) => [...level.values()])
}

const compareInBatch = (a: Ordered, b: Ordered): number =>
  a.rank - b.rank || a.job - b.job || a.order - b.order
