import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Engine } from '../../helpers/engine.ts'
import type { Sources } from './random-scenes.ts'

/** Makes the pictures and clips that random scenes show, and tells the engine of them. */
export async function addSources(engine: Engine, folder: string): Promise<Sources> {
  // Noise that is the same in each run: smooth pictures would look alike a frame on, or half a pixel aside.
  const noise = (length: number) => {
    const bytes = Buffer.alloc(length)
    for (let at = 0; at < length; at += 32) createHash('sha256').update(String(at)).digest().copy(bytes, at)
    return bytes
  }
  const photo = join(folder, 'photo.png')
  await sharp(noise(90 * 70 * 3), { raw: { width: 90, height: 70, channels: 3 } })
    .blur(1.2)
    .png()
    .toFile(photo)
  const disc = Buffer.from(
    '<svg width="50" height="40"><circle cx="22" cy="20" r="17" fill="#ff6b4acc"/></svg>',
  )
  const cutOut = join(folder, 'cut-out.png')
  await sharp({ create: { width: 64, height: 48, channels: 4, background: '#00000000' } })
    .composite([{ input: disc, left: 9, top: 5 }])
    .png()
    .toFile(cutOut)
  const contentOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  const pictures = [photo, cutOut].map((path) => {
    engine.pictures.set(contentOf(path), path)
    return contentOf(path)
  })

  const film = async (name: string, source: string, coding: readonly string[]) => {
    const path = join(folder, name)
    const end = spawnSync(engine.ffmpeg.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', source, ...coding, path])
    if (end.status !== 0) throw new Error(end.stderr.toString())
    const content = contentOf(path)
    await engine.addClip(content, path)
    return content
  }
  const clips = [
    await film('plain.mp4', 'testsrc2=s=80x60:r=25:d=1.6', ['-pix_fmt', 'yuv420p', '-c:v', 'libx264']),
    await film('clear.mov', 'testsrc2=s=64x48:r=30:d=1,format=rgba,colorchannelmixer=aa=0.5', [
      '-c:v',
      'qtrle',
    ]),
    await film('odd.mkv', 'testsrc=s=71x53:r=24000/1001:d=1.4', ['-c:v', 'ffv1', '-pix_fmt', 'yuv444p']),
  ]
  return { pictures, clips }
}
