import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { LiveLayer } from '../../../src-main/core/render-plan/live-scene.ts'
import type { PictureRaster } from '../../../src-shared/plans/rasters.ts'
import { decodeRgb, drawn, openEngine, planOf, scene, shape } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const never = { signal: new AbortController().signal }
const [width, height] = [320, 180]
const view = { zoom: 1, x: 0, y: 0 }

const cases = (['cover', 'contain', 'fill'] as const).flatMap((fit) =>
  (['cut-out', 'whole'] as const).flatMap((picture) =>
    [
      { box: [100, 80], radius: 0, rotation: 0, opacity: 1 },
      { box: [101, 51], radius: 30, rotation: 0, opacity: 0.6 },
      { box: [120, 64], radius: 12, rotation: 30, opacity: 1 },
    ].map((how) => ({ fit, picture, ...how, box: how.box as [number, number] })),
  ),
)

test('a still that moves starts as the same still that does not, whatever its fit, corners, turn and clear margins', () =>
  withTempFolder(async (folder) => {
    const engine = await openEngine(folder)
    const contents = new Map<string, string>()
    for (const [name, background] of [
      ['cut-out', { r: 0, g: 0, b: 0, alpha: 0 }],
      ['whole', { r: 242, g: 232, b: 218, alpha: 1 }],
    ] as const) {
      const disc = Buffer.from(
        '<svg width="60" height="60"><circle cx="30" cy="30" r="30" fill="#ff6b4a"/></svg>',
      )
      const png = await sharp({ create: { width: 240, height: 180, channels: 4, background } })
        .composite([{ input: disc, left: 130, top: 40 }])
        .png()
        .toBuffer()
      const content = createHash('sha256').update(png).digest('hex')
      writeFileSync(join(folder, `${name}.png`), png)
      engine.pictures.set(content, join(folder, `${name}.png`))
      contents.set(name, content)
    }
    const off: string[] = []
    for (const [index, { fit, picture, box, radius, rotation, opacity }] of cases.entries()) {
      // Under contain a still rounds the picture, one that moves rounds its box: they are not meant to be alike.
      if (fit === 'contain' && radius > 0) continue
      const spec: PictureRaster = {
        kind: 'picture',
        content: contents.get(picture)!,
        width: box[0],
        height: box[1],
        fit,
        focus: { x: 0.5, y: 0.5 },
        radius,
        blur: 0,
        opacity,
        rotation,
      }
      const place = { ...drawn(shape('#000000ff', ...box), 0, 6), x: 90, y: 60 }
      const still: LiveLayer = { ...place, picture: { kind: 'raster', spec } }
      const rounded = radius === 0 && opacity === 1 ? null : shape('#ffffffff', ...box, { radius, opacity })
      const moving: LiveLayer = {
        ...place,
        picture: {
          kind: 'moving',
          spec: { ...spec, radius: 0, opacity: 1, rotation: 0 },
          motion: { from: view, to: view, easing: 'linear' },
          mask: rounded,
          rotation,
        },
      }
      const pictures: Buffer[] = []
      for (const [name, layer] of [
        ['still', still],
        ['moving', moving],
      ] as const) {
        const out = join(folder, `${index}-${name}.mp4`)
        await engine.maker.make(
          planOf(engine, [scene('#0f3d3eff', 6, [layer])], { width, height, quality: 'high' }),
          out,
          never,
        )
        pictures.push(decodeRgb(engine, out, width, height)[2]!)
      }
      const [a, b] = pictures as [Buffer, Buffer]
      let far = 0
      for (let at = 0; at < a.length; at += 1) if (Math.abs(a[at]! - b[at]!) > 96) far += 1
      // Soft edges may differ by half a pixel; a shifted or stretched picture differs in hundreds.
      if (far > 120)
        off.push(`${JSON.stringify({ fit, picture, box, radius, rotation, opacity })}: ${far} samples`)
    }
    expect(off).toEqual([])
  }))
