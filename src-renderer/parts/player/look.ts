import { useRef, useState } from 'react'
import { usePlayback } from './playback.ts'
import type { Comparing, Shown } from './stage.tsx'

/** How a person likes to look; the same for every video of the session. */
const liking = { hasMargins: false, comparing: 'side-by-side' as Comparing }

/** How one video is looked at: its playing, what stands beside it, and what is drawn over it. `first`: beside it from the beginning. */
export function useLook(shown: Shown, first: () => Shown | null = () => null) {
  const main = useRef<HTMLVideoElement>(null)
  const second = useRef<HTMLVideoElement>(null)
  const [beside, setBeside] = useState(first)
  const [comparing, setComparing] = useState(liking.comparing)
  const [hasMargins, setMargins] = useState(liking.hasMargins)
  Object.assign(liking, { hasMargins, comparing })
  const playback = usePlayback(main, second, shown.output, beside?.output ?? null)
  return {
    shown,
    main,
    second,
    playback,
    beside,
    setBeside,
    comparing,
    setComparing,
    switchComparing: () => setComparing(comparing === 'wipe' ? 'side-by-side' : 'wipe'),
    hasMargins,
    switchMargins: () => setMargins(!hasMargins),
  }
}

export type Look = ReturnType<typeof useLook>
