import { createHash, randomUUID } from 'node:crypto'
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import type { Shown } from '../editor-engine/engine-calls.ts'
import type { EngineThread } from '../editor-engine/engine-thread.ts'
import { putSample, type Samples } from '../editor-engine/sample-table.ts'
import { sourceOf } from '../template-library/template-source.ts'
import { firstRow, widthOf } from './first-row.ts'

/** What shows a template in a gallery: a frame of its video, and the video's beginning without sound. */
export type TemplatePictures = {
  /** A small JPEG, or null when nothing can be shown of the template. */
  poster(nameOrFolder: string): Promise<{ path: string; mime: string } | null>
  /** A small MP4, likewise. */
  clip(nameOrFolder: string): Promise<{ path: string; mime: string } | null>
}

type TemplatePicturesSetup = {
  /** The folder of a template; rejects with `template.unknown`. */
  folderOf(nameOrFolder: string): Promise<string>
  thread(): EngineThread
  findFfmpeg(): Promise<FoundFfmpeg>
  samples: Samples
  /** Where they are kept, by what the template says. */
  folder: string
  /** Told why nothing can be shown of a template. */
  onFault(template: string, error: unknown): void
}

/** Pixels of the longer side. */
const posterSide = 640
const clipSide = 480
const clipSeconds = 6
/** Files that are kept; the longest unused go. */
const most = 300
const form = 1

type Kind = 'poster' | 'clip'
const kinds = {
  poster: { extension: 'jpg', mime: 'image/jpeg' },
  clip: { extension: 'mp4', mime: 'video/mp4' },
}

/**
 * Pictures of templates, made when somebody looks at them, one after the other and behind other work; kept by the hash of
 * the template, so that a changed one has new pictures.
 */
export function createTemplatePictures(setup: TemplatePicturesSetup): TemplatePictures {
  /** What a template's folder was seen to say: its hash by folder, while its file is the same. */
  const seen = new Map<string, { file: string; hash: string }>()
  const making = new Map<string, Promise<string | null>>()
  const failed = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()
  let made = 0

  const pathOf = (hash: string, kind: Kind) =>
    join(setup.folder, `${hash.slice(0, 40)}-${form}.${kinds[kind].extension}`)

  async function picture(template: string, kind: Kind) {
    const folder = await setup.folderOf(template)
    const { mtimeMs, size, ino } = await stat(join(folder, 'template.json'))
    const file = `${mtimeMs} ${size} ${ino}`
    const known = seen.get(folder)
    if (known?.file === file) {
      const path = pathOf(known.hash, kind)
      if (failed.has(path)) return null
      if (await isThere(path)) return { path, mime: kinds[kind].mime }
    }
    const name = `${kind} ${folder} ${file}`
    const running = making.get(name) ?? begin(name, () => make(template, folder, file, kind))
    const path = await running
    return path === null ? null : { path, mime: kinds[kind].mime }
  }

  /** One after the other, whoever asks. */
  function begin(name: string, work: () => Promise<string | null>): Promise<string | null> {
    const turn = last.then(work).finally(() => making.delete(name))
    last = turn.catch(() => {})
    making.set(name, turn)
    return turn
  }

  async function make(template: string, folder: string, file: string, kind: Kind): Promise<string | null> {
    makeFolder(setup.folder, 'the pictures of templates')
    const thread = setup.thread()
    const editor = `picture-${randomUUID()}`
    let path: string | null = null
    try {
      const [text, ffmpeg] = await Promise.all([sourceOf(folder), setup.findFfmpeg()])
      const { hash, usable, formats } = await thread.ask('open', { editor, folder, text, ffmpeg, roots: [] })
      // What can't be read has no hash of its own.
      const own = hash === '' ? createHash('sha256').update(text).digest('hex') : hash
      seen.set(folder, { file, hash: own })
      path = pathOf(own, kind)
      if (await isThere(path)) return path
      const shown = formats[0]
      if (!usable || shown === undefined) {
        failed.add(path)
        return null
      }
      await putSample(thread, editor, template.split('@')[0]!, setup.samples)
      if (kind === 'poster') await makePoster(thread, editor, shown, path, ffmpeg)
      else await makeClip(thread, editor, shown, path)
      if (++made % 50 === 1) await tidy()
      return path
    } catch (error) {
      if (path !== null) failed.add(path)
      setup.onFault(template, error)
      return null
    } finally {
      await thread.ask('close', { editor }).catch(() => {})
    }
  }

  async function makePoster(
    thread: EngineThread,
    editor: string,
    shown: Shown,
    path: string,
    { ffmpeg }: FoundFfmpeg,
  ): Promise<void> {
    const view = await firstRow(thread, editor, shown)
    const { at } = await thread.ask('moment', view)
    const still = `${path}.${randomUUID()}.png`
    const part = `${still}.jpg`
    try {
      await thread.ask('still', { ...view, at, width: widthOf(shown, posterSide), out: still })
      const args = ['-nostdin', '-loglevel', 'error', '-y', '-i', still, '-q:v', '3', part]
      const end = await runProgram({ command: ffmpeg, args, timeout: 30_000, niceness: 'low' })
      if (end.kind !== 'finished') throw new Error(`a poster was not written: ${end.stderrTail}`)
      await rename(part, path)
    } finally {
      await rm(still, { force: true })
      await rm(part, { force: true })
    }
  }

  async function makeClip(thread: EngineThread, editor: string, shown: Shown, path: string): Promise<void> {
    const view = await firstRow(thread, editor, shown)
    await thread.ask('proxy', { ...view, width: widthOf(shown, clipSide), seconds: clipSeconds, out: path })
  }

  async function tidy(): Promise<void> {
    const files = []
    for (const name of await readdir(setup.folder)) {
      const path = join(setup.folder, name)
      const found = await stat(path).catch(() => null)
      if (found?.isFile()) files.push({ path, used: found.mtimeMs })
    }
    files.sort((one, other) => other.used - one.used)
    for (const { path } of files.slice(most)) await rm(path, { force: true })
  }

  return {
    poster: (template) => picture(template, 'poster'),
    clip: (template) => picture(template, 'clip'),
  }
}

/** Whether it lies there; it counts as used then. */
async function isThere(path: string): Promise<boolean> {
  const now = new Date()
  return utimes(path, now, now).then(
    () => true,
    () => false,
  )
}
