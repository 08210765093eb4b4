import { join } from 'node:path'
import type { CheckName } from '../../src-shared/quality/checks.ts'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { projectRoot } from '../helpers/project-root.ts'
import { ffmpegRun } from './quality-footage.ts'
import type { Draw, Fault } from './quality-labels.ts'

/** `byOwnPlan`: the fault is planned; else the plan of the unchanged template holds. */
export type Altered = { faults: Fault[]; also?: CheckName[]; byOwnPlan: boolean }

type AlteredKind = {
  name: string
  fixed: number
  drawn: number
  /** Changes a copy of product-showcase, in its folder. */
  alter(source: TemplateSource, draw: Draw, folder: string): Altered | Promise<Altered>
}

type Layer = { id: string; start?: number; box?: { x?: number; y?: number }; look?: object; source?: object }

const sceneOf = (source: TemplateSource, scene: string) =>
  source.scenes.find(({ id }) => id === scene) as unknown as { layers: Layer[]; duration: number }
const layerOf = (source: TemplateSource, scene: string, layer: string): Layer =>
  sceneOf(source, scene).layers.find(({ id }) => id === layer)!

const stringsOf = (source: TemplateSource) =>
  (source.languages as unknown as Record<string, { strings: Record<string, string> }>).en!.strings

function remove(source: TemplateSource, scene: string, layer: string): void {
  const of = sceneOf(source, scene)
  of.layers = of.layers.filter(({ id }) => id !== layer)
}

/** Texts that stand in the landscape format of every row. */
const texts = [
  ['opening', 'tagline'],
  ['hero', 'name'],
  ['hero', 'price'],
  ['detail', 'description'],
  ['end-card', 'action'],
  ['end-card', 'address'],
] as const

const plain = (name: string, faults: Fault[], alter: (source: TemplateSource) => void): AlteredKind => ({
  name,
  fixed: 1,
  drawn: 0,
  alter(source) {
    alter(source)
    return { faults, byOwnPlan: true }
  },
})

/** A film of the template replaced by one of another kind, with nothing written over it. Its faults are the film's own, and shown as such. */
const ownFilm = (name: string, filter: string, also: CheckName[] = []): AlteredKind => ({
  name: `${name}, shown as it is`,
  fixed: 1,
  drawn: 0,
  async alter(source, _draw, folder) {
    const film = join(folder, 'assets', 'broll.mp4')
    const from = join(projectRoot, 'resources', 'templates', 'personal-ad', 'assets', 'broll-gold.mp4')
    const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
    await ffmpegRun([
      ...['-v', 'error', '-i', from, '-vf', `scale=640:360,${filter},format=yuv420p`, '-an'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', ...tags, film],
    ])
    for (const scene of ['opening', 'end-card']) {
      const of = sceneOf(source, scene)
      of.layers = of.layers.filter(({ id }) => id === 'paper')
    }
    return { faults: [], byOwnPlan: true, also }
  },
})

/** What a video has when it is not what was planned, or was planned badly. */
export const alteredKinds: readonly AlteredKind[] = [
  {
    name: 'a text is left out',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      const [scene, layer] = draw.oneOf(texts)
      remove(source, scene, layer)
      return { faults: [{ check: 'plan.missing' }], byOwnPlan: false, also: ['picture.frozen'] }
    },
  },
  {
    name: 'a picture is left out',
    fixed: 1,
    drawn: 0,
    alter(source) {
      remove(source, 'hero', 'picture')
      return {
        faults: [{ check: 'plan.missing' }],
        byOwnPlan: false,
        also: ['picture.frozen', 'plan.contrast'],
      }
    },
  },
  {
    name: 'a text comes too late',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      const [scene, layer] = draw.oneOf(texts)
      const text = layerOf(source, scene, layer)
      text.start = (text.start ?? 0) + draw.number(0.6, 1.1)
      return { faults: [{ check: 'plan.missing' }], byOwnPlan: false, also: ['picture.frozen'] }
    },
  },
  {
    name: 'a text comes too early',
    fixed: 1,
    drawn: 0,
    alter(source) {
      layerOf(source, 'hero', 'offer').start = 0
      return { faults: [{ check: 'plan.missing' }], byOwnPlan: false, also: ['picture.frozen'] }
    },
  },
  {
    name: 'a text stands elsewhere',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      const [scene, layer] = draw.oneOf(texts)
      const { box } = layerOf(source, scene, layer)
      box!.y = (box!.y ?? 0) + draw.oneOf([-1, 1]) * draw.whole(24, 60)
      return { faults: [{ check: 'plan.missing' }], byOwnPlan: false }
    },
  },
  {
    name: 'a text has another colour',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      const [scene, layer] = draw.oneOf(texts)
      const text = layerOf(source, scene, layer)
      text.look = { ...text.look, colour: draw.oneOf(['#C2185B', '#7B1FA2', '#1565C0']) }
      return { faults: [{ check: 'plan.missing' }], byOwnPlan: false, also: ['plan.contrast'] }
    },
  },
  {
    name: 'another logo',
    fixed: 1,
    drawn: 0,
    alter(source) {
      source.brand!.logo = 'assets/mark-dark.svg'
      return { faults: [{ check: 'plan.logo' }], byOwnPlan: false }
    },
  },
  {
    name: 'no logo',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      remove(source, draw.oneOf(['opening', 'hero', 'end-card']), 'logo')
      return { faults: [{ check: 'plan.logo' }], byOwnPlan: false }
    },
  },
  {
    name: 'letters that nobody can read',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      // Sand is what is behind them.
      layerOf(source, 'hero', 'name').look = { colour: draw.oneOf(['#E8DCC6', '#D9CDB8', '#FFF6E9']) }
      return { faults: [{ check: 'plan.contrast' }], byOwnPlan: true, also: ['plan.colours'] }
    },
  },
  {
    name: 'letters at the very edge',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      layerOf(source, 'hero', 'name').box!.x = draw.whole(2, 16)
      return { faults: [{ check: 'plan.margins' }], byOwnPlan: true }
    },
  },
  {
    name: 'a picture that is far too small',
    fixed: 1,
    drawn: 1,
    async alter(source, draw, folder) {
      const size = draw.whole(60, 160)
      const picture = join(projectRoot, 'resources', 'sample-data', 'catalogue', 'images', 'mug.jpg')
      const small = join(folder, 'assets', 'small.jpg')
      await ffmpegRun(['-v', 'error', '-i', picture, '-vf', `scale=${size}:${size}`, '-q:v', '2', small])
      layerOf(source, 'hero', 'picture').source = { file: 'assets/small.jpg' }
      return { faults: [{ check: 'plan.enlarged' }], byOwnPlan: true }
    },
  },
  {
    name: "a colour that is none of the brand's",
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      layerOf(source, 'hero', 'name').look = { colour: draw.oneOf(['#6A0DAD', '#0B3D91', '#5B1A18']) }
      return { faults: [{ check: 'plan.colours' }], byOwnPlan: true }
    },
  },
  {
    name: 'letters that no font of the brand has',
    fixed: 1,
    drawn: 1,
    alter(source, draw) {
      const text = draw.oneOf(['Сделано на каждый день', 'נוצר לכל יום', 'ทำมาเพื่อทุกวัน', '毎日のために'])
      stringsOf(source).tagline = text
      return { faults: [{ check: 'plan.fonts' }], byOwnPlan: true }
    },
  },
  plain('a sign among letters that the font of the brand does not have', [], (source) => {
    stringsOf(source).tagline = 'Made to be used ⇄ every day.'
  }),
  plain('black letters', [], (source) => {
    layerOf(source, 'hero', 'name').look = { colour: '#000000' }
  }),
  plain('pale letters on a plate of their own', [], (source) => {
    const plate = { colour: 'green', paddingX: 24, paddingY: 12 }
    layerOf(source, 'hero', 'name').look = { colour: 'sand', plate }
  }),
  plain('a drawing shown many times its size', [], (source) => {
    layerOf(source, 'hero', 'picture').source = { file: 'assets/mark-dark.svg' }
  }),
  // Its colours stay as strong as they were: counted in the film itself, a seventh of its pixels have none that red, green and blue can make.
  ownFilm('a night scene', "lutyuv=y='16+(val-16)*0.12'", ['picture.levels']),
  ownFilm(
    'a night scene without colours',
    "lutyuv=y='16+(val-16)*0.08':u='128+(val-128)*0.1':v='128+(val-128)*0.1'",
  ),
  ownFilm('a film with bars', 'crop=640:260,pad=640:360:0:50'),
  ownFilm('a film of 12 frames a second in 30', 'fps=12,fps=30'),
  ownFilm(
    'a film that stands still',
    "select='eq(n,10)',loop=-1:1:0,settb=1/30,setpts=N,fps=30,trim=end_frame=240",
  ),
  ownFilm('a film that flashes twice a second', "drawbox=t=fill:c=white:enable='lt(mod(n,15),4)'"),
  ownFilm('a film that begins in black', "drawbox=t=fill:c=black:enable='lt(n,20)'"),
]
