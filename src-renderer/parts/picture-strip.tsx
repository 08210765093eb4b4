import { useEffect } from 'react'
import { create } from 'zustand'
import { ask } from '../bridge/bridge.ts'
import { Poster } from './poster.tsx'

/** Numbers of a few videos of batches, each with how many were done when they were looked up. */
const useStrips = create<Record<string, { done: number; jobs: readonly number[] }>>()(() => ({}))

const wanted = new Map<string, number>()
let isAsking = false
const each = 6

/** Strips of all batches that are drawn together are asked for in one go. */
async function askForStrips(): Promise<void> {
  if (isAsking) return
  isAsking = true
  await Promise.resolve()
  const batches = [...wanted].slice(0, 100)
  for (const [batch] of batches) wanted.delete(batch)
  try {
    const strips = await ask('results.strips', { batches: batches.map(([batch]) => batch), each })
    useStrips.setState(
      Object.fromEntries(batches.map(([batch, done]) => [batch, { done, jobs: strips[batch] ?? [] }])),
    )
  } catch {
    // Without pictures the list still says everything.
  } finally {
    isAsking = false
    if (wanted.size > 0) void askForStrips()
  }
}

/**
 * A few pictures of what a batch made. `done`: how many videos it has by now. `places`: so many, empty ones for videos that are still
 * to come; without it, as many as there are.
 */
export function PictureStrip({ batch, done, places }: { batch: string; done: number; places?: number }) {
  const known = useStrips((strips) => strips[batch])
  const isEnough = done === 0 || (known !== undefined && (known.done === done || known.jobs.length >= each))
  useEffect(() => {
    if (isEnough) return
    wanted.set(batch, done)
    void askForStrips()
  }, [batch, done, isEnough])
  const jobs = known?.jobs ?? []
  const shown: readonly (number | null)[] =
    places === undefined ? jobs : Array.from({ length: places }, (_, place) => jobs[place] ?? null)
  return (
    <span className="picture-strip" data-places={places} aria-hidden="true">
      {shown.map((job, place) => (
        <span key={job ?? `place ${place}`} className="picture-strip-place">
          {job !== null && <Poster job={job} version={String(job)} isLazy />}
        </span>
      ))}
    </span>
  )
}
