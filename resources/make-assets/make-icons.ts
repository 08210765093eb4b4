/** Draws the app's icon and the small ones among the system's from the product's mark. See README.md. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const into = join(import.meta.dirname, '..', 'icons')
const blades = (fill: string) =>
  [0, 60, 120, 180, 240, 300]
    .map(
      (angle) =>
        `<path fill="${fill}" d="M12 9.6 10.2 3.9a8.3 8.3 0 0 1 5 .6Z" transform="rotate(${angle} 12 12)"/>`,
    )
    .join('')
const hub = (fill: string) => `<circle cx="12" cy="12" r="1.7" fill="${fill}"/>`
const svg = (body: string, size: number) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="${size}" height="${size}">${body}</svg>`,
  )

/** White on a rounded ground, with the room that systems want round an app's icon. */
const app = (size: number) =>
  svg(
    `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#6a68db"/><stop offset="1" stop-color="#4846b3"/></linearGradient></defs>
    <rect x="1.2" y="1.2" width="21.6" height="21.6" rx="5" fill="url(#g)"/>
    <g transform="translate(12 12) scale(.74) translate(-12 -12)"><circle cx="12" cy="12" r="11" fill="#fff"/>${blades('#5654cb')}${hub('#5654cb')}</g>`,
    size,
  )

/** A disc whose blades are holes, so that it stands on any ground; paused: with two bars in the corner. */
const tray = (size: number, colour: string, paused: boolean) =>
  svg(
    `<defs><mask id="m"><rect width="24" height="24" fill="#fff"/>${blades('#000')}${hub('#000')}${
      paused ? '<circle cx="18.5" cy="18.5" r="6.4" fill="#000"/>' : ''
    }</mask></defs><circle cx="12" cy="12" r="11" fill="${colour}" mask="url(#m)"/>${
      paused
        ? `<rect x="14.9" y="14.4" width="2.7" height="8.2" rx=".8" fill="${colour}"/><rect x="19.4" y="14.4" width="2.7" height="8.2" rx=".8" fill="${colour}"/>`
        : ''
    }`,
    size,
  )

mkdirSync(into, { recursive: true })
const write = (name: string, drawn: Buffer) =>
  sharp(drawn).png({ compressionLevel: 9 }).toFile(join(into, name))
await write('icon.png', app(1024))
await write('window.png', app(256))
for (const [state, paused] of [
  ['', false],
  ['-paused', true],
] as const) {
  await write(`tray${state}.png`, tray(24, '#8583e6', paused))
  await write(`tray${state}@2x.png`, tray(48, '#8583e6', paused))
  // macOS colours these itself, for a light or a dark bar.
  await write(`tray${state}-Template.png`, tray(18, '#000', paused))
  await write(`tray${state}-Template@2x.png`, tray(36, '#000', paused))
}
