import { openLooking } from '../../src-main/outside/measuring/looking.ts'
import { openMeasuring } from '../../src-main/outside/measuring/measuring.ts'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { createQualityInspector } from '../../src-main/services/quality-inspector/quality-inspector.ts'
import { findPrograms } from '../helpers/programs.ts'
import { foreignClean } from './quality-clean.ts'
import { type FaultKind, foreignFaults } from './quality-faults.ts'
import { type Footage, makeClip, makeFootage, type Scenery, sceneries } from './quality-footage.ts'
import { createDraw, type LabelledClip } from './quality-labels.ts'
import { limitClean, limitFaults } from './quality-limits.ts'
import { profileOf } from './quality-sound-faults.ts'

const never = new AbortController().signal

/** A clip that is made only when it is its turn: a hundred of them need not lie on the disk at once. */
export type Waiting = { name: string; drawn: boolean; make(): Promise<LabelledClip> }

export type ForeignSet = {
  /** Those whose figures are always the same, and those that a seed drew. */
  fixed: Waiting[]
  drawn(seed: number): Waiting[]
  close(): Promise<void>
}

/** Fixed clips are drawn as well, by a seed of their own: what they are can be read nowhere and was fitted to nothing. */
const fixedSeed = 20_240_229

/** Somebody else's videos: with faults, and clean. `only` picks kinds by their names. */
export async function openForeign(
  folder: string,
  only: (kind: string) => boolean = () => true,
): Promise<ForeignSet> {
  const kinds = [...foreignFaults, ...limitFaults, ...foreignClean, ...limitClean].filter(({ name }) =>
    only(name),
  )
  const footage = await makeFootage(folder)
  const workerFile = new URL('../../src-main/outside/measuring/measuring-worker.ts', import.meta.url)
  const room = openMeasuring({ workerFile })
  const looking = openLooking({ workerFile })
  const inspector = createQualityInspector({ programs: findPrograms, run: runProgram, room, looking })

  function waiting(kind: FaultKind, number: number, seed: number, drawn: boolean): Waiting {
    const name = `${kind.name} ${drawn ? `(seed ${seed}, ${number})` : `(${number})`}`
    return {
      name,
      drawn,
      async make() {
        const draw = createDraw(seed, `${kind.name} ${number}`)
        const { from, recipe } = placed(kind, draw, footage)
        const path = await makeClip(folder, name, from.path, recipe)
        const profile = recipe.profile ?? profileOf('web')
        return {
          name,
          kind: 'foreign',
          path,
          faults: recipe.faults,
          also: recipe.also ?? [],
          drawn,
          shipped: false,
          loudness: profile.name === 'broadcast' ? -23 : -14,
          inspect: () => inspector.inspectFile(path, { profile, signal: never, threads: 1 }),
        }
      },
    }
  }

  const all = (seed: number, drawn: boolean) =>
    kinds.flatMap((kind) =>
      Array.from({ length: drawn ? kind.drawn : kind.fixed }, (_, at) => waiting(kind, at + 1, seed, drawn)),
    )
  return {
    fixed: all(fixedSeed, false),
    drawn: (seed) => all(seed, true),
    async close() {
      await Promise.all([room.close(), looking.close()])
    },
  }
}

/** What a kind makes of a footage that is drawn; another one, where nothing moves for as long as it needs. */
function placed(kind: FaultKind, draw: ReturnType<typeof createDraw>, footage: Record<Scenery, Footage>) {
  const from = [...(kind.of ?? sceneries)]
  let last: unknown = null
  while (from.length > 0) {
    const [scenery] = from.splice(draw.whole(0, from.length - 1), 1)
    try {
      const one = footage[scenery!]
      return { from: one, recipe: kind.make(draw, one) }
    } catch (error) {
      last = error
    }
  }
  throw last
}
