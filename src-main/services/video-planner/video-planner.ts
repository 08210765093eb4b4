import { hash } from 'node:crypto'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Row, RowProblem } from '../../../src-shared/data/rows.ts'
import type { Finding } from '../../../src-shared/plans/findings.ts'
import type { Artifact, VideoPlan } from '../../../src-shared/plans/plan.ts'
import type { Codec, Quality } from '../../../src-shared/templates/formats.ts'
import { isRightToLeft } from '../../../src-shared/templates/languages.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { worthAFile } from '../../core/clip-graph/clip-costs.ts'
import {
  chooseEncoder,
  type EncoderChoice,
  encoderThreads,
  settingsWithThreads,
} from '../../core/ffmpeg-commands/encoders.ts'
import type { EncoderWish } from '../../core/ffmpeg-commands/hardware-choices.ts'
import type { LiveScene } from '../../core/render-plan/live-scene.ts'
import { planVideo } from '../../core/render-plan/render-plan.ts'
import { scaledScenes } from '../../core/render-plan/scaled-scenes.ts'
import { cutTimeline, reference, type Timeline } from '../../core/render-plan/timeline.ts'
import { composeFormatOf, type Frame } from '../../core/scene-layout/frame-geometry.ts'
import { type LaidOutTemplate, layOutTemplate } from '../../core/scene-layout/scene-layout.ts'
import { type AssetFinder, createAssetFinder, type RowAssets } from './found-assets.ts'
import { type LiveVideo, liveScenes, type SceneFault } from './live-scenes.ts'
import type { FoundAsset, PlannerNeeds } from './needs.ts'
import { soundOf } from './sound.ts'
import { templateFiles } from './template-files.ts'
import { compileTemplate } from './template-program.ts'

type PlannerSetup = {
  template: Template
  languages: readonly string[]
  formats: readonly string[]
  quality: Quality
  /** Another codec for every format but GIF. */
  codec?: Codec | undefined
  /** Formats whose videos are made in one piece: for comparison, or because their segments can't be joined. */
  whole: readonly string[]
  /** The column that fills a variable, for messages; null when none does. */
  columnOf(variable: string, language: string | null): string | null
}

/** What was found in a row before rendering: an error keeps it from being rendered. */
export type Examined = {
  problems: RowProblem[]
  warnings: Finding[] /** Work of each video in pixels, by language and format. */
  videos: { language: string; format: string; work: number }[]
}

export type VideoPlanner = {
  /** Looks at everything of a row that can be known without rendering, in all languages and formats. */
  examine(row: Row): Promise<Examined>
  /**
   * The plan of one video. A hardware encoder that is wished for makes all its segments, or none where it can't: the
   * segments' `made` tells. Rejects with a StudioError when the row can't be rendered.
   */
  plan(row: Row, language: string, format: string, wish?: PlanWish): Promise<VideoPlan>
  /** What of the template a row shows, and when; faults of the row leave layers out. */
  outline(row: Row, language: string, format: string): Promise<VideoOutline>
  /** The file with this content. */
  fileOf(content: string): FoundAsset | undefined
  /** Videos that are planned from now on are made of the files as they are then. */
  lookAnew(): void
  codecOf(format: string): Codec
}

/** `width`: a smaller frame, at most so many pixels wide, in which everything lies as in the large one. */
export type PlanWish = EncoderWish & { width?: number | undefined }

export type VideoOutline = {
  laidOut: LaidOutTemplate
  scenes: LiveScene[]
  timeline: Timeline
}

/** Builds the planner; rejects with `template.files` when a file of the template can't be used. */
export async function createVideoPlanner(setup: PlannerSetup, needs: PlannerNeeds): Promise<VideoPlanner> {
  const { template, languages, formats, quality } = setup
  const program = compileTemplate(template)
  const finder = createAssetFinder(template, needs)
  const ofTemplate = await findTemplateFiles(template, finder)
  const layouts = new Map<string, LaidOutTemplate>()
  const known = new WeakMap()
  const fontMarks = new Map<string, string>()
  const hashes = new WeakMap<Artifact['spec'], string>()

  const codecOf = (format: string): Codec => {
    const own = template.formats[format]?.codec ?? 'h264'
    return own === 'gif' ? 'gif' : (setup.codec ?? own)
  }
  const layoutFor = (format: string, language: string): LaidOutTemplate => {
    const rightToLeft = isRightToLeft(language)
    const key = `${format} ${rightToLeft}`
    let layout = layouts.get(key)
    if (layout === undefined) {
      layout = layOutTemplate(template, format, rightToLeft)
      layouts.set(key, layout)
    }
    return layout
  }
  const live = (row: Row, assets: RowAssets, language: string, format: string): LiveVideo =>
    liveScenes({
      template,
      program,
      needs,
      laidOut: layoutFor(format, language),
      language,
      codec: codecOf(format),
      row,
      assets,
      ofTemplate,
      known,
    })

  return {
    codecOf,
    fileOf: finder.fileOf,
    lookAnew: () => finder.forget(),
    outline,

    async examine(row) {
      const assets = await finder.ofRow(row, languages)
      const collected = createCollection(row, setup)
      for (const fault of assets.faults) collected.asset(fault)
      const videos: Examined['videos'] = []
      for (const language of languages) {
        for (const format of formats) {
          try {
            const { scenes, faults } = live(row, assets, language, format)
            for (const fault of faults) collected.scene(fault, language, format)
            const { width, height } = template.formats[format]!
            videos.push({ language, format, work: cutTimeline(scenes, 30).frames * width * height })
          } catch (error) {
            collected.thrown(error, language, format)
          }
        }
      }
      return { ...collected.result(), videos }
    },

    async plan(row, language, format, wish = { hardware: null }) {
      const assets = await finder.ofRow(row, [language])
      const lost = assets.faults.find(({ fallback }) => !fallback)
      if (lost !== undefined) {
        // Another try of the video, or another video, looks whether somebody put it right.
        finder.forget(lost.source)
        throw new StudioError({ code: lost.rule, message: lost.message, whatToDo: lost.whatToDo })
      }
      const { scenes, sounds, faults } = live(row, assets, language, format)
      const fault = faults.find(({ severity }) => severity === 'error')
      if (fault !== undefined)
        throw new StudioError({ code: fault.rule, message: fault.message, whatToDo: fault.whatToDo })
      const { frame, rate } = layoutFor(format, language)
      const codec = codecOf(format)
      const { width, height, composeIn, scenes: shown } = sized(scenes, frame, codec, wish.width)
      const available = needs.encoders
      const encoder = chooseEncoder({ codec, quality, rate, width, height, available, ...wish })
      if (encoder === null) throw noEncoder(codec)
      const timeline = cutTimeline(scenes, rate.num / rate.den, { whole: setup.whole.includes(format) })
      return planVideo({
        rowKey: row.key,
        language,
        format,
        width,
        height,
        rate,
        codec,
        quality,
        composeIn,
        scenes: shown,
        timeline,
        audio: soundOf({
          template,
          row,
          language,
          codec,
          quality,
          rate,
          timeline,
          sounds,
          assets,
          ofTemplate,
        }),
        segmentMade: markOfEncoder(encoder, needs),
        outputMade: { ffmpeg: needs.marks.ffmpeg, encoder: codec === 'gif' ? 'gif' : 'copy', settings: [] },
        readsSource: (spec, uses) => {
          const video = finder.fileOf(spec.content)?.media?.video
          // For languages that nobody asked for, a file would be made in vain.
          const asked = languages.length === 1 ? Math.ceil(uses / reference.languages) : uses
          // A loop takes more than one pass.
          return video != null && spec.end !== 'loop' && !worthAFile({ spec, video, uses: asked })
        },
        markOf,
        hash: sha256,
        hashes,
      })
    },
  }

  async function outline(row: Row, language: string, format: string): Promise<VideoOutline> {
    const assets = await finder.ofRow(row, [language])
    const { scenes } = live(row, assets, language, format)
    const laidOut = layoutFor(format, language)
    return { laidOut, scenes, timeline: cutTimeline(scenes, laidOut.rate.num / laidOut.rate.den) }
  }

  /** What decides an artifact's bits besides its description. */
  function markOf(spec: Artifact['spec']): string {
    switch (spec.kind) {
      case 'text': {
        const key = JSON.stringify([spec.families, spec.weight, spec.italic])
        let mark = fontMarks.get(key)
        if (mark === undefined) {
          mark = [
            needs.marks.drawing,
            ...spec.families.map((family) => needs.fonts.fontFileHash(family, spec.weight, spec.italic)),
          ].join(' ')
          fontMarks.set(key, mark)
        }
        return mark
      }
      case 'shape':
        return needs.marks.drawing
      case 'picture':
        return needs.marks.pictures
      case 'clip':
      case 'audio':
        return needs.marks.ffmpeg
      default:
        return ''
    }
  }
}

/** The frame as large as it is wanted; its sides are even when it is made smaller. */
function sized(scenes: LiveScene[], frame: Frame, codec: Codec, wanted: number | undefined) {
  const { width, height } = frame
  if (wanted === undefined || wanted >= width)
    return { width, height, scenes, composeIn: composeFormatOf(codec, width, height) }
  const even = (size: number) => Math.max(2, 2 * Math.round(size / 2))
  const small = { width: even(wanted), height: even((height * wanted) / width) }
  const composeIn = composeFormatOf(codec, small.width, small.height)
  return {
    ...small,
    composeIn,
    scenes: scaledScenes(scenes, { factor: small.width / width, composeIn }),
  }
}

const sha256 = (text: string) => hash('sha256', text)

function markOfEncoder(choice: EncoderChoice, { marks }: PlannerNeeds) {
  const { hardware } = choice
  return {
    ffmpeg: hardware === undefined ? marks.ffmpeg : `${marks.ffmpeg} | ${marks.machine}`,
    encoder: choice.encoder,
    settings: [choice.pixelFormat, ...settingsWithThreads(choice, encoderThreads)],
    ...(hardware?.device == null ? {} : { device: hardware.device }),
  }
}

function noEncoder(codec: Codec): StudioError {
  return new StudioError({
    code: 'encoder.missing',
    message: `This ffmpeg has no encoder for ${codec} that works here.`,
    whatToDo: 'Choose another codec for the format, or set REELMILL_FFMPEG to a build that has one.',
  })
}

async function findTemplateFiles(
  template: Template,
  finder: AssetFinder,
): Promise<(path: string) => FoundAsset> {
  const files = new Map<string, FoundAsset>()
  const faults: string[] = []
  for (const { path, type } of templateFiles(template)) {
    const answer = await finder.ofTemplate(path, type)
    if ('ok' in answer) files.set(path, answer.ok)
    else faults.push(`${path}: ${answer.fault.message} ${answer.fault.whatToDo}`)
  }
  if (faults.length > 0) {
    throw new StudioError({
      code: 'template.files',
      message: `The template ${template.name} can't be used: ${faults.length === 1 ? 'a file of it is' : `${faults.length} files of it are`} at fault.`,
      details: faults,
      whatToDo: 'Mend the files of the template and try again.',
    })
  }
  return (path) => {
    const file = files.get(path)
    if (file === undefined) throw new Error(`the template's file ${path} was not looked at`)
    return file
  }
}

/** Gathers what was found in a row: each fault once, however many languages and formats it shows in. */
function createCollection(row: Row, setup: PlannerSetup) {
  const problems: RowProblem[] = []
  const warnings: Finding[] = []
  const seen = new Set<string>()
  const place = { line: row.line, rowNumber: row.number, key: row.key }
  const add = (fault: SceneFault, language: string | null, format: string | null) => {
    const key = JSON.stringify([fault.rule, fault.variable, fault.value, fault.layer, fault.severity])
    if (seen.has(key)) return
    seen.add(key)
    const { rule, message, whatToDo, variable, value, scene, layer, severity } = fault
    const where = language === null || format === null ? '' : ` (${language}, ${format})`
    const column =
      variable === null ? null : (setup.columnOf(variable, language) ?? setup.columnOf(variable, null))
    if (severity === 'error') {
      problems.push({
        ...place,
        column,
        value: value === null ? null : value.slice(0, 200),
        rule,
        message: `${message.replace(/\.$/, '')}${where}.`,
        whatToDo,
      })
    } else {
      warnings.push({
        severity,
        rule,
        message,
        whatToDo,
        rowKey: row.key,
        line: row.line,
        language,
        format,
        scene,
        layer,
        column,
      })
    }
  }
  return {
    asset(fault: RowAssets['faults'][number]) {
      const { rule, message, whatToDo, variable, language, source, fallback } = fault
      if (fallback)
        add(
          {
            severity: 'warning',
            rule: 'asset.fallback',
            message: `${message.replace(/\.$/, '')}: the template's fallback stands in.`,
            whatToDo,
            variable,
            value: source,
            scene: null,
            layer: null,
          },
          language,
          null,
        )
      else
        add(
          { severity: 'error', rule, message, whatToDo, variable, value: source, scene: null, layer: null },
          language,
          null,
        )
    },
    scene: add,
    thrown(error: unknown, language: string, format: string) {
      if (!(error instanceof StudioError)) throw error
      add(
        {
          severity: 'error',
          rule: error.code,
          message: error.message,
          whatToDo: error.whatToDo ?? 'Change the row.',
          variable: null,
          value: null,
          scene: null,
          layer: null,
        },
        language,
        format,
      )
    },
    result: () => ({ problems, warnings }),
  }
}
