import { join } from 'node:path'
import type { FfmpegBuild } from '../../../src-shared/plans/media.ts'
import { chooseEncoder } from '../../core/ffmpeg-commands/encoders.ts'
import {
  type BuildMemory,
  type HardwareMemory,
  openFfmpegMemory,
} from '../../outside/ffmpeg/ffmpeg-memory.ts'
import type { FoundFfmpeg, RunForVersion } from '../../outside/ffmpeg/find-ffmpeg.ts'
import { markOfMachine, markOfProgram } from '../../outside/ffmpeg/program-mark.ts'
import { type BuildLists, readLists, tryEncoder } from '../../outside/ffmpeg/read-build.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'
import type { JoinAsk, JoinProof } from './join-proof.ts'

/** What one build of ffmpeg can do on this machine: tried once, and remembered in the studio's folder. */
export type FfmpegTrials = {
  /**
   * The build's lists, and which of `encoders` work. Rejects with a StudioError `ffmpeg.unusable` when it doesn't
   * answer.
   */
  build(encoders: readonly string[]): Promise<FfmpegBuild>
  /** Encoders of pictures that the build lists, which proves nothing. Rejects as `build` does. */
  listed(): Promise<readonly string[]>
  /** What is known of hardware encoders, by name. */
  hardware(): Readonly<Record<string, HardwareMemory>>
  /** Keeps what came of trying some. Never rejects. */
  keepHardware(news: Readonly<Record<string, HardwareMemory>>): Promise<void>
  /**
   * Whether segments of a codec, as the product makes them at this quality, rate and size, can be joined without
   * encoding again. Where they can't, a video has to be rendered whole. `build` is an answer of the above. A hardware
   * encoder that is wished for is tried at the very size. Never rejects, but with the signal's reason.
   */
  joins(ask: JoinAsk, build: FfmpegBuild, signal?: AbortSignal): Promise<JoinProof>
}

type TrialNeeds = {
  ffmpeg: Pick<FoundFfmpeg, 'ffmpeg' | 'ffprobe' | 'ffmpegVersion'>
  studioFolder: string
  runProgram(call: ProgramCall): Promise<ProgramEnd>
  /** Milliseconds since 1970. */
  now?: () => number
}

/** An encoder that the build has and that refused is tried again after this: its session may only have been taken. */
const refusalHolds = 10 * 60_000

/** Proofs that are kept of a build. */
const mostJoins = 200

const memoryIn = (studioFolder: string) => openFfmpegMemory(join(studioFolder, 'ffmpeg.json'))

/** Opens what is known of a build. Costs no process: programs are started by what is asked, and only when nobody knows. */
export async function openFfmpegTrials(needs: TrialNeeds): Promise<FfmpegTrials> {
  const { ffmpeg, ffprobe, ffmpegVersion } = needs.ffmpeg
  const now = needs.now ?? Date.now
  const memory = memoryIn(needs.studioFolder)
  const [program, machine, remembered] = await Promise.all([
    markOfProgram(ffmpeg),
    markOfMachine(),
    memory.recall(),
  ])
  // A program that can't even be looked at is not remembered by its name alone.
  const key = program === null ? null : [program.mark, ffmpegVersion, machine].join(' | ')
  const known: BuildMemory = remembered.builds.find((build) => build.key === key) ?? {
    key: '',
    lists: null,
    encoders: {},
    joins: {},
    hardware: {},
  }

  /** Keeps what was just learned, beside what others wrote of the same build meanwhile. */
  async function learn(news: Partial<Omit<BuildMemory, 'key'>>): Promise<void> {
    known.lists = news.lists ?? known.lists
    Object.assign(known.encoders, news.encoders)
    Object.assign(known.joins, news.joins)
    Object.assign(known.hardware, news.hardware)
    if (key === null) return
    await memory.remember((all) => {
      const old = all.builds.find((build) => build.key === key)
      const joined: BuildMemory = {
        key,
        lists: known.lists ?? old?.lists ?? null,
        encoders: { ...old?.encoders, ...known.encoders },
        joins: Object.fromEntries(Object.entries({ ...old?.joins, ...known.joins }).slice(-mostJoins)),
        hardware: { ...old?.hardware, ...known.hardware },
      }
      all.builds = [...all.builds.filter((build) => build !== old), joined]
    })
  }

  function knownToWork(encoder: string, lists: BuildLists): boolean | null {
    if (!lists.pictureEncoders.includes(encoder) && !lists.soundEncoders.includes(encoder)) return false
    const tried = Object.hasOwn(known.encoders, encoder) ? known.encoders[encoder] : undefined
    if (tried === undefined) return null
    if (!tried.works && Math.abs(now() - tried.at) > refusalHolds) return null
    return tried.works
  }

  async function build(encoders: readonly string[]): Promise<FfmpegBuild> {
    const news: Partial<Omit<BuildMemory, 'key'>> = {}
    const lists = known.lists ?? (await readLists(ffmpeg, needs.runProgram))
    if (known.lists === null) news.lists = lists
    const working = await Promise.all(
      encoders.map(async (encoder) => {
        const before = knownToWork(encoder, lists)
        if (before !== null) return before
        const end = await tryEncoder(ffmpeg, encoder, lists, needs.runProgram)
        if (end !== 'unknown')
          news.encoders = { ...news.encoders, [encoder]: { works: end === 'works', at: now() } }
        return end === 'works'
      }),
    )
    if (Object.keys(news).length > 0) await learn(news)
    return {
      encoders: new Set(encoders.filter((_, index) => working[index])),
      decoders: new Set(lists.decoders),
      filters: new Set(lists.filters),
    }
  }

  async function listed(): Promise<readonly string[]> {
    if (known.lists === null) await learn({ lists: await readLists(ffmpeg, needs.runProgram) })
    return known.lists?.pictureEncoders ?? []
  }

  async function joins(ask: JoinAsk, available: FfmpegBuild, signal?: AbortSignal): Promise<JoinProof> {
    const { joinKey, proveJoin } = await import('./join-proof.ts')
    const choice = chooseEncoder({ ...ask, available: available.encoders })
    if (choice === null)
      return { exact: false, why: `this ffmpeg has no encoder for ${ask.codec} that works here` }
    if (ask.hardware != null && choice.encoder !== ask.hardware)
      return { exact: false, why: `${ask.hardware} makes no ${ask.codec} of ${ask.width}x${ask.height}` }
    const trial = joinKey(ask, choice)
    const before = Object.hasOwn(known.joins, trial) ? known.joins[trial] : undefined
    if (before !== undefined) return before
    const { proof, lasting } = await proveJoin(ask, choice, {
      ffmpeg,
      ffprobe,
      build: available,
      runProgram: needs.runProgram,
      signal,
    })
    if (lasting) await learn({ joins: { [trial]: proof } })
    return proof
  }

  return {
    build,
    listed,
    hardware: () => known.hardware,
    keepHardware: (news) => learn({ hardware: news }),
    joins,
  }
}

/**
 * A `run` for `findFfmpeg` that asks each program for its version once, and again when its file or the system's
 * libraries have changed. Scripts, starters and what fails are always asked.
 */
export function rememberingVersions(studioFolder: string, run: RunForVersion): RunForVersion {
  const memory = memoryIn(studioFolder)
  let recalled: ReturnType<typeof memory.recall> | null = null
  return async (command, args, timeoutMs) => {
    const [program, machine] = await Promise.all([markOfProgram(command), markOfMachine()])
    if (!program?.standsAlone) return run(command, args, timeoutMs)
    const key = [program.mark, args.join(' '), machine].join(' | ')
    recalled ??= memory.recall()
    const known = (await recalled).programs.find((one) => one.key === key)
    if (known !== undefined) return { code: 0, stdout: known.says }
    const answer = await run(command, args, timeoutMs)
    if (answer.code === 0) {
      // The first line has the version; the rest is how it was built.
      const says = answer.stdout.split('\n', 1)[0] ?? ''
      await memory.remember((all) => {
        all.programs = [...all.programs.filter((one) => one.key !== key), { key, says }]
      })
    }
    return answer
  }
}
