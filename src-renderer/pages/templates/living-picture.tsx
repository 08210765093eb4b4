import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import { mediaUrl } from '../../bridge/bridge.ts'

/** So long somebody looks at a card before it begins to move, in milliseconds. */
const before = 220

/** Another version has another picture: what stands behind its address, and its key. */
export const stampOf = ({ version, at }: TemplateEntry): string =>
  `${version}_${at ?? ''}`.replaceAll(/[^\w.]/g, '').replaceAll('.', '_')

/** A template's picture, which moves while somebody looks at it. Until there is one: the shapes of its formats. */
export function LivingPicture({ template, plays }: { template: TemplateEntry; plays: boolean }) {
  const { name, formats } = template
  const isStill = useReducedMotion()
  const [state, setState] = useState<'waiting' | 'there' | 'none'>('waiting')
  const [isPlaying, setPlaying] = useState(false)
  const [isMoving, setMoving] = useState(false)
  const stamp = stampOf(template)
  useEffect(() => {
    if (!plays || isStill) {
      setPlaying(false)
      setMoving(false)
      return
    }
    const timer = setTimeout(() => setPlaying(true), before)
    return () => clearTimeout(timer)
  }, [plays, isStill])
  return (
    <div className="living-picture" data-state={state}>
      <div className="gallery-shapes" aria-hidden="true">
        {formats.slice(0, 5).map(({ id, width, height }) => (
          <span key={id} style={{ aspectRatio: `${width} / ${height}` }} />
        ))}
      </div>
      {state !== 'none' && (
        <img
          src={`${mediaUrl(`template/${name}/poster`)}?${stamp}`}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => setState('there')}
          onError={() => setState('none')}
        />
      )}
      {isPlaying && (
        <video
          src={`${mediaUrl(`template/${name}/clip`)}?${stamp}`}
          data-moving={isMoving || undefined}
          autoPlay
          muted
          loop
          playsInline
          disablePictureInPicture
          aria-hidden="true"
          tabIndex={-1}
          onPlaying={() => setMoving(true)}
          onError={() => setPlaying(false)}
        />
      )}
    </div>
  )
}
