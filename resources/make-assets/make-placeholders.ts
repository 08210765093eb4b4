/** Draws what each template shows where a row has no picture. `node make-placeholders.ts [size]`; see README.md. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { house, parcel, present } from './studio-3d/placeholders.ts'
import { photograph } from './studio-3d/stage.ts'

const scale = Number(process.argv[2] ?? 1600) / 1600
const pictures = [
  { template: 'product-showcase', scene: parcel, width: 1600, height: 1600 },
  { template: 'personal-ad', scene: present, width: 1600, height: 1600 },
  { template: 'market-update', scene: house, width: 1920, height: 1280 },
]
for (const { template, scene, ...full } of pictures) {
  const width = Math.round(full.width * scale)
  const height = Math.round(full.height * scale)
  const folder = join(import.meta.dirname, '../templates', template, 'assets')
  await mkdir(folder, { recursive: true })
  await sharp(photograph(scene(), width), { raw: { width, height: width, channels: 3 } })
    .extract({ left: 0, top: Math.round((width - height) * 0.5), width, height })
    .jpeg({ quality: 88, mozjpeg: true, chromaSubsampling: '4:4:4' })
    .toFile(join(folder, 'fallback.jpg'))
  console.log(`${template}/assets/fallback.jpg`)
}
