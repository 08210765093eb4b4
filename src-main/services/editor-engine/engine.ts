import { hash } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { AssetType } from '../../../src-shared/data/variables.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { firstFrames } from '../../core/render-plan/first-frames.ts'
import type { FoundFfmpeg } from '../../outside/ffmpeg/find-ffmpeg.ts'
import { openFonts } from '../../outside/fonts/open-fonts.ts'
import { createMotionStage } from '../../outside/motion/motion-stage.ts'
import { runProgram } from '../../outside/programs/run-program.ts'
import { createArtifactStore } from '../artifact-store/artifact-store.ts'
import { openFfmpegTrials } from '../ffmpeg-trials/ffmpeg-trials.ts'
import { encodersOf } from '../production/production.ts'
import { hasMoving } from '../still-maker/still-maker.ts'
import { type Looked, lookInto } from '../template-library/look-into.ts'
import type { ReadBefore } from '../template-library/template-folder.ts'
import { straightHands } from '../video-maker/straight-hands.ts'
import { createClipFrames } from './clip-frames.ts'
import { type DraftVersion, draftVersion, type SharedParts } from './draft-version.ts'
import type { EngineAsk, EngineCallName, EngineCalls, EngineSetup } from './engine-calls.ts'
import { momentOf, timelineOf } from './outline-view.ts'
import { problemsOf } from './problems.ts'
import { openMadeUpRows, openTableRows, type RowSource } from './row-source.ts'
import { makeStandIns } from './stand-ins.ts'

type How = { signal: AbortSignal; onShare(share: number): void }
export type Engine = {
  [N in EngineCallName]: (ask: EngineAsk<N>, how: How) => ReturnType<EngineCalls[N]>
}

/** What an editor works on. `looking` and `version` are those of the last text that was given. */
type Opened = {
  folder: string
  ffmpeg: FoundFfmpeg
  /** Further folders that a row's assets may lie in. */
  roots: string[]
  looking: Promise<Looked>
  version: Promise<DraftVersion> | null
  rows: Promise<RowSource>
  /** Files that were read, so that a change of the text reads none again. */
  read: ReadBefore
}

/**
 * Checks, plans and draws drafts, keeping warm what a change doesn't touch: fonts, files that were read, drawings, plans.
 * What it makes is what the engine makes for a video; it lies in its own folder and goes with it.
 */
export function createEngine(setup: EngineSetup): Engine {
  const editors = new Map<string, Opened>()
  const memory = new Map<string, unknown>()
  const words = (list: readonly string[]) => list.join('\n')
  const artifactsFolder = join(setup.workFolder, 'parts')
  const shared: SharedParts = {
    warm: {
      fonts: openFonts(setup.fontsRoot === null ? {} : { root: setup.fontsRoot }),
      files: new Map(),
    },
    memory: {
      recall: async (list) => memory.get(words(list)) ?? null,
      async keep(list, data) {
        memory.set(words(list), data)
      },
    },
    motion: createMotionStage({
      threads: Math.max(1, Math.min(2, setup.processors)),
      workerFile: new URL(setup.motionWorker),
    }),
    artifacts: createArtifactStore({ folder: artifactsFolder, maxBytes: setup.artifactBytes }),
    clipFrames: createClipFrames(join(setup.workFolder, 'clip-frames')),
    artifactsFolder,
    cacheFolder: join(setup.studioFolder, 'fetched'),
    fontsRoot: setup.fontsRoot,
  }
  let tables = 0
  let builds: { of: string; build: ReturnType<typeof readBuild> } | null = null

  async function readBuild(ffmpeg: FoundFfmpeg) {
    const trials = await openFfmpegTrials({ ffmpeg, studioFolder: setup.studioFolder, runProgram })
    return trials.build([...new Set([...Object.values(encodersOf).flat(), 'aac'])])
  }
  const buildOf = (ffmpeg: FoundFfmpeg) => {
    if (builds?.of !== ffmpeg.ffmpeg) builds = { of: ffmpeg.ffmpeg, build: readBuild(ffmpeg) }
    return builds.build
  }

  function editorOf(name: string): Opened {
    const found = editors.get(name)
    if (found !== undefined) return found
    throw new StudioError({
      code: 'editor.unknown',
      message: 'This editor is no longer open.',
      whatToDo: 'Open the template again.',
    })
  }

  /** Lets go of the version that was; the next one is prepared when it is asked for. */
  function forget(editor: Opened): void {
    editor.version?.then((version) => version.close()).catch(() => {})
    editor.version = null
  }

  function look(editor: Opened, text: string) {
    forget(editor)
    editor.looking = lookInto({ folder: editor.folder, text }, editor.read)
    editor.looking.catch(() => {})
    return editor.looking
  }

  const usable = (looked: Looked): looked is Looked & { template: Template } =>
    looked.template !== null &&
    !looked.findings.some(
      ({ severity, language, format }) => severity === 'error' && language === null && format === null,
    )

  async function templateOf(editor: Opened): Promise<Looked & { template: Template }> {
    const looked = await editor.looking
    if (usable(looked)) return looked
    const faults = looked.findings.filter(({ severity }) => severity === 'error')
    throw new StudioError({
      code: 'template.invalid',
      message: `The draft can't be shown: ${faults[0]?.message ?? 'it is no template.'}`,
      whatToDo: faults[0]?.whatToDo ?? 'Mend the places that are listed.',
    })
  }

  function versionOf(editor: Opened): Promise<DraftVersion> {
    if (editor.version === null) {
      const { looking, rows, ffmpeg, roots } = editor
      const version = (async () => {
        const looked = await templateOf({ ...editor, looking })
        const [source, build] = await Promise.all([rows, buildOf(ffmpeg)])
        await standIns(looked.template, ffmpeg)
        return draftVersion(looked, source, { ffmpeg, build, roots }, shared)
      })()
      version.catch(() => {
        if (editor.version === version) editor.version = null
      })
      editor.version = version
    }
    return editor.version
  }

  async function standIns({ variables }: Template, { ffmpeg }: FoundFfmpeg): Promise<void> {
    const types = Object.values(variables).flatMap((variable): AssetType[] =>
      variable.type === 'list'
        ? variable.items === 'image'
          ? ['image']
          : []
        : variable.type === 'image' || variable.type === 'video' || variable.type === 'audio'
          ? [variable.type]
          : [],
    )
    await makeStandIns(setup.sampleFolder, new Set(types), ffmpeg, new AbortController().signal)
  }

  /** The plan of a small video, and whether it is silent; a beginning has no sound. */
  async function proxyOf({ editor, width, seconds, ...view }: EngineAsk<'proxyName'>) {
    const version = await versionOf(editorOf(editor))
    const { row, language, format } = view
    const silent = seconds !== undefined || version.template.formats[format]?.codec === 'gif'
    const plan = await version.proxyPlan({ row, language, format }, { width, silent })
    if (seconds === undefined) return { version, plan, silent }
    const frames = Math.max(1, Math.round((seconds * plan.rate.num) / plan.rate.den))
    return { version, silent, plan: firstFrames(plan, frames, (text) => hash('sha256', text)) }
  }

  return {
    async open({ editor, folder, text, ffmpeg, roots }) {
      const opened: Opened = {
        folder,
        ffmpeg,
        roots,
        looking: Promise.resolve(null as never),
        version: null,
        rows: Promise.resolve(openMadeUpRows(setup.sampleFolder)),
        read: new Map(),
      }
      editors.set(editor, opened)
      const looked = await look(opened, text)
      if (looked.template !== null && hasMoving(looked.template)) shared.motion.warm()
      const own = Object.values(looked.template?.brand.fonts ?? {}).map(({ family }) => family)
      return {
        problems: problemsOf(looked.findings),
        usable: usable(looked),
        fonts: [...new Set([...own, ...shared.warm.fonts.families()])].sort(),
        hash: looked.hash,
        formats: Object.entries(looked.template?.formats ?? {}).map(([format, { width, height }]) => ({
          format,
          language: looked.template!.defaultLanguage,
          width,
          height,
        })),
      }
    },
    async change({ editor, text }) {
      const looked = await look(editorOf(editor), text)
      return { problems: problemsOf(looked.findings), usable: usable(looked) }
    },
    async close({ editor }) {
      const opened = editors.get(editor)
      if (opened === undefined) return null
      editors.delete(editor)
      forget(opened)
      await opened.rows.then((rows) => rows.close()).catch(() => {})
      return null
    },
    async roots({ editor, roots }) {
      const opened = editorOf(editor)
      opened.roots = roots
      forget(opened)
      return null
    },
    async table({ editor, table }) {
      const opened = editorOf(editor)
      const before = opened.rows
      const next: Promise<RowSource> =
        table === null
          ? Promise.resolve(openMadeUpRows(setup.sampleFolder))
          : mkdir(setup.workFolder, { recursive: true }).then(() =>
              openTableRows(table, join(setup.workFolder, `rows-${tables++}`)),
            )
      // A table that can't be read leaves the former in its place.
      const rows = await next
      opened.rows = next
      forget(opened)
      void before.then((old) => old.close()).catch(() => {})
      const { template } = await opened.looking
      return template === null
        ? { rows: 0, columns: [], missing: [], description: '', mapping: [], filled: 0, variables: 0 }
        : rows.columns(template)
    },
    async row({ editor, row, variable }) {
      const opened = editorOf(editor)
      const { template } = await templateOf(opened)
      return (await opened.rows).shown(template, row, variable)
    },
    async still({ editor, at, width, out, ...view }, { signal }) {
      const begun = performance.now()
      const version = await versionOf(editorOf(editor))
      const { row, language, format } = view
      const plan = await version.plan({ row, language, format }, width === undefined ? {} : { width })
      const { num, den } = plan.rate
      const frame = Math.min(plan.frames - 1, Math.floor((at * num) / den + 1e-6))
      signal.throwIfAborted()
      await (await version.maker()).still(plan, frame, out, { signal })
      return {
        width: plan.width,
        height: plan.height,
        frame,
        at: (frame * den) / num,
        milliseconds: Math.round(performance.now() - begun),
      }
    },
    async timeline({ editor, row, language, format }) {
      const version = await versionOf(editorOf(editor))
      return timelineOf(version.template, await version.outline({ row, language, format }))
    },
    async moment({ editor, row, language, format }) {
      const version = await versionOf(editorOf(editor))
      return {
        at: momentOf(timelineOf(version.template, await version.outline({ row, language, format }))),
      }
    },
    async proxyName(ask) {
      return { name: (await proxyOf(ask)).plan.output }
    },
    async proxy({ out, ...ask }, { signal, onShare }) {
      const { version, plan, silent } = await proxyOf(ask)
      await mkdir(dirname(out), { recursive: true })
      const maker = await version.proxyMaker(silent)
      const part = `${out}.part.mp4`
      try {
        await maker.make(plan, part, { signal, hands: straightHands('low'), onProgress: onShare })
        await rename(part, out)
      } finally {
        await rm(part, { force: true })
      }
      return { duration: (plan.frames * plan.rate.den) / plan.rate.num }
    },
  }
}
