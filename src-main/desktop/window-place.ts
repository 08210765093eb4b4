import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserWindow, screen } from 'electron'
import { z } from 'zod'
import { fitting, type Rectangle } from './rectangles.ts'

const usual = { width: 1320, height: 860 }
export const least = { width: 1_000, height: 640 }
// Windows stand on whole pixels.
const pixels = z.number().transform(Math.round)
const length = z.number().min(200).max(20_000).transform(Math.round)
const place = z.object({
  x: pixels,
  y: pixels,
  width: length,
  height: length,
  maximized: z.boolean().default(false),
})

type WindowPlace = Partial<Rectangle> & { width: number; height: number; maximized: boolean }

/** Where the window was last, if that is still on a screen; `userData`: the app's own folder. */
export function rememberedPlace(userData: string): WindowPlace {
  try {
    const parsed = place.parse(JSON.parse(readFileSync(fileIn(userData), 'utf8')))
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
    return { ...(fitting(parsed, areas) ?? usual), maximized: parsed.maximized }
  } catch {
    return { ...usual, maximized: false }
  }
}

/** Notes where the window is when it was moved, resized or closed. */
export function rememberPlace(window: BrowserWindow, userData: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const note = () => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized()) return
    const noted = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(fileIn(userData), JSON.stringify(noted))
    } catch {
      // The next window opens in the middle.
    }
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(note, 500)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('maximize', soon)
  window.on('unmaximize', soon)
  window.on('close', note)
}

const fileIn = (userData: string) => join(userData, 'window.json')
