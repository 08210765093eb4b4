import type { Resource } from '../../../src-shared/farm/causes.ts'
import type { Hold } from '../../../src-shared/farm/farm.ts'

/** A resource that is used up or gone: nothing starts that needs it, until `isBack`. */
export type FarmHold = Hold & {
  /** Id of the disk that it is about; null: everything. */
  disk: string | null
  /** By the monotonic clock: not looked at earlier. */
  notBefore: number
  isBack(): boolean | Promise<boolean>
}

export type Holds = {
  all(): readonly FarmHold[]
  /** One for each resource and place: another for the same only moves its time on. */
  add(hold: Omit<FarmHold, 'since'>): void
  /** Looks at each whether it is over. True: one was lifted. */
  look(now: number): Promise<boolean>
}

export function createHolds(iso: () => string, onLifted: (hold: FarmHold) => void): Holds {
  let holds: FarmHold[] = []
  const key = (hold: { resource: Resource; disk: string | null; where: string }) =>
    `${hold.resource} ${hold.disk ?? hold.where}`

  return {
    all: () => holds,
    add(hold) {
      const known = holds.find((other) => key(other) === key(hold))
      if (known === undefined) holds = [...holds, { ...hold, since: iso() }]
      else known.notBefore = Math.max(known.notBefore, hold.notBefore)
    },
    async look(now) {
      const looked = await Promise.all(
        holds.map(async (hold) => ({ hold, isBack: now >= hold.notBefore && (await hold.isBack()) })),
      )
      // One that was added again meanwhile is looked at next time.
      const lifted = looked
        .filter(({ hold, isBack }) => isBack && now >= hold.notBefore)
        .map(({ hold }) => hold)
      if (lifted.length === 0) return false
      holds = holds.filter((hold) => !lifted.includes(hold))
      for (const hold of lifted) onLifted(hold)
      return true
    },
  }
}
