import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { QualityFinding, Region } from '../../../src-shared/quality/inspection.ts'
import type { Comment } from '../../../src-shared/review/review.ts'
import { regionBetween, regionByKey, regionOnPicture } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'

/** Parts of the frame that findings and comments of this moment are about, and the one that is being drawn. */
export function Regions({
  output,
  frame,
  findings,
  comments,
  own,
  isDrawing,
  onDraw,
}: {
  output: OutputFacts
  frame: number
  findings: readonly QualityFinding[]
  comments: readonly Comment[]
  own: Region | null
  isDrawing: boolean
  onDraw(region: Region | null): void
}) {
  const area = useRef<HTMLDivElement>(null)
  const mark = useRef<HTMLButtonElement>(null)
  const [start, setStart] = useState<{ x: number; y: number } | null>(null)
  const wasOwn = useRef(false)
  useEffect(() => {
    // Placed by a key, it has the keys next; drawn by hand, the words have them.
    if (own !== null && !wasOwn.current && start === null) mark.current?.focus()
    wasOwn.current = own !== null
  }, [own, start])
  const isNow = (from: number | null, to: number | null) =>
    from !== null && frame >= from && frame < (to ?? from + 1)
  const shareAt = ({ clientX, clientY }: PointerEvent) => {
    const box = area.current!.getBoundingClientRect()
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height }
  }
  const place = (region: Region) => regionOnPicture(region, output) as CSSProperties
  return (
    <div
      ref={area}
      className="regions"
      data-drawing={isDrawing || undefined}
      onPointerDown={(event) => {
        if (!isDrawing || event.button !== 0 || event.target !== area.current) return
        event.preventDefault()
        area.current?.setPointerCapture(event.pointerId)
        setStart(shareAt(event))
      }}
      onPointerMove={(event) => {
        if (start !== null) onDraw(regionBetween(start, shareAt(event), output))
      }}
      onPointerUp={() => setStart(null)}
    >
      {findings.map(
        ({ from, to, region, severity, check }) =>
          region !== null &&
          isNow(from, to) && (
            <span
              key={`${check} ${from} ${region.x} ${region.y}`}
              className="region"
              data-severity={severity}
              style={place(region)}
            />
          ),
      )}
      {comments.map(
        ({ id, from, to, region }) =>
          region !== null &&
          isNow(from, to) && <span key={id} className="region" data-comment="" style={place(region)} />,
      )}
      {own !== null && (
        <button
          ref={mark}
          type="button"
          className="region region-own"
          style={place(own)}
          aria-label={words.review.detail.drawn}
          onKeyDown={(event) => {
            const next = regionByKey(own, event.key, event.shiftKey, output)
            if (next !== null) onDraw(next)
            else if (event.key === 'Enter' || event.key === 'Escape')
              document.getElementById('review-words')?.focus()
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      )}
    </div>
  )
}
