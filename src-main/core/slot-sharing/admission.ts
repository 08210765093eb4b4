import type { Hold, SlotUse } from '../../../src-shared/farm/farm.ts'
import type { Priority } from '../../../src-shared/farm/priority.ts'
import { askOrder } from './ask-order.ts'
import { bytesText, durationText } from './words.ts'

/** How many others a unit may run beside: `few` fills at most half of the encode slots with its like, `none` runs alone. */
export type Beside = 'any' | 'few' | 'none'

/** A unit that waits for its slot. */
export type WaitingAsk = {
  label: string
  batch: string
  /** What the job is served at: its own priority, else its batch's after its deadline. */
  served: Priority
  /** Of its batch, as in `Contender`. */
  used: number
  batchOrder: number
  /** Place of the job in its batch; less comes first. */
  rank: number
  job: number
  /** Position in the job's plan. */
  order: number
  /** One of each: `['encode']`, `['light']`, or `['encode', 'nvenc']` for a unit of a hardware encoder. */
  slots: readonly SlotUse['kind'][]
  /** Memory that it is expected to hold at most. */
  bytes: number
  /** Expected time; null: unknown. */
  milliseconds: number | null
  /** `disk` is the id of the disk that `folder` is on. */
  writes: readonly { disk: string; folder: string; bytes: number }[]
  /** Ids of disks that it reads from, for holds. */
  reads: readonly string[]
  beside: Beside
  /** Why a person or a back-off keeps it from starting, in one sentence; null: it may start. */
  held: string | null
  /** As the last `admit` returned it for this unit; null at first. */
  passedSince: number | null
}

/** A unit in its slot, as far as it takes room from others. */
export type RunningAsk = {
  bytes: number
  /** What its programs hold now; 0 when unknown. */
  heldBytes: number
  /** What it will still write. */
  writes: readonly { disk: string; bytes: number }[]
  beside: Beside
}

export type Room = {
  /** A monotonic clock, in milliseconds. */
  clock: number
  /** Why nothing may start (hours, battery, everything paused), in one sentence; null: it may. */
  stopped: string | null
  /** `used` counts the running ones. */
  slots: readonly SlotUse[]
  memory: {
    /** Bytes that all programs together may hold. */
    budget: number
    /** Bytes that the machine can really give to the farm now, over what its programs hold; null: unknown. */
    free: number | null
  }
  /** By id. A disk that isn't told of is taken as having room. */
  disks: ReadonlyMap<string, { free: number; reserve: number }>
  /** `disk` is an id; null: it is about everything. */
  holds: readonly (Pick<Hold, 'resource' | 'where' | 'reason'> & { disk: string | null })[]
  running: readonly RunningAsk[]
}

type Admission<Ask> = {
  /** To be started now, in this order. */
  start: Ask[]
  /**
   * In the order in which they are served. `passedSince` is to be given back with the ask next time. `isLong`: what it
   * waits for may take long (a resource that is used up, or room on a disk), so that another job may be taken in hand.
   */
  waiting: { ask: Ask; why: string; passedSince: number | null; isLong: boolean }[]
}

/** Smaller units may pass one that doesn't fit for so long; then room is kept for it. */
export const patience = 30_000
/** With nothing running, a unit for which others leave no memory starts all the same after this: it may be wrong about its need. */
export const patienceAlone = 300_000

/**
 * Which of the waiting units start now. Asks are served by priority, fair share of their batches, rank, job and place in
 * the plan. One that finds no slot of its kind waits; one that lacks memory, or wants fewer beside it, is passed by those
 * that fit, but only for `patience`. A unit that needs more than the whole budget runs alone.
 */
export function admit<Ask extends WaitingAsk>(asks: readonly Ask[], room: Room): Admission<Ask> {
  const left = takeStock(room)
  const admission: Admission<Ask> = { start: [], waiting: [] }
  const next = askOrder(asks)
  for (let ask = next(false); ask !== null; ) {
    const no = refusal(ask, left, room)
    if (no === null) {
      admission.start.push(ask)
      take(ask, left)
    } else {
      const passedSince = no.passed ? (ask.passedSince ?? room.clock) : no.forget ? null : ask.passedSince
      admission.waiting.push({ ask, why: no.why, passedSince, isLong: no.isLong === true })
      if (passedSince !== null && no.keeps !== undefined && room.clock - passedSince >= patience)
        left.kept ??= { what: no.keeps, why: keptWhy(ask, room.clock - passedSince) }
    }
    ask = next(no === null)
  }
  return admission
}

type Stock = {
  slots: Map<SlotUse['kind'], { total: number; used: number; why: string | null }>
  running: number
  /** How many run, or will from now, that want fewer beside them, and that want none. */
  few: number
  none: number
  /** Of the budget; below 0 while one runs alone that needs more. */
  memory: number
  free: number | null
  disks: Map<string, number>
  /** Room that is kept for an ask that was passed for long: everything, or encode slots. */
  kept: { what: 'all' | 'encode'; why: string } | null
}

type Refusal = {
  why: string
  /** Others may go first because it doesn't fit. */
  passed?: true
  /** It is held: what passes it now doesn't count. */
  forget?: true
  isLong?: true
  /** What has to come free for it. */
  keeps?: 'all' | 'encode'
}

function takeStock(room: Room): Stock {
  const disks = new Map<string, number>()
  for (const [id, { free, reserve }] of room.disks) disks.set(id, free - reserve)
  let bytes = 0
  let toCome = 0
  for (const unit of room.running) {
    bytes += Math.max(unit.bytes, unit.heldBytes)
    toCome += Math.max(0, unit.bytes - unit.heldBytes)
    for (const { disk, bytes } of unit.writes) if (disks.has(disk)) disks.set(disk, disks.get(disk)! - bytes)
  }
  return {
    slots: new Map(room.slots.map(({ kind, total, used }) => [kind, { total, used, why: null }])),
    running: room.running.length,
    few: room.running.filter(({ beside }) => beside === 'few').length,
    none: room.running.filter(({ beside }) => beside === 'none').length,
    memory: room.memory.budget - bytes,
    free: room.memory.free === null ? null : room.memory.free - toCome,
    disks,
    kept: null,
  }
}

function take(ask: WaitingAsk, left: Stock): void {
  for (const kind of ask.slots) {
    const slot = left.slots.get(kind)!
    slot.used += 1
    slot.why = null
  }
  left.running += 1
  if (ask.beside === 'few') left.few += 1
  if (ask.beside === 'none') left.none += 1
  left.memory -= ask.bytes
  if (left.free !== null) left.free -= ask.bytes
  for (const { disk, bytes } of ask.writes)
    if (left.disks.has(disk)) left.disks.set(disk, left.disks.get(disk)! - bytes)
}

/** Why an ask can't start with what is left; null: it can. */
function refusal(ask: WaitingAsk, left: Stock, room: Room): Refusal | null {
  if (room.stopped !== null) return { why: room.stopped, forget: true }
  if (ask.held !== null) return { why: ask.held, forget: true }
  return (
    holdRefusal(ask, room) ??
    slotRefusal(ask, left) ??
    keptRefusal(ask, left) ??
    besideRefusal(ask, left) ??
    memoryRefusal(ask, left, room) ??
    diskRefusal(ask, left)
  )
}

function holdRefusal(ask: WaitingAsk, room: Room): Refusal | null {
  for (const hold of room.holds) {
    const concerned =
      hold.disk === null || ask.reads.includes(hold.disk) || ask.writes.some(({ disk }) => disk === hold.disk)
    if (concerned) return { why: hold.reason, forget: true, isLong: true }
  }
  return null
}

function slotRefusal(ask: WaitingAsk, left: Stock): Refusal | null {
  for (const kind of ask.slots) {
    const slot = left.slots.get(kind)
    if (slot === undefined || slot.total < 1)
      return { why: `Waits for ${slotName(kind)}: there is none now.` }
    if (slot.used < slot.total) continue
    // The same for all that wait for it: told once.
    slot.why ??=
      slot.used > slot.total
        ? `Waits for ${slotName(kind)}: ${slot.used} are in use, ${slot.total} may be now.`
        : `Waits for ${slotName(kind)}: ${slot.used} of ${slot.total} are in use.`
    return { why: slot.why }
  }
  return null
}

function keptRefusal(ask: WaitingAsk, left: Stock): Refusal | null {
  if (left.kept === null) return null
  if (left.kept.what === 'encode' && !ask.slots.includes('encode')) return null
  return { why: left.kept.why }
}

function besideRefusal(ask: WaitingAsk, left: Stock): Refusal | null {
  if (left.none > 0) return { why: 'Waits for a unit that runs alone, after it failed beside others.' }
  if (ask.beside === 'none' && left.running > 0)
    return {
      why: `Waits to run alone, after it failed beside others: ${count(left.running, 'unit')} still ${left.running === 1 ? 'runs' : 'run'}.`,
      passed: true,
      keeps: 'all',
    }
  const encode = left.slots.get('encode')
  if (encode === undefined || !ask.slots.includes('encode')) return null
  const half = Math.max(1, Math.floor(encode.total / 2))
  if (encode.used < half) return null
  if (ask.beside === 'few')
    return {
      why: `Waits for fewer beside it, after it failed: ${encode.used} of ${encode.total} slots are in use, and ${half} may be, its own included.`,
      passed: true,
      keeps: 'encode',
    }
  return left.few === 0
    ? null
    : { why: `Waits for a unit that failed once and runs with at most ${half} slots in use.` }
}

function memoryRefusal(ask: WaitingAsk, left: Stock, room: Room): Refusal | null {
  const { budget } = room.memory
  const need = bytesText(ask.bytes)
  if (ask.bytes > budget) {
    if (left.running === 0) return null
    return {
      why: `Waits to run alone: it needs about ${need} of memory, and the farm may use ${bytesText(budget)}.`,
      passed: true,
      keeps: 'all',
    }
  }
  const free = Math.min(left.memory, left.free ?? left.memory)
  if (ask.bytes <= free) return null
  const waited = ask.passedSince === null ? 0 : room.clock - ask.passedSince
  if (left.running === 0 && waited >= patienceAlone) return null
  return {
    why: `Waits for memory: needs about ${need}, ${bytesText(Math.max(0, free))} of ${bytesText(budget)} are free for the farm.`,
    passed: true,
    keeps: 'all',
  }
}

/** No room is kept on disks: what passes may free some when its video is done, and nothing else would. */
function diskRefusal(ask: WaitingAsk, left: Stock): Refusal | null {
  // Several folders may be on one disk.
  const needs = new Map<string, number>()
  for (const { disk, folder, bytes } of ask.writes) {
    const free = left.disks.get(disk)
    if (free === undefined) continue
    const need = (needs.get(disk) ?? 0) + bytes
    needs.set(disk, need)
    if (need > free)
      return {
        why: `Waits for room on the disk of ${folder}: needs about ${bytesText(need)}, ${bytesText(Math.max(0, free))} are free above its reserve.`,
        isLong: true,
      }
  }
  return null
}

function slotName(kind: SlotUse['kind']): string {
  if (kind === 'encode') return 'a slot'
  return kind === 'light' ? 'a light slot' : `a session of ${kind}`
}

const keptWhy = (ask: WaitingAsk, waited: number): string =>
  `Waits behind "${ask.label}" (j${ask.job}), for which room is kept: it could not start for ${durationText(waited)}.`

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
