import { z } from 'zod'
import { reviewerName } from '../review/review.ts'

/** Languages of the window itself. */
const uiLanguages = ['en', 'de'] as const

const fields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** `system`: the machine's, where the window speaks it; else English. */
  language: z.enum(['system', ...uiLanguages]),
  /** Keys that a person chose, by the id of the action; an empty list: none. */
  keys: z.record(z.string().max(100), z.array(z.string().max(60)).max(4)),
  /** Say outside of the window that a batch has ended or asks. */
  notifications: z.boolean(),
  /** Closing the window lets the studio work on, with an icon among the system's. */
  worksOnWhenClosed: z.boolean(),
  /** Folders in which any batch's assets may lie, besides those of its data and its template. */
  assetRoots: z.array(z.string().min(1).max(4_096)).max(50),
  /** Who reviews at this machine now, as others read it; empty: nobody said so yet. */
  reviewer: z.string().trim().max(100),
  /** All who did, latest first. */
  reviewers: z.array(reviewerName).max(20),
}

/** How a person likes the studio; kept in the studio folder. The farm has settings of its own. */
export const settings = z.object({
  theme: fields.theme.default('system'),
  language: fields.language.default('system'),
  keys: fields.keys.default({}),
  notifications: fields.notifications.default(true),
  worksOnWhenClosed: fields.worksOnWhenClosed.default(true),
  assetRoots: fields.assetRoots.default([]),
  reviewer: fields.reviewer.default(''),
  reviewers: fields.reviewers.default([]),
})
export const settingsChange = z.strictObject(fields).partial()
export type Settings = z.infer<typeof settings>
export type SettingsChange = z.infer<typeof settingsChange>
