import type { Resource } from '../../../src-shared/farm/causes.ts'
import { type FarmSettings, type FarmStanding, farmSettings } from '../../../src-shared/farm/farm.ts'
import type { PowerEvent } from '../../../src-shared/farm/power.ts'
import type { JobHands, UnitHands } from '../video-maker/needs.ts'
import { createAdmission } from './admission.ts'
import { createDisks } from './disks.ts'
import { createFarmSlots } from './farm-slots.ts'
import { createHolds } from './holds.ts'
import { createJobsInHand } from './jobs-in-hand.ts'
import { createLearning, unitsLearntOn } from './learning.ts'
import type { RenderFarmNeeds } from './needs.ts'
import { createPaceWatch } from './pace-watch.ts'
import { createResourceHolds } from './resource-holds.ts'
import { standingOf } from './standing.ts'
import type { FarmAsk, UnitInHand } from './unit-in-hand.ts'
import { createUnitLives } from './unit-lives.ts'

export type { FarmWork } from './needs.ts'

export type RenderFarm = {
  /** There may be work. */
  wake(): void
  /** What the system tells of the machine's power. */
  power(event: PowerEvent): void
  /**
   * Waits for room, writes down that a try begins, and makes; what may pass is tried again here. Rejects with the
   * signal's reason when it was called off (nothing is burnt), else with what it came to grief by: see `judgementOf`.
   */
  unit<T>(ask: FarmAsk, signal: AbortSignal, make: (hands: UnitHands) => Promise<T>): Promise<T>
  /** Small things in this process, which share the light slots with units that only copy. */
  light: JobHands['light']
  /** Copies of finished videos for people who look at them, in the slots that units leave free, and one beside them. */
  copies: {
    run: JobHands['light']
    /** Why none begins now, in a sentence; null: it does, or waits for those before it. */
    waits(): string | null
  }
  /** What belongs to a batch or a job is called off and handed back; answers when none of it runs any more. */
  end(batch: string): Promise<void>
  endJob(job: number): Promise<void>
  /** Begins a unit anew, with no try burnt; what runs of it is handed back. False: its job is not in hand. */
  retryUnit(unit: number): boolean
  /** Keeps a unit from being begun, over restarts; what runs of it is handed back when `now`. False: as above. */
  holdUnit(unit: number, now: boolean): boolean
  freeUnit(unit: number): boolean
  /** Holds a resource that something outside a unit found used up; `where` is a folder. Lifted by itself. */
  hold(resource: Resource, where: string, reason: string): void
  /** Milliseconds of slots that a batch had since this studio began, or as it was told. */
  used(batch: string): number
  setUsed(batch: string, milliseconds: number): void
  settings(): FarmSettings
  set(settings: Partial<FarmSettings>): FarmSettings
  standing(): FarmStanding
  /** Does `work` when nothing else runs, and begins nothing beside it. `why` is told to all that wait. */
  alone<T>(why: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
  /** Hands back everything and begins no more. */
  stop(): Promise<void>
}

const lookEvery = 1_000
const changesEvery = 500
/** Looks further apart say that the machine slept. */
const sleptAfter = 30_000
/** A program that is silent for so long has its file looked at. */
const silentFor = 5_000
const learntEvery = 60_000

const settingsName = 'farm'

const foldersOf = (units: Iterable<UnitInHand>): string[] =>
  [...units].flatMap(({ ask }) => ask.writes.map(({ folder }) => folder))

/** As they were set; those of another version that can't be read are as at first. */
export function readSettings(kept: unknown): FarmSettings {
  const read = farmSettings.safeParse(kept ?? {})
  return read.success ? read.data : farmSettings.parse({})
}

/** The dispatcher: jobs from the desk, slots for their units, and what becomes of what goes wrong. */
export function createRenderFarm(needs: RenderFarmNeeds): RenderFarm {
  const { clock, store, machine } = needs
  let settings = readSettings(store.setting(settingsName))
  let stopping = false
  let alone: { why: string; onQuiet: () => void } | null = null
  let lookedAt = clock.milliseconds()
  let callOffLook: (() => void) | null = null
  let callOffChange: (() => void) | null = null
  let letSleep: (() => void) | null = null
  let memorySeen = { at: Number.NEGATIVE_INFINITY, total: 0, available: 0 }
  let learntAt = clock.milliseconds()
  const slotTime = new Map<string, number>()
  const unitsOfJob = new Map<number, Set<UnitInHand>>()

  const learntName = unitsLearntOn(machine.name)
  const learning = createLearning(store.learnt(learntName))
  const disks = createDisks(machine, () => settings)
  const holds = createHolds(clock.iso, changed)
  const resources = createResourceHolds({
    milliseconds: clock.milliseconds,
    machine,
    disks,
    holds,
    studioFolder: needs.studioFolder,
    runningUnits: () => running().length,
  })
  const paceWatch = createPaceWatch({
    clock,
    machine,
    settings: () => settings,
    processes: () =>
      needs.processes ?? settings.processes ?? needs.calibration()?.processes ?? machine.processors,
    onPace() {
      changed()
      stir()
    },
  })
  const threads = () => settings.threads ?? needs.calibration()?.threads ?? 1

  const lives = createUnitLives({
    clock,
    store,
    learning,
    programs: needs.programs,
    threads,
    niceness: paceWatch.niceness,
    hangSeconds: () => settings.hangSeconds,
    chance: needs.chance,
    isAlone: (unit) => running().every((other) => other === unit),
    holdResource: resources.met,
    holdStudioDisk: resources.studioDisk,
    onMode,
    onLeft,
    onFault: needs.onFault,
  })
  const running = () => [...lives.all].filter(({ mode }) => mode === 'running')

  const admission = createAdmission({
    milliseconds: clock.milliseconds,
    units: () => lives.all,
    standingOf: needs.standingOf,
    used,
    encoders: needs.encoders,
    learning,
    disks,
    holds: holds.all,
    stopped,
    slots: () => slots.all(),
    memory: memoryNow,
    onParked: noteParked,
    onFault: (error) => needs.onFault(error, null),
  })
  const slots = createFarmSlots({
    units: lives.all,
    processors: machine.processors,
    processes: () => paceWatch.pace().processes,
    encoders: needs.encoders,
    stopped,
    held: () => holds.all().find(({ disk }) => disk === null)?.reason ?? null,
    onFree() {
      admission.ask()
      quietOrNot()
    },
    onChange: changed,
  })
  const jobs = createJobsInHand({
    wanted: () => (stopped() === null && !everythingIsHeld() ? paceWatch.pace().processes + 1 : 0),
    next: needs.next,
    servedOf: ({ group, job }) => needs.standingOf(group, job).served,
    onFault: needs.onFault,
    onOver: stir,
  })

  /** Everything that may go on goes on. */
  function stir(): void {
    if (stopping) return
    admission.ask()
    slots.wake()
    jobs.fill()
    stayAwake()
    lookLater()
  }

  function stopped(): string | null {
    if (stopping) return 'The studio is closing.'
    if (alone !== null) return alone.why
    const { pace, reason } = paceWatch.pace()
    return pace === 'stopped' ? reason : null
  }

  const everythingIsHeld = () => holds.all().some(({ disk }) => disk === null)

  function memoryNow() {
    const now = clock.milliseconds()
    if (now - memorySeen.at >= lookEvery) memorySeen = { at: now, ...machine.memory() }
    const { total, available } = memorySeen
    const held = running().reduce((sum, { now: own }) => sum + (own?.watch.heldBytes ?? 0), 0)
    // An eighth stays with whatever else the machine does.
    return settings.memory === null
      ? { budget: Math.max(0, available + held - total / 8), free: Math.max(0, available - total / 8) }
      : { budget: settings.memory, free: available }
  }

  function used(): (batch: string) => number {
    const now = clock.milliseconds()
    const underWay = new Map<string, number>()
    for (const { ask, now: own } of lives.all)
      if (own !== null) underWay.set(ask.batch, (underWay.get(ask.batch) ?? 0) + now - own.begunAt)
    return (batch) => (slotTime.get(batch) ?? 0) + (underWay.get(batch) ?? 0)
  }

  function onMode(unit: UnitInHand): void {
    const { job } = unit.ask
    const own = unitsOfJob.get(job)
    if (lives.all.has(unit)) {
      if (own === undefined) unitsOfJob.set(job, new Set([unit]))
      else own.add(unit)
    } else if (own?.delete(unit) && own.size === 0) unitsOfJob.delete(job)
    noteParked(unit)
    if (unit.mode !== 'running') admission.ask()
    lookLater()
    changed()
  }

  /** A job all of whose units wait for long makes room for another. */
  function noteParked({ ask }: UnitInHand): void {
    const job = jobs.ofJob(ask.job)
    if (job === undefined) return
    const own = unitsOfJob.get(ask.job)
    const was = job.isParked
    job.isParked = own !== undefined && [...own].every(({ isParked }) => isParked)
    if (job.isParked && !was) jobs.fill()
  }

  function onLeft({ ask, signal }: UnitInHand, milliseconds: number): void {
    slotTime.set(ask.batch, (slotTime.get(ask.batch) ?? 0) + milliseconds)
    if (!signal.aborted)
      for (const { folder, bytes } of ask.writes) {
        const disk = disks.idOf(folder)
        if (disk !== null) disks.wrote(disk, bytes)
      }
    admission.ask()
    slots.wake()
    quietOrNot()
  }

  const quietOrNot = () => {
    if (running().length === 0 && slots.copies.used() === 0) alone?.onQuiet()
  }

  /** Once a second, while there is anything to look at. */
  function lookLater(): void {
    if (callOffLook !== null || stopping) return
    callOffLook = clock.after(lookEvery, () => {
      look().then(
        () => {
          callOffLook = null
          if (isBusy() || holds.all().length > 0 || stopped() !== null) lookLater()
        },
        (error: unknown) => {
          callOffLook = null
          needs.onFault(error, null)
          lookLater()
        },
      )
    })
  }

  const isBusy = () => lives.all.size + jobs.count() + slots.copies.used() + slots.copies.waiting() > 0

  async function look(): Promise<void> {
    const now = clock.milliseconds()
    const slept = now - lookedAt > sleptAfter && lives.all.size > 0
    lookedAt = now
    paceWatch.look()
    for (const unit of running()) lookAt(unit, now, slept)
    const waiting = [...lives.all].filter(({ mode }) => mode === 'waiting')
    await disks.look(foldersOf(lives.all))
    await holds.look(now)
    // A unit that isn't begun for want of room never meets the full disk itself.
    await resources.fullDisks(foldersOf(waiting))
    if (stopping) return
    if (now - learntAt >= learntEvery) keepLearnt(now)
    changed()
    stir()
  }

  /** At the pace, where the last look was a while ago. */
  function lookNow(): void {
    if (lookedAt + lookEvery >= clock.milliseconds()) return
    lookedAt = clock.milliseconds()
    paceWatch.look()
  }

  function lookAt(unit: UnitInHand, now: number, slept: boolean): void {
    if (unit.now === null) return
    const { watch, hangLimit } = unit.now
    if (slept) watch.alive()
    const silence = now - watch.aliveAt
    if (silence > hangLimit) lives.callOff(unit, 'hang')
    else if (silence > Math.min(silentFor, hangLimit / 3)) void watch.lookAtOutput()
  }

  function keepLearnt(now: number): void {
    learntAt = now
    const news = learning.news()
    if (news !== null) store.setLearnt(learntName, news)
  }

  function stayAwake(): void {
    const wanted = settings.keepAwake && jobs.count() > 0 && stopped() === null
    if (wanted) letSleep ??= machine.keepAwake('Reelmill renders videos.')
    else {
      letSleep?.()
      letSleep = null
    }
  }

  function changed(): void {
    if (stopping) return
    callOffChange ??= clock.after(changesEvery, () => {
      callOffChange = null
      needs.onChange()
    })
  }

  return {
    wake() {
      lookNow()
      stir()
    },
    power(event) {
      paceWatch.power(event)
      if (event === 'resume') for (const unit of running()) unit.now?.watch.alive()
      changed()
      stir()
    },
    unit: lives.live,
    light: slots.light,
    copies: {
      waits: slots.whyNoCopies,
      run(signal, work) {
        lookNow()
        lookLater()
        return slots.copies.run(signal, work)
      },
    },
    end: (batch) => jobs.end(({ group }) => group === batch),
    endJob: (job) => jobs.end((work) => work.job === job),
    retryUnit: lives.retry,
    holdUnit: lives.hold,
    freeUnit: lives.free,
    hold(resource, where, reason) {
      resources.hold(resource, where, reason).then(
        () => {
          changed()
          lookLater()
        },
        (error: unknown) => needs.onFault(error, null),
      )
    },
    used: (batch) => used()(batch),
    setUsed: (batch, milliseconds) => void slotTime.set(batch, milliseconds),
    settings: () => settings,
    set(wanted) {
      const next = farmSettings.parse({ ...settings, ...wanted })
      store.setSetting(settingsName, next)
      settings = next
      paceWatch.look()
      changed()
      stir()
      return settings
    },
    standing: () =>
      standingOf({
        machine,
        memory: machine.memory(),
        works: true,
        settings,
        calibration: needs.calibration(),
        pace: paceWatch.pace(),
        slots: slots.all(),
        threads: threads(),
        encoders: needs.encoders(),
        units: [...lives.all],
        holds: holds.all(),
        disks: disks.facts(),
        pastForecasts: needs.pastForecasts(),
        now: clock.milliseconds(),
      }),
    async alone<T>(why: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
      signal.throwIfAborted()
      if (alone !== null) throw new Error('something else wants to be alone already')
      await new Promise<void>((resolve) => {
        alone = { why, onQuiet: resolve }
        signal.addEventListener('abort', () => resolve(), { once: true })
        quietOrNot()
      })
      try {
        signal.throwIfAborted()
        return await work()
      } finally {
        alone = null
        stir()
      }
    },
    async stop() {
      stopping = true
      callOffLook?.()
      callOffChange?.()
      await jobs.end(() => true)
      letSleep?.()
      letSleep = null
      try {
        keepLearnt(clock.milliseconds())
      } catch (error) {
        needs.onFault(error, null)
      }
    },
  }
}
