import { laidOut, rasteriser, shape } from './pixels.ts'

/** A program: 500 drawings, a tenth of them of a whole frame, all asked for at once; prints the most memory in MB. */
let most = 0
const specs = Array.from({ length: 500 }, (_, index) =>
  index % 10 === 0
    ? shape({ width: 1920, height: 1080, shadow: { colour: '#00000080', x: 0, y: 8, blur: 20 } })
    : laidOut(`Text number ${index} مرحبا 🎈`, { width: 1600 }).raster,
)
await Promise.all(
  specs.map(async (spec) => {
    const { png } = await rasteriser.draw(spec)
    most = Math.max(most, process.memoryUsage.rss())
    return png.length
  }),
)
process.stdout.write(JSON.stringify({ megabytes: Math.round(most / 1e6) }))
