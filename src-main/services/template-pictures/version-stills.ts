import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EditorTimeline } from '../../../src-shared/contract/editor.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import type { EngineThread } from '../editor-engine/engine-thread.ts'
import { putSample, type Samples } from '../editor-engine/sample-table.ts'
import { latestFirst } from '../posters/turns.ts'
import { sourceOf } from '../template-library/template-source.ts'
import { firstRow, widthOf } from './first-row.ts'

/** One version of a template in one language and format. */
export type VersionView = { template: string; version: string; language: string; format: string }

export type VersionStills = ReturnType<typeof createVersionStills>

/** Pixels of the longer side. */
const side = 960
/** Versions that stay open, and stills that are kept: those that were looked at last. */
const [mostOpen, mostStills] = [4, 200]
/** Stills that wait while somebody drags through time: only the latest are of use. */
const mostWaiting = 6

type Opened = {
  thread: EngineThread
  editor: string
  stamp: string
  formats: readonly { format: string; width: number; height: number }[]
  rows: Map<string, Promise<number>>
}

/** Frames of any version of a template, with the rows that galleries show; made when somebody looks, gone with the studio. */
export function createVersionStills(setup: {
  folderOfVersion(template: string, version: string): Promise<string>
  thread(): EngineThread
  findFfmpeg(): Promise<FoundFfmpeg>
  samples: Samples
  /** Where they lie. */
  folder: string
}) {
  const open = new Map<string, Promise<Opened>>()
  const stills = new Map<string, string>()
  const turns = latestFirst({ most: 1, mostWaiting, gaveUp })
  let next = 1

  async function opened(template: string, version: string): Promise<Opened> {
    const folder = await setup.folderOfVersion(template, version)
    const { mtimeMs, size } = await stat(join(folder, 'template.json'))
    const stamp = `${mtimeMs} ${size}`
    const known = await open.get(folder)?.catch(() => null)
    if (known?.stamp === stamp && known.thread.alive()) return known
    if (known != null) void close(folder, known)
    const opening = begin(template, folder, stamp)
    open.set(folder, opening)
    opening.catch(() => open.delete(folder))
    for (const [oldest, of] of [...open].slice(0, Math.max(0, open.size - mostOpen)))
      void of.then((one) => close(oldest, one)).catch(() => {})
    return opening
  }

  async function close(folder: string, { thread, editor }: Opened): Promise<void> {
    open.delete(folder)
    if (thread.alive()) await thread.ask('close', { editor }).catch(() => {})
  }

  async function begin(template: string, folder: string, stamp: string): Promise<Opened> {
    const thread = setup.thread()
    const editor = `version-${randomUUID()}`
    const [text, ffmpeg] = await Promise.all([sourceOf(folder), setup.findFfmpeg()])
    const { usable, formats, problems } = await thread.ask('open', {
      editor,
      folder,
      text,
      ffmpeg,
      roots: [],
    })
    if (!usable) {
      await thread.ask('close', { editor }).catch(() => {})
      throw new StudioError({
        code: 'template.invalid',
        message: `This version of ${template} can't be shown: ${problems[0]?.message ?? 'its template.json is not valid.'}`,
        whatToDo: 'Compare it with the others by what changed.',
      })
    }
    await putSample(thread, editor, template, setup.samples)
    return { thread, editor, stamp, formats, rows: new Map() }
  }

  async function viewOf({ template, version, language, format }: VersionView) {
    const one = await opened(template, version)
    const shown = one.formats.find((each) => each.format === format)
    if (shown === undefined) throw noSuchFormat(template, version, format)
    const name = `${language} ${format}`
    const row =
      one.rows.get(name) ?? firstRow(one.thread, one.editor, { ...shown, language }).then((view) => view.row)
    one.rows.set(name, row)
    row.catch(() => one.rows.delete(name))
    return { one, shown, view: { editor: one.editor, row: await row, language, format } }
  }

  return {
    /** How long the video is, and where its scenes lie. */
    timeline: (wanted: VersionView): Promise<EditorTimeline> =>
      turns(async () => {
        const { one, view } = await viewOf(wanted)
        return one.thread.ask('timeline', view)
      }),
    /** The frame at a time in seconds, or its last one; a PNG. */
    async still(wanted: VersionView, at: number): Promise<{ path: string; mime: string }> {
      const make = () =>
        turns(async () => {
          const { one, shown, view } = await viewOf(wanted)
          const name = JSON.stringify([one.editor, wanted, at])
          const known = stills.get(name)
          if (known !== undefined) return known
          await mkdir(setup.folder, { recursive: true })
          const path = join(setup.folder, `${next++}.png`)
          const { duration } = await one.thread.ask('timeline', view)
          const last = Math.max(0, duration - 0.001)
          await one.thread.ask('still', {
            ...view,
            at: Math.min(at, last),
            width: widthOf(shown, side),
            out: path,
          })
          stills.set(name, path)
          for (const [oldest, gone] of [...stills].slice(0, Math.max(0, stills.size - mostStills))) {
            stills.delete(oldest)
            await rm(gone, { force: true })
          }
          return path
        })
      return { path: await make(), mime: 'image/png' }
    },
  }
}

const gaveUp = () =>
  new StudioError({
    code: 'picture.given-up',
    message: 'This picture was passed over: others were asked for since.',
    whatToDo: 'Look at it again.',
  })

const noSuchFormat = (template: string, version: string, format: string) =>
  new StudioError({
    code: 'format.unknown',
    message: `Version ${version} of ${template} has no format "${format}".`,
    whatToDo: 'Choose a format that both versions have.',
  })
