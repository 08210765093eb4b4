import { create } from 'zustand'

/** How the editor's window is laid out; stays as it is while the window is open. */
export const useLayout = create<{
  /** Pixels. */
  left: number
  right: number
  /** The right pane while it shows the JSON. */
  json: number
  below: number
  leftTab: 'layers' | 'data' | 'files'
  rightTab: 'properties' | 'json' | 'problems'
  stage: 'one' | 'all'
  /** Lines over the frame. */
  titleSafe: boolean
  actionSafe: boolean
  thirds: boolean
  snapping: boolean
  /** Pixels a second on the timeline; null: the whole video fits. */
  zoom: number | null
}>()(() => ({
  left: 236,
  right: 312,
  json: Math.round(Math.min(620, Math.max(400, window.innerWidth * 0.28))),
  below: window.innerHeight < 800 ? 220 : 300,
  leftTab: 'layers',
  rightTab: 'properties',
  stage: 'one',
  titleSafe: false,
  actionSafe: false,
  thirds: false,
  snapping: true,
  zoom: null,
}))

export const lay = useLayout.setState
