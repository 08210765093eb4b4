/** Films the looping backgrounds. `node make-broll.ts [part of a path]`; `--still T FILE` draws one moment. See README.md. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { HEIGHT, loops, WIDTH } from './broll.ts'

const ffmpeg = process.env.FFMPEG ?? 'ffmpeg'
const FPS = 30
const args = process.argv.slice(2)
const still = args.indexOf('--still')
const [moment, file] = still < 0 ? [] : args.splice(still, 3).slice(1)

for (const [path, { draw, seconds, crf }] of Object.entries(loops)) {
  if (args.length && !args.some((a) => path.includes(a))) continue
  const canvas = createCanvas(WIDTH, HEIGHT)
  const ctx = canvas.getContext('2d')
  const paint = draw()
  if (file) {
    paint(ctx, Number(moment))
    writeFileSync(file, canvas.toBuffer('image/png'))
    break
  }
  const to = join(import.meta.dirname, '../templates', path)
  mkdirSync(dirname(to), { recursive: true })
  const encoder = spawn(
    ffmpeg,
    // biome-ignore format: a command line reads best as one
    ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${WIDTH}x${HEIGHT}`, '-r', `${FPS}`, '-i', '-',
      '-vf', 'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p',
      '-c:v', 'libx264', '-preset', 'slow', '-crf', `${crf}`, '-g', '60', '-aq-mode', '3', '-threads', '2',
      '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv',
      '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-movflags', '+faststart', to],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const ended = once(encoder, 'exit')
  const frames = seconds * FPS
  for (let i = 0; i < frames; i++) {
    paint(ctx, i / frames)
    const pixels = ctx.getImageData(0, 0, WIDTH, HEIGHT).data
    if (!encoder.stdin.write(Buffer.from(pixels.buffer))) await once(encoder.stdin, 'drain')
    // Skia's memory is given back only between turns of the event loop.
    await new Promise(setImmediate)
  }
  encoder.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} while it made ${path}.`)
  console.log(path)
}
