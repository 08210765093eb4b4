import { rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { studioClosing } from '../../../src-shared/contract/errors.ts'
import type { FarmWatchAnswers } from '../../../src-shared/contract/farm-watch.ts'
import type { RunningUnit } from '../../../src-shared/farm/farm.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { Clock } from '../../outside/clock/clock.ts'
import type { StudioStore } from '../../outside/database/studio-store.ts'
import { type OpenedProduction, openProduction, type ProductionSetup } from '../production/production.ts'
import { openStillMemory } from '../still-maker/still-memory.ts'

/** Milliseconds in which a unit's picture stays as it is, and after which an unused production is let go of. */
const fresh = 4_500
const unused = 30_000
const mostBytes = 256 * 1024 ** 2

export type FarmPictures = ReturnType<typeof openFarmPictures>

type FarmPicturesNeeds = {
  store: Pick<StudioStore, 'units' | 'jobInHand' | 'row' | 'batchInHand'>
  running(): readonly RunningUnit[]
  setup(): Promise<ProductionSetup>
  studioFolder: string
  clock: Clock
}

type Picture = FarmWatchAnswers['farm.picture']

/**
 * Pictures of the frames that running units are at. Each is drawn anew by the still engine, one at a time and with low
 * priority, through a production of its own, so that it asks nothing of the farm's slots.
 */
export function openFarmPictures(needs: FarmPicturesNeeds) {
  const { store, running, clock, studioFolder } = needs
  const folder = join(studioFolder, 'stills', 'farm')
  const known = new Map<number, { at: number; picture: Promise<Picture>; path: string }>()
  const stopping = new AbortController()
  let opened: { batch: string; production: Promise<OpenedProduction> } | null = null
  let callOffClosing = () => {}
  let last: Promise<unknown> = Promise.resolve()
  let made = 0

  async function productionOf(batch: string): Promise<OpenedProduction> {
    callOffClosing()
    callOffClosing = clock.after(unused, () => void letGo())
    if (opened?.batch !== batch) {
      await letGo()
      const { request } = store.batchInHand(batch)
      const setup = await needs.setup()
      const memory = openStillMemory({ folder: join(studioFolder, 'stills'), maxBytes: mostBytes })
      opened = {
        batch,
        production: openProduction(request, `farm-${batch}`, setup, null, false, memory),
      }
    }
    return opened!.production
  }

  async function letGo(): Promise<void> {
    const before = opened
    opened = null
    await before?.production.then(
      (production) => production.close(),
      () => {},
    )
  }

  async function draw(unit: RunningUnit, path: string): Promise<Picture> {
    stopping.signal.throwIfAborted()
    const production = await productionOf(unit.batch)
    const { job, rowNumber } = store.jobInHand(unit.job)
    const plan = await production.planner.plan(store.row(unit.batch, rowNumber), job.language, job.format)
    const { hash } = store.units.byNumber(unit.unit)
    const frame = frameOf(plan, hash, unit.share)
    await mkdir(folder, { recursive: true })
    await production.maker.still(plan, frame, path, { signal: stopping.signal })
    return { address: `slot/${nameOf(path)}`, frame, why: null }
  }

  return {
    /** The picture of a unit that runs; a fault is told as `why`. */
    picture(number: number): Promise<Picture> {
      const now = clock.milliseconds()
      const before = known.get(number)
      if (before !== undefined && now - before.at < fresh) return before.picture
      const unit = running().find((one) => one.unit === number)
      if (unit === undefined)
        return Promise.resolve({ address: null, frame: null, why: 'It runs no longer.' })
      made += 1
      const path = join(folder, `${number}-${made}.png`)
      const picture = last
        .then(() => draw(unit, path))
        .then(
          async (drawn) => {
            if (before !== undefined) await rm(before.path, { force: true })
            return drawn
          },
          (error: unknown) => ({ address: null, frame: null, why: (error as Error).message }),
        )
      last = picture
      known.set(number, { at: now, picture, path })
      forgetOld(now)
      return picture
    },
    /** Where the file of a picture lies; null when there is none of this name. */
    file(name: string): { path: string; mime: string } | null {
      const found = [...known.values()].find(({ path }) => nameOf(path) === name)
      return found === undefined ? null : { path: found.path, mime: 'image/png' }
    },
    async close(): Promise<void> {
      stopping.abort(studioClosing())
      callOffClosing()
      await last
      await letGo()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  function forgetOld(now: number): void {
    for (const [unit, { at, path }] of known) {
      if (now - at < unused) continue
      known.delete(unit)
      void rm(path, { force: true })
    }
  }
}

const nameOf = (path: string) => /([^/\\]+)\.png$/.exec(path)?.[1] ?? ''

/** The frame of the whole video that a step is at: within its segment, or by its share of the whole. */
export function frameOf(
  { frames, cuts }: Pick<VideoPlan, 'frames' | 'cuts'>,
  hash: string,
  share: number,
): number {
  const cut = cuts.find(({ segment }) => segment === hash) ?? { from: 0, frames }
  return cut.from + Math.max(0, Math.min(cut.frames - 1, Math.floor(share * cut.frames)))
}
