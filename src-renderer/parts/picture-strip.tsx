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

/** A few pictures of what a batch made. `done`: how many videos it has by now. */
export function PictureStrip({ batch, done }: { batch: string; done: number }) {
  const known = useStrips((strips) => strips[batch])
  const isEnough = done === 0 || (known !== undefined && (known.done === done || known.jobs.length >= each))
  useEffect(() => {
    if (isEnough) return
    wanted.set(batch, done)
    void askForStrips()
  }, [batch, done, isEnough])
  return (
    <span className="picture-strip" aria-hidden="true">
      {(known?.jobs ?? []).map((job) => (
        <span key={job} className="picture-strip-picture">
          <Poster job={job} version={String(job)} isLazy />
        </span>
      ))}
    </span>
  )
}
