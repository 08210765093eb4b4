import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Answers, ParsedPayload } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../../src-shared/contract/events.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import { makeFolder } from '../../outside/folders/make-folder.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import type { TableWish } from '../editor-engine/engine-calls.ts'
import type { EngineThread } from '../editor-engine/engine-thread.ts'
import { plainly, putSample, type Samples } from '../editor-engine/sample-table.ts'
import { createSmallPictures } from '../small-pictures/small-pictures.ts'
import { sourceOf } from '../template-library/template-source.ts'
import { carryFiles } from './carry-files.ts'
import { addAsset, assetsIn, shownAsset, writeSource } from './draft-files.ts'
import type { Draft, Drafts } from './needs.ts'
import { createShownFiles } from './shown-files.ts'
import { createStillTurns, superseded } from './still-turns.ts'

type EditorCommand = Extract<keyof Answers, `editor.${string}`>
type File = Answers['media.file']

/** What lies behind the editor's page: drafts that are open, their pictures, rows and proxies. */
export type EditorDesk = {
  [N in EditorCommand]: (ask: ParsedPayload<N>) => Promise<Answers[N]>
} & {
  /** Asks for the folders of assets again, and tells open editors. */
  rooted(): Promise<void>
  still(parts: string[]): Promise<File | null>
  proxy(parts: string[]): Promise<File | null>
  asset(parts: string[]): Promise<File | null>
  /** Waits until all that was asked to be written is written. */
  written(): Promise<void>
}

type EditorDeskSetup = {
  drafts: Drafts
  /** Another one when the former was lost. */
  thread(): EngineThread
  findFfmpeg(): Promise<FoundFfmpeg>
  /** Folders that any row's assets may lie in; `rooted` when they may have changed. */
  assetRoots(): Promise<string[]>
  samples: Samples
  /** Where pictures and proxies lie while they are shown; emptied with the studio. */
  workFolder: string
  tell(event: StudioEvent): void
}

type Editor = {
  draft: Draft
  /** The thread that knows it. */
  thread: EngineThread
  text: string
  /** Null: made-up rows. */
  table: TableWish | null
  /** Writing of its text: one after the other, so that the last one stays. */
  writing: Promise<unknown>
  /** Another editor wrote into the same draft since this one read it. */
  isOvertaken: boolean
  proxy: AbortController | null
}

/** Stills that stay to be fetched: those of all formats side by side, of several windows, and some more. */
const stillsKept = 60
const proxiesKept = 12
const stillsAtOnce = 2

/**
 * Modes of an editor: open (a draft lies on the disk, the engine's thread knows its text), closed. Every change is written
 * before it is answered, so what was answered survives whatever happens to this process.
 */
export function createEditorDesk(setup: EditorDeskSetup): EditorDesk {
  const { drafts, workFolder } = setup
  const editors = new Map<string, Editor>()
  /** How often each draft was written into, by its folder. */
  const writes = new Map<string, number>()
  const turns = createStillTurns(stillsAtOnce)
  const stillFolder = join(workFolder, 'stills')
  const proxyFolder = join(workFolder, 'proxies')
  const stills = createShownFiles(stillFolder, 'png', stillsKept)
  const smallAssets = createSmallPictures({
    folder: join(workFolder, 'small-assets'),
    ffmpeg: async () => (await setup.findFfmpeg()).ffmpeg,
    run: runProgram,
    // The very first frame of a clip is often black.
    clipAt: [0.5, 0],
  })
  const proxies = createShownFiles(proxyFolder, 'mp4', proxiesKept)
  /** Ids of proxies that were made, by the engine's name of what they show. */
  const made = new Map<string, { id: string; duration: number }>()

  function editorOf(name: string): Editor {
    const found = editors.get(name)
    if (found !== undefined) return found
    throw new StudioError({
      code: 'editor.unknown',
      message: 'This editor is no longer open.',
      whatToDo: 'Open the template again.',
    })
  }

  /** The thread, which knows the editor: a new one is told what the former knew. */
  async function threadOf(name: string): Promise<EngineThread> {
    const editor = editorOf(name)
    const thread = setup.thread()
    if (editor.thread !== thread) {
      editor.thread = thread
      await opened(thread, name, editor)
    }
    return thread
  }

  async function opened(thread: EngineThread, name: string, { draft, text, table }: Omit<Editor, 'thread'>) {
    const ffmpeg = await setup.findFfmpeg()
    const roots = await setup.assetRoots()
    const answer = await thread.ask('open', { editor: name, folder: draft.folder, text, ffmpeg, roots })
    // A sample table may be gone or changed: made-up rows do as well.
    if (table !== null) await thread.ask('table', { editor: name, table }).catch(() => {})
    return answer
  }

  /** Nobody else may write into the draft over what this editor does to it. */
  function overtakeOthers(name: string, draft: Draft): void {
    writes.set(draft.folder, (writes.get(draft.folder) ?? 0) + 1)
    for (const other of othersOf(name, draft)) other.isOvertaken = true
  }

  /** The other editors of the same draft: in another window or tab, or left by a page that was loaded anew. */
  const othersOf = (name: string, { folder }: Draft) =>
    [...editors].flatMap(([other, editor]) =>
      other !== name && editor.draft.folder === folder ? [editor] : [],
    )

  /** Begins an editor on a draft, under a name. */
  async function begin(name: string, draft: Draft): Promise<Answers['editor.open']> {
    // What a page wrote as it was left may still be on its way to the disk.
    await Promise.allSettled(othersOf(name, draft).map(({ writing }) => writing))
    const before = writes.get(draft.folder)
    const source = await sourceOf(draft.folder)
    const editor = { draft, text: source, writing: Promise.resolve(), isOvertaken: false, proxy: null }
    const thread = setup.thread()
    const { problems, fonts } = await opened(thread, name, { ...editor, table: null })
    const data = await putSample(thread, name, draft.name, setup.samples)
    const isOvertaken = writes.get(draft.folder) !== before
    editors.set(name, { ...editor, isOvertaken, table: data === null ? null : plainly(data), thread })
    return {
      editor: name,
      template: draft.name,
      source,
      basedOn: draft.basedOn,
      draftSince: draft.since,
      assets: await assetsIn(draft.folder, name),
      fonts,
      problems,
    }
  }

  async function end(name: string, editor: Editor): Promise<void> {
    editor.proxy?.abort(superseded())
    await editor.writing.catch(() => {})
    editors.delete(name)
    if (editor.thread.alive()) await editor.thread.ask('close', { editor: name })
  }

  const file = (path: string | null, mime: string): File | null => (path === null ? null : { path, mime })

  return {
    async 'editor.open'({ template }) {
      return begin(randomBytes(6).toString('hex'), await drafts.draftOf(template))
    },
    async 'editor.close'({ editor }) {
      const open = editors.get(editor)
      if (open !== undefined) await end(editor, open)
      return null
    },
    async 'editor.change'({ editor, source }) {
      const open = editorOf(editor)
      if (open.isOvertaken) throw overtaken(open.draft.name)
      const others = othersOf(editor, open.draft)
      overtakeOthers(editor, open.draft)
      const writing = Promise.allSettled([open, ...others].map((each) => each.writing)).then(() =>
        writeSource(open.draft.folder, source),
      )
      open.writing = writing
      writing.catch(() => {})
      const thread = await threadOf(editor)
      open.text = source
      // Side by side: the text is looked into while it goes to the disk.
      const [looked] = await Promise.all([thread.ask('change', { editor, text: source }), writing])
      return looked
    },
    async 'editor.add-asset'({ editor, path }) {
      const { draft } = editorOf(editor)
      const asset = await addAsset(draft.folder, path, editor)
      const thread = await threadOf(editor)
      // What was missing may be there now. The text may be another one since: a clip takes its time.
      const looked = await thread.ask('change', { editor, text: editorOf(editor).text })
      return { asset, assets: await assetsIn(draft.folder, editor), ...looked }
    },
    async 'editor.carry-files'({ editor, from, files }) {
      const { draft } = editorOf(editor)
      const carried = await carryFiles(await drafts.filesOf(from), draft.folder, files, editor)
      const thread = await threadOf(editor)
      const looked = await thread.ask('change', { editor, text: editorOf(editor).text })
      return { carried, assets: await assetsIn(draft.folder, editor), ...looked }
    },
    async 'editor.use-table'({ editor, data, ...how }) {
      const table = data === null ? null : { data, ...how }
      const {
        filled: _filled,
        variables: _variables,
        ...used
      } = await (await threadOf(editor)).ask('table', { editor, table })
      editorOf(editor).table = table
      return used
    },
    async 'editor.row'({ editor, row, variable }) {
      return (await threadOf(editor)).ask('row', { editor, row, variable })
    },
    async 'editor.still'({ editor, ...ask }) {
      editorOf(editor)
      return turns.take(JSON.stringify([editor, ask.language, ask.format]), async () => {
        const thread = await threadOf(editor)
        makeFolder(stillFolder, "the editor's folder of stills")
        const { id, path } = stills.place()
        const still = await thread.ask('still', { editor, ...ask, out: path })
        stills.show(id)
        return { still: `still/${id}`, ...still }
      })
    },
    async 'editor.timeline'(ask) {
      return (await threadOf(ask.editor)).ask('timeline', ask)
    },
    async 'editor.proxy'({ editor, ...ask }) {
      const open = editorOf(editor)
      open.proxy?.abort(superseded())
      const stopping = new AbortController()
      open.proxy = stopping
      const { signal } = stopping
      try {
        const thread = await threadOf(editor)
        const { name } = await thread.ask('proxyName', { editor, ...ask }, { signal })
        const known = made.get(name)
        if (known !== undefined && proxies.find(known.id) !== null) {
          proxies.show(known.id)
          return { proxy: `proxy/${known.id}`, duration: known.duration }
        }
        makeFolder(proxyFolder, "the editor's folder of proxies")
        const { id, path } = proxies.place()
        const onShare = (share: number) => setup.tell({ event: 'editor.progress', editor, share })
        const { duration } = await thread.ask('proxy', { editor, ...ask, out: path }, { signal, onShare })
        proxies.show(id)
        made.set(name, { id, duration })
        return { proxy: `proxy/${id}`, duration }
      } finally {
        if (open.proxy === stopping) open.proxy = null
      }
    },
    async 'editor.stop-proxy'({ editor }) {
      editorOf(editor).proxy?.abort(
        new StudioError({
          code: 'editor.stopped',
          message: 'The preview was stopped.',
          whatToDo: 'Ask for it again.',
        }),
      )
      return null
    },
    async 'editor.discard'({ editor }) {
      const open = editorOf(editor)
      if (open.isOvertaken) throw overtaken(open.draft.name)
      overtakeOthers(editor, open.draft)
      await end(editor, open)
      await drafts.discard(open.draft.name)
      return begin(editor, await drafts.draftOf(open.draft.name))
    },
    async 'editor.publish'({ editor, version, note }) {
      const open = editorOf(editor)
      if (open.isOvertaken) throw overtaken(open.draft.name)
      await open.writing
      const published = await drafts.publish(open.draft.name, version, note)
      overtakeOthers(editor, open.draft)
      await end(editor, open)
      return { template: published.name, version: published.version }
    },
    async rooted() {
      const roots = await setup.assetRoots()
      await Promise.all(
        [...editors].map(async ([editor, { thread }]) => {
          if (thread.alive()) await thread.ask('roots', { editor, roots })
        }),
      )
    },
    async written() {
      await Promise.allSettled([...editors.values()].map(({ writing }) => writing))
    },
    async still([id, ...more]) {
      return more.length > 0 || id === undefined ? null : file(stills.find(id), 'image/png')
    },
    async proxy([id, ...more]) {
      return more.length > 0 || id === undefined ? null : file(proxies.find(id), 'video/mp4')
    },
    async asset([editor, ...parts]) {
      const open = editors.get(editor ?? '')
      const asset = open && parts.length > 0 ? await shownAsset(open.draft.folder, parts) : null
      return asset && smallAssets.of(asset.path, asset.kind)
    },
  }
}

const overtaken = (template: string) =>
  new StudioError({
    code: 'editor.overtaken',
    message: `The draft of "${template}" was changed in another window since it was opened here.`,
    whatToDo: 'Copy what you need from the JSON here, then open the template again.',
  })
