import { createRequire } from 'node:module'
import type * as Canvas from '@napi-rs/canvas'

// Text is shaped by ourselves and drawn as outlines; the only font that Skia gets is the colour one. Its search through
// the system's fonts would cost time and let them in.
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1'

const require = createRequire(import.meta.url)
export const skia = require('@napi-rs/canvas') as typeof Canvas
export type Context = Canvas.SKRSContext2D
export type Outline = Canvas.Path2D
