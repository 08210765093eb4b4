/** Where a person is in the studio. Every place has an address, `#/batch/20261121-1415-k3f9`, so that it survives a reload. */
export type Place =
  | { name: 'home' }
  | { name: 'new-batch' }
  | { name: 'queue' }
  | { name: 'farm' }
  | { name: 'batch'; batch: string }
  | { name: 'job'; batch: string; job: number }
  /** `batch`: null for the latest ones to choose from. */
  | { name: 'results'; batch: string | null }
  /** `batch`: null for the latest ones to choose from. `job`: begins with its video. */
  | { name: 'review'; batch: string | null; job?: number }
  /** `batch`: of one batch; without it, of all. */
  | { name: 'history'; batch?: string }
  | { name: 'templates' }
  /** `at`: the place in it, as `targetText` writes it. */
  | { name: 'editor'; template: string; at?: string }
  /** `section`: without it, the one that was open last. */
  | { name: 'settings'; section?: string }

/** Which entry of the navigation a place belongs to. */
export function mainPlaceOf(
  place: Place,
): 'home' | 'new-batch' | 'queue' | 'results' | 'review' | 'history' | 'templates' | 'settings' {
  switch (place.name) {
    case 'farm':
    case 'batch':
    case 'job':
      return 'queue'
    case 'editor':
      return 'templates'
    default:
      return place.name
  }
}

export function addressOf(place: Place): string {
  const rest = Object.entries(place).flatMap(([key, value]) =>
    key === 'name' || value === null || value === undefined ? [] : [encodeURIComponent(String(value))],
  )
  return `#/${[place.name, ...rest].join('/')}`
}

/** Home for what is no address of ours. */
export function placeOf(address: string): Place {
  const [name = '', ...rest] = parts(address)
  const [first, second] = rest
  switch (name) {
    case 'new-batch':
    case 'queue':
    case 'farm':
    case 'templates':
      return rest.length === 0 ? { name } : home
    case 'settings':
      return first === undefined ? { name } : { name, section: first }
    case 'history':
      return first === undefined ? { name } : { name, batch: first }
    case 'results':
      return { name, batch: first ?? null }
    case 'review':
      return { name, batch: first ?? null, ...(isNumber(second) ? { job: Number(second) } : {}) }
    case 'batch':
      return first === undefined ? home : { name, batch: first }
    case 'editor':
      if (first === undefined) return home
      return { name, template: first, ...(second === undefined ? {} : { at: second }) }
    case 'job':
      return first === undefined || !isNumber(second) ? home : { name, batch: first, job: Number(second) }
    default:
      return home
  }
}

const home: Place = { name: 'home' }

const isNumber = (part: string | undefined) => /^[1-9]\d{0,14}$/.test(part ?? '')

function parts(address: string): string[] {
  try {
    return address.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return []
  }
}
