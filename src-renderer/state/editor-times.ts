import { useMemo } from 'react'
import { layOutTime, type SceneTime } from '../view-math/editor-time.ts'
import { useOpen } from './editor.ts'

/** When the scenes of the open draft are seen, in frames of the chosen format. */
export function useTimes(): { scenes: SceneTime[]; frames: number } {
  const scenes = useOpen(({ draft }) => draft.scenes)
  const rate = useOpen(({ draft }) => draft.format.rate)
  const timeline = useOpen((open) => open.timeline)
  return useMemo(() => layOutTime(scenes, rate, timeline), [scenes, rate, timeline])
}
