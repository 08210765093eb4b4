import { z } from 'zod'

/**
 * What a page may show besides itself, by an address and never by a path. Which addresses there are:
 *
 * - `job/<job>`: a finished video. `poster/<job>`: a small picture of it. `frame/<job>/<frame>`: one frame of it, a PNG.
 * - `finding/<job>/<number>`: a small picture of what a finding is about, the frame in its middle.
 * - `copy/<job>`: a copy of a finished video that every page can play.
 * - `slot/<name>`: what `farm.picture` named.
 * - `template/<name>/poster`, `template/<name>/clip`: of the gallery.
 * - `asset/<editor>/<path>`: a small picture of a picture or clip of a draft.
 * - `template/<name>/still/<version>/<language>/<format>/<at>`: a frame of any version, at hundredths of a second.
 * - `table/<id>/<record>/<column>`: a small picture of the file that a cell of an opened table names; columns from 1 on.
 * - `still/<id>`, `proxy/<id>`: what an answer of an editor's command named.
 */
const mediaKinds = [
  'job',
  'poster',
  'frame',
  'finding',
  'copy',
  'slot',
  'template',
  'asset',
  'table',
  'still',
  'proxy',
  'font',
] as const
export type MediaKind = (typeof mediaKinds)[number]

/** Names of letters, digits and what can't lead anywhere; dots alone are no name. */
export const mediaAddress = z
  .string()
  .max(400)
  .regex(/^[a-z]+(\/(?!\.+(\/|$))[\w.~%-]+){1,8}$/, 'an address like job/12')

export const mediaCommands = {
  /** Where the file of an address lies, for a door that serves it. */
  'media.file': z.strictObject({ address: mediaAddress }),
} as const
export type MediaAnswers = { 'media.file': { path: string; mime: string } }
