import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Resource } from '../../../src-shared/farm/causes.ts'
import { causeOfCode, type Judged } from './cause-of-code.ts'

/** Why something did not work, by its code (see `codeOf`). What nobody foresaw is a fault of ours. */
export function causeOf(failure: { code: string }): Judged {
  return causeOfCode.get(failure.code) ?? { cause: 'ours', resource: null }
}

/** What a used-up resource is called, whoever met it: Node says ENOSPC, SQLite SQLITE_FULL. */
const codeOfResource: Record<Resource, string> = {
  disk: 'disk.full',
  memory: 'memory.refused',
  share: 'share.gone',
}

/**
 * The code that an error is judged by: of a used-up resource, wherever it lies in its causes, always the same one; else
 * its own, or the first one in its causes that is known; else `internal`.
 */
export function codeOf(thrown: unknown): string {
  const codes: string[] = []
  const seen = new Set<unknown>()
  for (let at = thrown; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at)
    const { code } = at as { code?: unknown }
    if (typeof code !== 'string' || code === 'internal') continue
    if (at instanceof StudioError || causeOfCode.has(code)) codes.push(code)
  }
  for (const code of codes) {
    const { resource } = causeOf({ code })
    if (resource !== null) return ofThisHouse(code) ? code : codeOfResource[resource]
  }
  return codes[0] ?? 'internal'
}

const ofThisHouse = (code: string) => code.includes('.')

/** Tries in all: the first one, and one after each wait. Milliseconds, each taken times 0.5 to 1.5. */
const waits: readonly number[] = [2_000, 8_000]
/** A program that hung once is tried once again. */
const hungTries = 2
/** So often something may be turned back for a resource that then was there, until it is not believed any more. */
const mostInVain = 3

/** Milliseconds: no wait is longer. */
export const longestBackOff = Math.max(...waits) * 1.5

type WhatNow =
  | { do: 'give-up' }
  /** `withFewer`: with fewer programs beside it. */
  | { do: 'again'; afterMilliseconds: number; withFewer: boolean }
  /** Nothing that needs it is begun until it is there again; no try is burnt. */
  | { do: 'hold'; resource: Resource }
  /** The whole video is made with the processor. */
  | { do: 'fall-back' }
  /** The batch stops and asks; all evidence is kept. */
  | { do: 'stop' }

/**
 * What follows from a fault. `tries`: those that are burnt, this one included. `chance`: 0 to 1, spreads the waits.
 * `inVain`: how often the same unit was turned back for this resource, this time included, though it was there: memory
 * refused while it ran alone, a disk with room above its reserve, a share that answered.
 */
export function whatNow(ask: { code: string; tries: number; chance: number; inVain?: number }): WhatNow {
  const { cause, resource } = causeOf(ask)
  switch (cause) {
    case 'row':
      return { do: 'give-up' }
    case 'transient':
      return again(ask)
    case 'resource':
      return (ask.inVain ?? 0) >= mostInVain ? { do: 'give-up' } : { do: 'hold', resource: resource! }
    case 'encoder':
      return { do: 'fall-back' }
    case 'ours':
      return { do: 'stop' }
    default:
      return cause satisfies never
  }
}

function again({ code, tries, chance }: { code: string; tries: number; chance: number }): WhatNow {
  const hung = code === 'ffmpeg.hung'
  const wait = waits[tries - 1]
  if (wait === undefined || (hung && tries >= hungTries)) return { do: 'give-up' }
  return { do: 'again', afterMilliseconds: Math.round(wait * (0.5 + chance)), withFewer: hung }
}
