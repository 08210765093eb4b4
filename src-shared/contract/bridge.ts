import { z } from 'zod'
import type { Batch } from '../batches/batch.ts'
import type { FarmStanding, QueueStanding } from '../farm/farm.ts'
import type { Settings } from '../settings/settings.ts'
import type { Answers, CommandName, CommandPayload } from './commands.ts'
import type { ErrorShape } from './errors.ts'
import type { StudioEvent } from './events.ts'

/** What only a window can be asked: dialogs and the file manager. Command name -> payload as it must be. */
export const desktopCommands = {
  /** Opens a dialog; null when the person closed it without choosing. */
  'desktop.choose-table': z.strictObject({}),
  'desktop.choose-template': z.strictObject({}),
  /** `near`: the folder that the dialog begins in. */
  'desktop.choose-output': z.strictObject({ near: z.string().max(4_096).optional() }),
  /** A folder for the videos of this table that does not exist yet, in the person's folder of videos. */
  'desktop.suggest-output': z.strictObject({ data: z.string().min(1).max(4_096) }),
  /** Shows something of a batch in the file manager. */
  'desktop.reveal': z.discriminatedUnion('what', [
    z.strictObject({ what: z.enum(['folder', 'manifest', 'rejected']), batch: z.string() }),
    z.strictObject({ what: z.literal('video'), job: z.int() }),
  ]),
  'desktop.about': z.strictObject({}),
} as const

export type DesktopCommandName = keyof typeof desktopCommands
export type DesktopPayload<N extends DesktopCommandName> = z.output<(typeof desktopCommands)[N]>

export type DesktopAnswers = {
  'desktop.choose-table': string | null
  'desktop.choose-template': string | null
  'desktop.choose-output': string | null
  'desktop.suggest-output': string
  'desktop.reveal': null
  'desktop.about': { version: string; log: string }
}

/** Everything that a page can ask. */
export type BridgeCommandName = CommandName | DesktopCommandName
export type BridgePayload<N extends BridgeCommandName> = N extends CommandName
  ? CommandPayload<N>
  : N extends DesktopCommandName
    ? z.input<(typeof desktopCommands)[N]>
    : never
export type BridgeAnswer<N extends BridgeCommandName> = N extends CommandName
  ? Answers[N]
  : N extends DesktopCommandName
    ? DesktopAnswers[N]
    : never

/** Errors cross as data: a bridge never rejects, and never answers `undefined`. */
export type Reply<T> = { ok: true; answer: T } | { ok: false; error: ErrorShape }

/** How things stand when a page connects; what changes after that is told by events. */
export type Snapshot = {
  /** The latest batches, newest first. */
  batches: Batch[]
  /** To ask `batch.list` for those before; null when these are all. */
  next: string | null
  queue: QueueStanding
  farm: FarmStanding
  settings: Settings
}

/** What comes without being asked: a snapshot (or why there is none) first, then events, at most ten groups a second. */
export type Told = { snapshot: Snapshot } | { fault: ErrorShape } | { events: StudioEvent[] }

/** All that a page knows of the studio, whichever door it came in by: the one global `reelmill`. */
export type Bridge = {
  ask<N extends BridgeCommandName>(name: N, payload: BridgePayload<N>): Promise<Reply<BridgeAnswer<N>>>
  /** Begins to listen: a snapshot comes first. Whoever listened before hears no more. */
  connect(listener: (told: Told) => void): void
  /** Path of a file or folder that was dropped on the page; null when it has none. */
  pathOf(file: File): Promise<string | null>
  /** What a player or a picture is given to show what lies at an address of `media.ts`, like `job/12`. */
  mediaUrl(address: string): string
}
