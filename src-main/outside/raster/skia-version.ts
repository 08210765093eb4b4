import { createRequire } from 'node:module'

const { version } = createRequire(import.meta.url)('@napi-rs/canvas/package.json') as { version: string }

/** Read without loading Skia: whoever only measures text has no use for it. */
export const skiaVersion = `Skia of @napi-rs/canvas ${version}`
