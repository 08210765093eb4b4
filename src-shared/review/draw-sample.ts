import { diceOf } from './chance.ts'

/** What a sample is drawn from: videos in the order of their table. All lists are as long as `jobs`. */
export type Lot = {
  jobs: Float64Array
  /** What each belongs to, as a small number: for `per` the value that it has, for `risk` its row. */
  groups: Uint32Array
  /** How much each deserves a look, 0..1; for `risk` alone. */
  risks: Float64Array
}

/** How it is drawn. `random`: so many by the seed alone, as acceptance sampling wants it; nothing is stratified. */
export type Drawing =
  | { how: 'all' }
  | { how: 'every'; nth: number }
  | { how: 'per'; each: number }
  | { how: 'risk'; videos: number }
  | { how: 'random'; videos: number }

/**
 * Jobs that are looked at, in the order of the lot. The same lot, drawing and seed give the same ones everywhere. `every` begins at
 * one of the first n by the seed; `per` takes so many of each group by the seed, or all where there are fewer.
 */
export function drawSample(drawing: Drawing, { jobs, groups, risks }: Lot, seed: number): Float64Array {
  switch (drawing.how) {
    case 'all':
      return jobs
    case 'every':
      return everyNth(jobs, drawing.nth, seed)
    case 'per':
      return jobs.filter(takenOf(shuffled(jobs.length, jobs.length, seed), someOfEach(groups, drawing.each)))
    case 'risk': {
      const order = byRisk(groups, risks)
      return jobs.filter(takenOf(order.subarray(0, drawing.videos), () => true))
    }
    case 'random':
      return jobs.filter(takenOf(shuffled(jobs.length, drawing.videos, seed), () => true))
    default:
      return drawing satisfies never
  }
}

function everyNth(jobs: Float64Array, nth: number, seed: number): Float64Array {
  const first = diceOf(seed).roll(Math.min(nth, Math.max(1, jobs.length)))
  return jobs.filter((_, place) => place % nth === first)
}

/** The first `many` of all places, mixed (Fisher and Yates). */
function shuffled(all: number, many: number, seed: number): Uint32Array {
  const dice = diceOf(seed)
  const places = Uint32Array.from({ length: all }, (_, place) => place)
  const end = Math.min(many, all)
  for (let place = 0; place < end; place++) {
    const other = place + dice.roll(all - place)
    const moved = places[other]!
    places[other] = places[place]!
    places[place] = moved
  }
  return places.subarray(0, end)
}

function someOfEach(groups: Uint32Array, each: number): (place: number) => boolean {
  const taken = new Map<number, number>()
  return (place) => {
    const group = groups[place]!
    const before = taken.get(group) ?? 0
    taken.set(group, before + 1)
    return before < each
  }
}

/** For a filter over the lot: whether a place is among those that are wanted. */
function takenOf(places: Uint32Array, isWanted: (place: number) => boolean) {
  const wanted = new Set<number>()
  for (const place of places) if (isWanted(place)) wanted.add(place)
  return (_: number, place: number) => wanted.has(place)
}

/** Of one row each further video tells less that is new. */
const furtherOfRow = 0.8

/** Places, those first that deserve a look most; of equals, in the order of the lot. */
function byRisk(rows: Uint32Array, risks: Float64Array): Uint32Array {
  const inOrder = (worth: Float64Array) =>
    Uint32Array.from(worth, (_, place) => place).sort(
      (one, other) => worth[other]! - worth[one]! || one - other,
    )
  const worth = Float64Array.from(risks)
  const before = new Map<number, number>()
  for (const place of inOrder(risks)) {
    const row = rows[place]!
    const many = before.get(row) ?? 0
    before.set(row, many + 1)
    worth[place] = risks[place]! * furtherOfRow ** many
  }
  return inOrder(worth)
}
