import { createHash } from 'node:crypto'
import { skia } from '../../../src-main/outside/raster/skia.ts'
import { laidOut, rasteriser, samples, shape } from './pixels.ts'

/** A program: draws each sample and prints the hashes of its files, and the system's fonts that came in. */
const systemFamilies = skia.GlobalFonts.families.map(({ family }) => family)
const specs = [
  ...samples.map(
    ([, locale, text], index) =>
      laidOut(text, {
        locale,
        rotation: index % 3 === 0 ? 7 : 0,
        look: {
          weight: index % 2 === 0 ? 400 : 700,
          shadow: { colour: '#000000a0', x: 3, y: 5, blur: 9 },
          plate: index % 4 === 0 ? { colour: '#203040ff', paddingX: 12, paddingY: 6, radius: 9 } : null,
        },
      }).raster,
  ),
  shape({
    radius: 12,
    rotation: 13,
    fill: {
      kind: 'radial',
      angle: 0,
      stops: [
        { at: 0, colour: '#ff8800ff' },
        { at: 1, colour: '#0088ff20' },
      ],
    },
  }),
]
const hashes: string[] = []
for (const spec of specs) {
  const { png, place } = await rasteriser.draw(spec)
  hashes.push(createHash('sha256').update(png).update(JSON.stringify(place)).digest('hex'))
}
process.stdout.write(JSON.stringify({ hashes, systemFamilies }))
