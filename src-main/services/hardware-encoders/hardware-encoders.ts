import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { HardwareEncoder, HardwareFamily } from '../../../src-shared/farm/farm.ts'
import type { EncoderWish } from '../../core/ffmpeg-commands/hardware-choices.ts'
import { chooseHardware, knownHardware } from '../../core/ffmpeg-commands/hardware-choices.ts'
import type { HardwareMemory } from '../../outside/ffmpeg/ffmpeg-memory.ts'
import type { ProgramCall, ProgramEnd } from '../../outside/programs/run-program.ts'
import type { FfmpegTrials } from '../ffmpeg-trials/ffmpeg-trials.ts'
import { type Breaker, close, closedBreaker, failed, isDue, open } from './circuit-breaker.ts'
import { countSessions, firstShape, tryHardware, type VideoShape, vaapiDevices } from './hardware-trial.ts'

/** A video as an encoder sees it. */
export type HardwareVideo = VideoShape & {
  /** Made in one piece: its segments need not be joined. */
  whole: boolean
}

/** One session of an encoder, for one video. */
type EncoderLease = {
  /** ffmpeg's name. */
  encoder: string
  /** Gives the session back; more than once does nothing. */
  release(): void
  /** Tells that the encoder failed at the video, which is then made with the processor. The session is given back, too. */
  failed(error: EncoderFault): void
}

type EncoderFault = { code: string; message: string }

export type HardwareEncoders = {
  /**
   * Tries what this ffmpeg lists and nobody has tried on this machine; `anew`: all of it, which brings back what was out
   * of use and works. Some seconds. Rejects with `ffmpeg.unusable`, or with the signal's reason.
   */
  find(how?: { anew?: boolean; signal?: AbortSignal }): Promise<HardwareEncoder[]>
  /** Those that were tried, as they stand. */
  list(): HardwareEncoder[]
  /** Proves, for videos of this kind, what has not been proved yet; without it `take` does so behind the scenes. Never rejects. */
  prepare(video: HardwareVideo): Promise<void>
  /**
   * A session of an encoder that was proved to make such videos, or null: the processor makes it. What is not known yet
   * (or is out of use, and due) is tried meanwhile, for the videos after this one.
   */
  take(video: HardwareVideo): EncoderLease | null
  /** What the planner is to be given for an encoder's name. */
  wish(encoder: string | null): EncoderWish
  /** The same for each that worked here. */
  wishes(): EncoderWish[]
  /** Ends what is being tried. */
  stop(): Promise<void>
}

type HardwareNeeds = {
  ffmpeg: string
  trials: Pick<FfmpegTrials, 'listed' | 'hardware' | 'keepHardware' | 'build' | 'joins'>
  runProgram(call: ProgramCall): Promise<ProgramEnd>
  /** Milliseconds of a clock that isn't set (default: the system's). */
  now?: () => number
  /** The wall clock. */
  date?: () => Date
  /** Devices to try VAAPI with (default: those of the machine). */
  vaapiDevices?: () => Promise<(string | null)[]>
}

/** An encoder that did not work is tried again after this many milliseconds: a driver may have come. */
const absentHolds = 12 * 3_600_000
/** A kind of video that an encoder was seen not to make is tried again after this. */
const refusalHolds = 30 * 60_000
/** For so long fewer sessions are opened when one was refused: another program has taken it. */
const fewerHolds = 30 * 60_000

type Proof = { works: true } | { works: false; why: string; until: number }

/**
 * Which hardware encoders work here, what they are proved to make, and how many encodes each family allows at a time.
 * Sessions are counted by family: h264_nvenc and hevc_nvenc share theirs.
 */
export function createHardwareEncoders(needs: HardwareNeeds): HardwareEncoders {
  const { trials } = needs
  const now = needs.now ?? (() => performance.now())
  const date = needs.date ?? (() => new Date())
  const breakers = new Map<string, Breaker>()
  const proofs = new Map<string, Proof>()
  const proving = new Map<string, Promise<void>>()
  const inUse = new Map<HardwareFamily, number>()
  const fewer = new Map<HardwareFamily, { sessions: number; until: number }>()
  const stopping = new AbortController()
  let finding: Promise<unknown> = Promise.resolve()

  const breakerOf = (encoder: string) => breakers.get(encoder) ?? closedBreaker
  const usedOf = (family: HardwareFamily) => inUse.get(family) ?? 0
  const trialOf = (encoder: string): HardwareMemory | undefined =>
    Object.hasOwn(trials.hardware(), encoder) ? trials.hardware()[encoder] : undefined
  const toolsWith = (signal?: AbortSignal) => ({
    ffmpeg: needs.ffmpeg,
    runProgram: needs.runProgram,
    signal: signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]),
  })
  const wish = (encoder: string | null): EncoderWish =>
    encoder === null ? { hardware: null } : { hardware: encoder, device: trialOf(encoder)?.device ?? null }

  function sessionsOf(encoder: string, family: HardwareFamily): number {
    const { sessions = 0 } = trialOf(encoder) ?? {}
    const lowered = fewer.get(family)
    return lowered !== undefined && now() < lowered.until ? Math.min(sessions, lowered.sessions) : sessions
  }

  function list(): HardwareEncoder[] {
    return knownHardware.flatMap(({ encoder, family, codec }): HardwareEncoder[] => {
      const trial = trialOf(encoder)
      if (trial === undefined) return []
      const about = { encoder, family, codec, againAt: null }
      if (!trial.works) return [{ ...about, status: 'absent', reason: trial.reason, sessions: 0 }]
      const sessions = sessionsOf(encoder, family)
      const { out } = breakerOf(encoder)
      if (out === null) return [{ ...about, status: 'works', reason: reasonOf(encoder, sessions), sessions }]
      const againAt = new Date(date().getTime() + Math.max(0, out.until - now())).toISOString()
      return [{ ...about, status: 'out-of-use', reason: out.reason, againAt, sessions }]
    })
  }

  function reasonOf(encoder: string, sessions: number): string {
    const refusals = [...proofs].flatMap(([key, proof]) => {
      const [name, kind] = JSON.parse(key) as [string, string]
      return proof.works || name !== encoder ? [] : [`${kind}: ${proof.why}`]
    })
    const works = `It encodes here, ${sessions === 1 ? 'one video' : `${sessions} videos`} at a time.`
    return refusals.length === 0 ? works : `${works} The processor makes ${refusals.join('; ')}.`
  }

  async function findAll(anew: boolean, signal?: AbortSignal): Promise<void> {
    const tools = toolsWith(signal)
    const listed = await trials.listed()
    const tried = knownHardware.filter(
      ({ encoder }) => listed.includes(encoder) && (anew || !isKnown(trialOf(encoder))),
    )
    for (const { encoder, codec } of tried) {
      const { end, device } = await tryDevices(encoder, firstShape(codec), tools)
      if (end.works) breakers.set(encoder, close(breakerOf(encoder), now()))
      // One that came to no end may only have been hindered: it stays what it was.
      else if (!end.lasting && trialOf(encoder) !== undefined) continue
      const sessions = end.works ? (trialOf(encoder)?.sessions ?? 0) : 0
      await keep(encoder, { works: end.works, reason: sentence(end), sessions, device })
    }
    if (anew) {
      proofs.clear()
      fewer.clear()
    }
    await countAll(anew, tools)
  }

  /** Sessions are counted with the first encoder of each family that works, for all of them. */
  async function countAll(anew: boolean, tools: ReturnType<typeof toolsWith>): Promise<void> {
    for (const family of new Set(knownHardware.map((known) => known.family))) {
      const working = knownHardware.filter(
        (known) => known.family === family && trialOf(known.encoder)?.works,
      )
      const uncounted = working.some(({ encoder }) => trialOf(encoder)?.sessions === 0)
      const [first] = working
      if (first === undefined || !(anew || uncounted)) continue
      const free = await countSessions(first.codec, wish(first.encoder), tools)
      // It was just seen to encode one.
      const sessions = Math.max(1, free + usedOf(family))
      for (const { encoder } of working) {
        const { works, reason, device } = trialOf(encoder)!
        await keep(encoder, { works, reason, device, sessions })
      }
    }
  }

  const keep = (encoder: string, seen: Omit<HardwareMemory, 'at'>) =>
    trials.keepHardware({ [encoder]: { ...seen, at: date().getTime() } })

  function isKnown(trial: HardwareMemory | undefined): boolean {
    if (trial === undefined) return false
    return trial.works || Math.abs(date().getTime() - trial.at) < absentHolds
  }

  async function tryDevices(encoder: string, shape: VideoShape, tools: ReturnType<typeof toolsWith>) {
    const before = trialOf(encoder)
    const devices = !encoder.endsWith('_vaapi')
      ? [null]
      : before?.works
        ? [before.device]
        : await (needs.vaapiDevices ?? vaapiDevices)()
    let first: { end: Awaited<ReturnType<typeof tryHardware>>; device: string | null } | undefined
    for (const device of devices) {
      const end = await tryHardware(shape, { hardware: encoder, device }, tools)
      first ??= { end, device: null }
      if (end.works) return { end, device }
    }
    return first!
  }

  function prove(encoder: string, video: HardwareVideo): Promise<void> {
    const key = keyOf(encoder, video)
    const running = proving.get(key)
    if (running !== undefined) return running
    const work = holding(encoder, () => proofOf(encoder, video))
      .then(
        (proof) => void proofs.set(key, proof),
        () => {},
      )
      .finally(() => proving.delete(key))
    proving.set(key, work)
    return work
  }

  /** Whatever is tried while videos are made takes a session, too. */
  async function holding<T>(encoder: string, work: () => Promise<T>): Promise<T> {
    const release = hold(familyOf(encoder))
    try {
      return await work()
    } finally {
      release()
    }
  }

  function hold(family: HardwareFamily): () => void {
    inUse.set(family, usedOf(family) + 1)
    let held = true
    return () => {
      if (held) inUse.set(family, usedOf(family) - 1)
      held = false
    }
  }

  async function proofOf(encoder: string, video: HardwareVideo): Promise<Proof> {
    const refused = (why: string): Proof => ({ works: false, why, until: now() + refusalHolds })
    const wished = wish(encoder)
    const made = await tryHardware(video, wished, toolsWith())
    if (!made.works) return refused(made.why)
    if (video.whole) return { works: true }
    const build = await trials.build(['aac', 'libopus'])
    const { whole: _, ...shape } = video
    const joined = await trials.joins({ ...shape, ...wished, shortest: 1 }, build, stopping.signal)
    return joined.exact ? { works: true } : refused(`its segments can't be joined (${joined.why})`)
  }

  /** Whether it may be used for such a video now; what has to be found out first is begun. */
  function isReady(encoder: string, video: HardwareVideo): boolean {
    const breaker = breakerOf(encoder)
    if (breaker.out !== null) {
      if (isDue(breaker, now())) void retry(encoder)
      return false
    }
    const proof = proofs.get(keyOf(encoder, video))
    if (proof?.works) return true
    if (proof === undefined || now() >= proof.until) void prove(encoder, video)
    return false
  }

  function retry(encoder: string): Promise<void> {
    const running = proving.get(encoder)
    if (running !== undefined) return running
    const { codec } = knownHardware.find((known) => known.encoder === encoder)!
    const work = holding(encoder, () => tryHardware(firstShape(codec), wish(encoder), toolsWith()))
      .then(
        (end) => {
          const breaker = breakerOf(encoder)
          breakers.set(encoder, end.works ? close(breaker, now()) : open(breaker, sentence(end), now()))
        },
        () => {},
      )
      .finally(() => proving.delete(encoder))
    proving.set(encoder, work)
    return work
  }

  const candidates = (video: HardwareVideo) =>
    knownHardware.filter(({ encoder }) => trialOf(encoder)?.works && suits(encoder, video))

  function take(video: HardwareVideo): EncoderLease | null {
    if (stopping.signal.aborted) return null
    for (const { encoder, family } of candidates(video)) {
      if (usedOf(family) >= sessionsOf(encoder, family) || !isReady(encoder, video)) continue
      return lease(encoder, family)
    }
    return null
  }

  function lease(encoder: string, family: HardwareFamily): EncoderLease {
    const release = hold(family)
    return {
      encoder,
      release,
      failed(error) {
        onFailure(encoder, family, error)
        release()
      },
    }
  }

  function onFailure(encoder: string, family: HardwareFamily, { code, message }: EncoderFault): void {
    const others = usedOf(family) - 1
    // Whoever has none besides this one has been refused its only session: that is a failure like another.
    if (code === 'encoder.sessions' && others > 0) {
      fewer.set(family, { sessions: others, until: now() + fewerHolds })
      return
    }
    if (!ofTheEncoder.has(code)) return
    const reason = `It failed twice within ten minutes. Last: ${message}`
    breakers.set(encoder, failed(breakerOf(encoder), reason, now()))
  }

  return {
    find({ anew = false, signal } = {}) {
      const found = finding.then(() => findAll(anew, signal))
      finding = found.catch(() => {})
      return found.then(list)
    },
    list,
    async prepare(video) {
      await Promise.all(
        candidates(video).map(({ encoder }) => {
          if (breakerOf(encoder).out !== null || isReady(encoder, video)) return null
          return proving.get(keyOf(encoder, video))
        }),
      )
    },
    take,
    wish,
    wishes: () =>
      list()
        .filter(({ status }) => status !== 'absent')
        .map(({ encoder }) => wish(encoder)),
    async stop() {
      stopping.abort(new StudioError({ code: 'studio.closed', message: 'The studio is closing.' }))
      await Promise.all([finding, ...proving.values()])
    },
  }
}

/** Failures that speak against the encoder: drivers also hang, or tear ffmpeg down. */
const ofTheEncoder = new Set(['encoder.failed', 'encoder.sessions', 'ffmpeg.crashed', 'ffmpeg.hung'])

const familyOf = (encoder: string) => knownHardware.find((known) => known.encoder === encoder)!.family

const keyOf = (encoder: string, { codec, quality, rate, width, height, whole }: HardwareVideo) =>
  JSON.stringify([encoder, `${quality} ${codec} of ${width}x${height}`, rate.num, rate.den, whole])

function suits(encoder: string, video: HardwareVideo): boolean {
  return chooseHardware({ wish: { hardware: encoder }, ...video, gop: '1' }) !== null
}

function sentence(end: { works: true } | { works: false; why: string }): string {
  return end.works ? 'It encodes here.' : `It does not encode here: ${end.why}.`
}
