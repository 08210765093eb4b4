import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openLooking } from '../../../src-main/outside/measuring/looking.ts'
import { openMeasuring } from '../../../src-main/outside/measuring/measuring.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { createQualityInspector } from '../../../src-main/services/quality-inspector/quality-inspector.ts'
import type { Inspection } from '../../../src-shared/quality/inspection.ts'
import type { Intent } from '../../../src-shared/quality/intent.ts'
import { qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { shippedProfiles } from '../../../src-shared/quality/shipped-profiles.ts'
import { nothingMeant } from '../../helpers/intents.ts'
import { findPrograms } from '../../helpers/programs.ts'

const workerFile = new URL('../../../src-main/outside/measuring/measuring-worker.ts', import.meta.url)

/** A room, and an inspector that works in it; closed after the file's last test. */
export function openInspector() {
  const room = openMeasuring({ workerFile })
  const looking = openLooking({ workerFile })
  afterAll(() => Promise.all([room.close(), looking.close()]))
  const inspector = createQualityInspector({ programs: findPrograms, run: runProgram, room, looking })
  return { room, inspector }
}

export const rate = 25

/** A textured picture that is panned across: no two frames are alike, and every one moves as far as the last. */
const texture = 'color=gray:s=960x540:r=25:d=0.04,noise=alls=100:all_seed=7,gblur=6,eq=contrast=7,loop=-1:1:0'
const pan = (speed = 4) => `crop=480:270:x='mod(n*${speed},480)':y='mod(2*n,270)'`

/** Soft and steady noise in stereo, near -14 LUFS. */
export const voice = 'anoisesrc=c=pink:r=48000:seed=3:a=0.76,pan=stereo|c0=c0|c1=c0,aresample=48000'

type Recipe = {
  /** Filters after the panned picture. */
  picture?: string
  /** Instead of the panned picture. */
  source?: string
  /** A graph of its own for the sound; null: none. */
  sound?: string | null
  seconds?: number
  /** More of the command line, before the name of the file. */
  flags?: string[]
  name?: string
}

/** Makes one video with the real ffmpeg, small and quick; answers its path. */
export async function clip(folder: string, recipe: Recipe = {}): Promise<string> {
  const out = join(folder, recipe.name ?? 'clip.mp4')
  const { sound = voice, seconds = 3 } = recipe
  const source = recipe.source ?? `${texture},${pan()}`
  const filters = [source, 'setpts=N/25/TB', ...(recipe.picture === undefined ? [] : [recipe.picture])]
  const args = [
    ...['-v', 'error', '-filter_complex', `${filters.join(',')},settb=1/25,setpts=N,format=yuv420p[v]`],
    ...(sound === null ? [] : ['-filter_complex', `${sound}[a]`]),
    ...['-map', '[v]', ...(sound === null ? [] : ['-map', '[a]'])],
    ...[
      '-t',
      String(seconds),
      '-fps_mode',
      'passthrough',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-crf',
      '18',
    ],
    ...['-threads', '1', '-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...(recipe.flags ?? []),
    ...['-y', out],
  ]
  const { ffmpeg } = await findPrograms()
  const end = await runProgram({ command: ffmpeg, args })
  if (end.kind !== 'finished') throw new Error(`${end.kind}: ${end.stderrTail}`)
  return out
}

export const profileOf = (name: string) => shippedProfiles.find((profile) => profile.name === name)!

/** All checks at their own limits. */
export const plainProfile = qualityProfile.parse({ name: 'plain', title: 'Plain' })

/** A video of which everything moves, always, and that is heard from its first to its last moment. */
export const meant = (frames: number, change: Partial<Intent> = {}): Intent => ({
  frames,
  rate: { num: rate, den: 1 },
  width: 480,
  height: 270,
  ...nothingMeant,
  loudness: { integrated: -14, truePeak: -1 },
  ...change,
})

/** What was found, without notes: names of checks, each once. */
export const checksOf = ({ findings }: Pick<Inspection, 'findings'>): string[] =>
  [...new Set(findings.filter(({ severity }) => severity !== 'note').map(({ check }) => check))].sort()
