import { z } from 'zod'
import type { Batch } from '../batches/batch.ts'
import type { FarmStanding, QueueStanding } from '../farm/farm.ts'
import type { Settings } from '../settings/settings.ts'
import type { Answers, CommandName, CommandPayload } from './commands.ts'
import type { ErrorShape } from './errors.ts'
import type { StudioEvent } from './events.ts'

/** Kinds of files that a person can be asked to choose. */
const fileKinds = ['table', 'template', 'picture', 'clip', 'sound', 'font', 'any'] as const
export type FileKind = (typeof fileKinds)[number]

const near = z.string().max(4_096).optional()

/**
 * What the door itself is asked, the window or the browser: dialogs and the file manager. Command name -> payload as it
 * must be. Paths that are chosen in a browser lead to the uploaded copy.
 */
export const desktopCommands = {
  /** Opens a dialog; null when the person closed it without choosing. */
  'desktop.choose-table': z.strictObject({}),
  /** A template's folder, or a zip of one. */
  'desktop.choose-template': z.strictObject({ from: z.enum(['folder', 'zip']).default('folder') }),
  'desktop.choose-file': z.strictObject({ kinds: z.array(z.enum(fileKinds)).min(1).max(8) }),
  /** `near`: the folder that the dialog begins in. */
  'desktop.choose-folder': z.strictObject({ near }),
  'desktop.choose-output': z.strictObject({ near }),
  /** Where to write a file; `suggested`: its name, with its extension. What stands there is replaced. */
  'desktop.choose-save': z.strictObject({ suggested: z.string().min(1).max(200) }),
  /** Whether something stands under a path that was typed. */
  'desktop.is-taken': z.strictObject({ path: z.string().min(1).max(4_096) }),
  /** Another studio folder, which the app then starts again with; null when none was chosen. */
  'desktop.choose-studio': z.strictObject({}),
  /** A folder for the videos of this table that does not exist yet, in the person's folder of videos. */
  'desktop.suggest-output': z.strictObject({ data: z.string().min(1).max(4_096) }),
  /** Tables and output folders that were used last, the latest first. */
  'desktop.recent': z.strictObject({}),
  'desktop.forget-recent': z.strictObject({}),
  /** Shows something in the file manager. */
  'desktop.reveal': z.discriminatedUnion('what', [
    z.strictObject({ what: z.enum(['folder', 'manifest', 'rejected']), batch: z.string() }),
    z.strictObject({ what: z.literal('video'), job: z.int() }),
    z.strictObject({ what: z.literal('template'), template: z.string().min(1).max(4_096) }),
    z.strictObject({ what: z.literal('log') }),
  ]),
  /** What the clipboard holds, when it is layers or scenes of a template; a page gets nothing else of it unasked. */
  'desktop.copied-layers': z.strictObject({}),
  'desktop.about': z.strictObject({}),
} as const

export type DesktopCommandName = keyof typeof desktopCommands
export type DesktopPayload<N extends DesktopCommandName> = z.output<(typeof desktopCommands)[N]>

export type RecentPath = { path: string; name: string; usedAt: string }

export type DesktopAnswers = {
  'desktop.choose-table': string | null
  'desktop.choose-template': string | null
  'desktop.choose-file': string | null
  'desktop.choose-folder': string | null
  'desktop.choose-output': string | null
  'desktop.choose-save': string | null
  'desktop.is-taken': boolean
  'desktop.choose-studio': string | null
  'desktop.suggest-output': string
  'desktop.recent': { tables: RecentPath[]; folders: RecentPath[] }
  'desktop.forget-recent': null
  'desktop.reveal': null
  'desktop.copied-layers': string | null
  /** `studio`: its folder. `engine`: what shows the page. */
  'desktop.about': { version: string; log: string; studio: string; engine: string }
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
  queue: QueueStanding
  farm: FarmStanding
  settings: Settings
}

/** What comes without being asked: a snapshot (or why there is none) first, then events, at most ten groups a second. */
export type Told = { snapshot: Snapshot } | { fault: ErrorShape } | { events: StudioEvent[] }
/**
 * What a person asked for outside of the page: in the menu, the tray, the system's file manager, by a notification.
 * `place`: an address of the page, like `#/queue`. `action`: the id of one of the page's actions.
 */
export type Wish =
  | { wish: 'place'; address: string }
  | { wish: 'table'; path: string }
  | { wish: 'template'; path: string }
  | { wish: 'action'; id: string }

/** All that a page knows of the studio, whichever door it came in by: the one global `reelmill`. */
export type Bridge = {
  ask<N extends BridgeCommandName>(name: N, payload: BridgePayload<N>): Promise<Reply<BridgeAnswer<N>>>
  /** Begins to listen: a snapshot comes first. Whoever listened before hears no more. After a fault: to try again. */
  connect(listener: (told: Told) => void): void
  /** Begins to hear what a person wishes outside of the page; what was wished before comes at once. */
  onWish(listener: (wish: Wish) => void): void
  /** Path of a file or folder that was dropped on the page; null when it has none. */
  pathOf(file: File): Promise<string | null>
  /** What a player or a picture is given to show what lies at an address of `media.ts`, like `job/12`. */
  mediaUrl(address: string): string
}
