import type { Row } from '../../../src-shared/data/rows.ts'
import { valuesFor } from '../../../src-shared/data/rows.ts'
import type { Value } from '../../../src-shared/data/values.ts'
import type { MixInput } from '../../../src-shared/plans/media.ts'
import type { Codec } from '../../../src-shared/templates/formats.ts'
import { localeOf, stringsOf } from '../../../src-shared/templates/languages.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import type { Scope } from '../../core/expressions/scope.ts'
import type { LiveScene } from '../../core/render-plan/live-scene.ts'
import { composeFormatOf } from '../../core/scene-layout/frame-geometry.ts'
import type { LaidOutScene, LaidOutTemplate } from '../../core/scene-layout/scene-layout.ts'
import type { RowAssets } from './found-assets.ts'
import { type LayerFault, liveLayer, type TextCache } from './live-layers.ts'
import type { FoundAsset, PlannerNeeds } from './needs.ts'
import { resolveColour, type TemplateProgram } from './template-program.ts'

export type SceneFault = LayerFault & { scene: string | null; layer: string | null }
/** A clip's own sound; frames count from the start of its scene, the `scene`th that is shown. */
export type SceneSound = { input: Omit<MixInput, 'at' | 'duration'>; scene: number; from: number; to: number }

export type LiveVideo = { scenes: LiveScene[]; sounds: SceneSound[]; faults: SceneFault[] }

type LiveRequest = {
  template: Template
  program: TemplateProgram
  needs: PlannerNeeds
  laidOut: LaidOutTemplate
  language: string
  codec: Codec
  row: Row
  assets: RowAssets
  ofTemplate(path: string): FoundAsset
  known: TextCache
}

/** The scenes that this row has, in this language and format: conditions tested, repeats written out, texts set. */
export function liveScenes(request: LiveRequest): LiveVideo {
  const { template, program, laidOut, language, row, codec } = request
  const values = valuesFor(row, language)
  const scope: Scope = {
    values,
    strings: stringsOf(template, language),
    language,
    locale: localeOf(template, language),
    currency: null,
  }
  const live: LiveVideo = { scenes: [], sounds: [], faults: [] }
  for (const scene of laidOut.scenes) {
    for (const item of itemsOf(scene, values)) {
      const own = item === null ? scope : { ...scope, item }
      const { when } = scene.scene
      if (when !== undefined && !program.condition(scene.scene, when).compiled.test(own)) continue
      addScene(scene, own, live)
    }
  }
  if (live.scenes.length === 0) {
    live.faults.push({
      severity: 'error',
      rule: 'scenes.none',
      message: 'No scene of the template shows for this row.',
      whatToDo: 'Look at the conditions of the scenes, or at the values that they ask for.',
      variable: null,
      value: null,
      scene: null,
      layer: null,
    })
  }
  return live

  function addScene(scene: LaidOutScene, own: Scope, into: LiveVideo): void {
    const index = into.scenes.length
    const composeIn = composeFormatOf(codec, laidOut.frame.width, laidOut.frame.height)
    const layers = scene.layers.flatMap((layer) => {
      const made = liveLayer(layer, scene, {
        template,
        program,
        needs: request.needs,
        scope: own,
        unit: laidOut.frame.unit,
        rate: laidOut.rate,
        codec,
        composeIn,
        over: scene.scene.repeat?.over ?? null,
        find: request.assets.find,
        ofTemplate: request.ofTemplate,
        fault: (fault) => into.faults.push({ ...fault, scene: scene.scene.id, layer: layer.layer.id }),
        sound: (input, from, to) => into.sounds.push({ input, scene: index, from, to }),
        known: request.known,
      })
      return made === null ? [] : [made]
    })
    into.scenes.push({
      id: own.item === undefined ? scene.scene.id : `${scene.scene.id} ${own.item.number}`,
      frames: scene.frames,
      background: resolveColour(scene.background, template, own.values),
      backgroundFollows: program.colourFollows(scene.background),
      layers,
      transition: scene.transition,
    })
  }
}

function itemsOf(
  scene: LaidOutScene,
  values: Record<string, Value>,
): ({ name: string; value: Value; number: number } | null)[] {
  const { repeat } = scene.scene
  if (repeat === undefined) return [null]
  const list = values[repeat.over]
  const items = list?.type === 'list' ? list.items : []
  return items.slice(0, repeat.max).map((value, index) => ({ name: repeat.as, value, number: index + 1 }))
}
