import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { type Inspected, withInspected } from '../whole-studio/inspected.ts'
import { type Shipped, shipped, smallCopy } from '../whole-studio/likeness.ts'
import { type Altered, alteredKinds } from './quality-altered.ts'
import type { FaultKind } from './quality-faults.ts'
import { type Footage, makeClip, measureFootage } from './quality-footage.ts'
import { createDraw, type LabelledClip } from './quality-labels.ts'
import { plannedFaults } from './quality-planned-faults.ts'

type How = {
  seeds: readonly number[]
  only(name: string): boolean
  /** One template, language and format. */
  smoke: boolean
  /** Whether there is no more time: nothing further is begun, and what is left out is told. */
  isOver?(): boolean
  leaveOut?(what: string): void
  look(clip: LabelledClip, seed: number | null): Promise<void>
  say(text: string): void
}

const names = Object.keys(shipped) as Shipped[]
/** As small as the clips of others. */
const smallerBy = 3
const fixedSeed = 20_240_301
const mp4Formats = ['landscape', 'portrait', 'square']
const allFormats = [...mp4Formats, 'email']
const languages = ['en', 'de', 'ar']

/** Frames a second of the shipped templates' videos; a GIF has its own. */
const rateOf = (plan: { rate: { num: number; den: number } }) => plan.rate.num / plan.rate.den

/** A fault that waits for the video it is put into. */
type Waiting = { kind: FaultKind; name: string; number: number; seed: number | null; from: string[] }

/**
 * Videos of the shipped templates, judged with their plans: as they come, with faults put into the finished file, and rendered from a
 * template that was changed without its plan.
 */
export async function runPlanned(folder: string, how: How): Promise<void> {
  const templates = how.smoke ? names.slice(0, 1) : names
  const waiting = [null, ...how.seeds].flatMap((seed) => waitingOf(seed, how))
  const bases = templates.flatMap((template) =>
    (how.smoke ? ['landscape'] : allFormats).flatMap((format) =>
      (how.smoke ? ['en'] : languages).map((language) => ({ template, language, format })),
    ),
  )
  const nameOf = (base: (typeof bases)[number]) => `${base.template} ${base.language} ${base.format}`
  // Each fault goes into a video that was drawn for it; into another one, where nothing moves for as long as it needs.
  const drawn = bases.filter(({ format }) => mp4Formats.includes(format)).map(nameOf)
  for (const one of waiting) {
    const draw = createDraw(one.seed ?? fixedSeed, `${one.name} base`)
    one.from = [...drawn].sort(() => draw.number(-1, 1)).slice(0, how.smoke ? 1 : 4)
  }
  const work = async (template: Shipped) => {
    const own = join(folder, template)
    await mkdir(own, { recursive: true })
    const used = {
      languages: how.smoke ? ['en'] : languages,
      formats: how.smoke ? ['landscape'] : allFormats,
    }
    const { data, key } = shipped[template]
    const small = smallCopy(template, own, smallerBy)
    await withInspected({ folder: own, template: small, data, key, ...used }, async (studio) => {
      for (const base of bases.filter((one) => one.template === template)) {
        if (how.isOver?.())
          return how.leaveOut?.(`${template} from ${nameOf(base)} on: there was no more time`)
        await ofBase(studio, own, base, nameOf(base), waiting, how)
      }
    })
    await rm(own, { recursive: true, force: true })
  }
  const inTurn = async () => {
    for (const template of templates) await work(template)
  }
  await Promise.all([inTurn(), alterations(join(folder, 'altered'), how)])
  for (const { name } of waiting) {
    how.say(`${name}: no video for it`)
    how.leaveOut?.(`${name}: none of the videos that were drawn for it has a place for it`)
  }
}

function waitingOf(seed: number | null, { only }: How): Waiting[] {
  return plannedFaults
    .filter(({ name }) => only(name))
    .flatMap((kind) =>
      Array.from({ length: seed === null ? kind.fixed : kind.drawn }, (_, at) => ({
        kind,
        name: `${kind.name} ${seed === null ? `(${at + 1})` : `(seed ${seed}, ${at + 1})`}`,
        number: at + 1,
        seed,
        from: [],
      })),
    )
}

type Base = { template: Shipped; language: string; format: string }

async function ofBase(
  studio: Inspected,
  folder: string,
  { language, format }: Base,
  name: string,
  waiting: Waiting[],
  how: How,
): Promise<void> {
  const mine = waiting.filter(({ from }) => from.includes(name))
  const isWanted = how.only('as it came')
  if (mine.length === 0 && !isWanted) return
  const draw = createDraw(fixedSeed, name)
  const video = await studio.planned(studio.row(draw.whole(1, 4)), language, format)
  const path = await studio.render(video)
  const clip = (change: Partial<LabelledClip> & Pick<LabelledClip, 'name' | 'path'>): LabelledClip => ({
    ...{ kind: 'planned', faults: [], also: [], drawn: false, shipped: false, loudness: -14 },
    ...change,
    inspect: () => studio.inspect(change.path, video),
  })
  if (isWanted) await how.look(clip({ name: `${name}, as it came`, path, shipped: true }), null)
  if (mine.length === 0) return
  const footage = await measureFootage(folder, path)
  for (const one of mine) {
    const made = placed(one, footage)
    if (made === null) continue
    waiting.splice(waiting.indexOf(one), 1)
    const spoilt = await makeClip(folder, one.name, path, made)
    const { faults, also = [] } = made
    const drawn = one.seed !== null
    const inspect = () => studio.inspect(spoilt, video, { compares: one.kind.compares === true })
    const looked = clip({ name: `${one.name} in ${name}`, path: spoilt, faults, also, drawn })
    await how.look({ ...looked, inspect }, one.seed)
  }
  if (Math.abs(rateOf(video.plan) - footage.rate) > 0.01) throw new Error(`${name} has another rate.`)
}

/** null: nothing moves in it for as long as the fault needs. */
function placed({ kind, name, seed }: Waiting, footage: Footage) {
  try {
    return kind.make(createDraw(seed ?? fixedSeed, name), footage)
  } catch {
    return null
  }
}

/** Videos of a template that was changed: judged with the plan of the one that was meant, or with its own. */
async function alterations(folder: string, how: How): Promise<void> {
  if (!alteredKinds.some(({ name }) => how.only(name))) return
  await mkdir(folder, { recursive: true })
  const template = smallCopy('product-showcase', folder, smallerBy)
  const { data, key } = shipped['product-showcase']
  await withInspected({ folder, template, data, key, languages: ['en'], formats: ['landscape'] }, (meant) =>
    alterEach(meant, folder, template, how),
  )
}

async function alterEach(meant: Inspected, folder: string, template: string, how: How): Promise<void> {
  const all = [null, ...how.seeds].flatMap((seed) =>
    alteredKinds
      .filter(({ name }) => how.only(name))
      .flatMap((kind) =>
        Array.from({ length: seed === null ? kind.fixed : kind.drawn }, (_, at) => ({
          kind,
          seed,
          name: `${kind.name} ${seed === null ? `(${at + 1})` : `(seed ${seed}, ${at + 1})`}`,
        })),
      ),
  )
  for (const [at, { kind, seed, name }] of all.entries()) {
    if (how.isOver?.()) return how.leaveOut?.(`altered templates from "${name}" on: there was no more time`)
    const copy = join(folder, `altered-${at}`)
    cpSync(template, copy, { recursive: true })
    const path = join(copy, 'template.json')
    const source = JSON.parse(readFileSync(path, 'utf8')) as TemplateSource
    const altered: Altered = await kind.alter(source, createDraw(seed ?? fixedSeed, name), copy)
    writeFileSync(path, JSON.stringify(source))
    const { data, key } = shipped['product-showcase']
    const [language, format] = ['en', 'landscape']
    await withInspected(
      { folder: copy, template: copy, data, key, languages: [language], formats: [format] },
      async (studio) => {
        const own = await studio.planned(studio.row(1), language, format)
        const made = await studio.render(own)
        const judge = altered.byOwnPlan ? studio : meant
        const plan = altered.byOwnPlan ? own : await meant.planned(meant.row(1), language, format)
        await how.look(
          {
            ...{ name, kind: 'planned', path: made, faults: altered.faults, also: altered.also ?? [] },
            ...{ drawn: seed !== null, shipped: false, loudness: -14 },
            inspect: () => judge.inspect(made, plan),
          },
          seed,
        )
      },
    )
    await rm(copy, { recursive: true, force: true })
  }
}
