import { checkWords } from './checks.ts'
import { door } from './door.ts'
import { editor } from './editor.ts'
import { fields } from './fields.ts'
import { history } from './history.ts'
import { home } from './home.ts'
import { newBatch } from './new-batch.ts'
import { quality } from './quality.ts'
import { queue } from './queue.ts'
import { results } from './results.ts'
import { review } from './review.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { templates } from './templates.ts'

/** One file a window, spread into one object; the groups in them have different names. */
export const en = {
  ...shell,
  ...settings,
  ...door,
  ...editor,
  ...fields,
  ...home,
  ...newBatch,
  ...queue,
  ...results,
  quality,
  review,
  checkWords,
  history,
  ...templates,
}
export type Words = typeof en
