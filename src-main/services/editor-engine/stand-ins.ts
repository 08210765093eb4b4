import { access, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AssetType } from '../../../src-shared/data/variables.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import { standIns } from './made-up-cells.ts'

/** What each is made of, by ffmpeg: quiet shades that show how a picture is cut, and a soft tone. */
const recipes: Record<AssetType, string[]> = {
  image: ['-f', 'lavfi', '-i', shades(1_600, 1_200), '-frames:v', '1', '-f', 'image2', '-c:v', 'png'],
  video: [
    // Drawn small: shades lose nothing by being enlarged.
    ...['-f', 'lavfi', '-i', `${shades(320, 180)}:r=25:speed=0.01,scale=1280:720:flags=bilinear`],
    ...['-f', 'lavfi', '-i', 'sine=f=220:r=48000'],
    ...['-t', '10', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-pix_fmt', 'yuv420p'],
    ...['-g', '25', '-c:a', 'aac', '-af', 'volume=-20dB', '-f', 'mp4'],
  ],
  audio: ['-f', 'lavfi', '-i', 'sine=f=220:r=48000', '-t', '20', '-af', 'volume=-20dB', '-f', 'wav'],
}

function shades(width: number, height: number): string {
  const from = `gradients=s=${width}x${height}:n=3:seed=7:x0=0:y0=0:x1=${width}:y1=${height}`
  return `${from}:c0=0x3c5a6e:c1=0x9fb4a8:c2=0xd8c9a3`
}

/** Makes the files that stand in for those of a row, where they are missing. */
export async function makeStandIns(
  folder: string,
  types: ReadonlySet<AssetType>,
  ffmpeg: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const type of types) {
    const file = join(folder, standIns[type])
    if (await isThere(file)) continue
    const part = `${file}.${process.pid}.part`
    const args = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', ...recipes[type], part]
    const end = await runProgram({ command: ffmpeg, args, signal, timeout: 60_000 })
    // Without it the row says that a file is missing, and which.
    if (end.kind === 'finished') await rename(part, file)
    else await rm(part, { force: true })
  }
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )
