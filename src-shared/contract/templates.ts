import { z } from 'zod'
import type { Variable } from '../data/variables.ts'
import type { Finding } from '../plans/findings.ts'
import type { TemplateChange } from '../templates/changes.ts'
import type { Codec } from '../templates/formats.ts'
import { versionPattern } from '../templates/versions.ts'
import type { ErrorShape } from './errors.ts'

export type TemplateSummary = {
  name: string
  version: string
  title: string
  description: string
  folder: string
  formats: { id: string; title: string; width: number; height: number; codec: Codec }[]
  languages: { id: string; title: string }[]
  variables: (Variable & { name: string })[]
  /** The quality profile that it names, `off` for none; null: it names nothing. */
  inspects: string | null
  /** LUFS that it brings its sound to; null: it has no sound of its own. */
  loudness: number | null
}

/** `shipped`: comes with the product. `changed`: an own one that takes the place of one that comes with the product. */
type TemplateOrigin = 'shipped' | 'own' | 'changed'

/** A template of the library. */
export type TemplateEntry = TemplateSummary & {
  origin: TemplateOrigin
  /** Somebody changed it and didn't publish that yet. */
  hasDraft: boolean
  /** When this version was published here (ISO 8601); null: it came with the product. */
  at: string | null
  /** How much was found wrong with it; what is wrong with one language or format keeps only that from being made. */
  errors: number
  warnings: number
}

/** A template of the library that can't be used, and why. */
export type BrokenTemplate = { name: string; folder: string; origin: TemplateOrigin; error: ErrorShape }

/** Which batches a template made, whichever of its versions. */
export type TemplateUse = {
  template: string
  batches: number
  /** Of these: not over yet. `running`: being worked on now. */
  unfinished: number
  running: number
  /** The latest one; `at`: when it was started (ISO 8601). */
  last: { batch: string; name: string; at: string }
}

export type TemplateVersion = {
  version: string
  /** When it was published here (ISO 8601); null: it comes with the product. */
  at: string | null
  note: string
  origin: 'shipped' | 'own'
  /** The template's name stands for this one. */
  isCurrent: boolean
  /** Since the version before; null: there is none, or one of the two can't be read. */
  changes: TemplateChange[] | null
}

/** What two versions differ in, and what each of them has. */
export type TemplateComparison = {
  changes: TemplateChange[]
  from: ComparedSide
  to: ComparedSide
}
export type ComparedSide = {
  title: string
  formats: { id: string; title: string; width: number; height: number }[]
  languages: { id: string; title: string }[]
  defaultLanguage: string
}

const template = z.string().min(1).max(4_096)
/** Own templates are known by name alone. */
const name = z.string().min(1).max(64)
const version = z.string().regex(versionPattern, 'a version like 1.0.0')
const path = z.string().min(1).max(4_096)
/** Chosen by the asker, to recognise `template.progress` and to stop it. */
const id = z.string().regex(/^[\w-]{1,64}$/)

export const templateCommands = {
  /** Those that can be used, in order of name. */
  'template.list': z.strictObject({}),
  'template.broken': z.strictObject({}),
  'template.show': z.strictObject({ template }),
  'template.check': z.strictObject({ template }),
  'template.schema': z.strictObject({}),
  /** Only of templates that made a batch. */
  'template.uses': z.strictObject({}),
  'template.versions': z.strictObject({ template: name }),
  'template.compare': z.strictObject({ template: name, from: version, to: version }),
  /** The video of a version as galleries show it; its frames: `template/<name>/still/...` of media.ts. */
  'template.timeline': z.strictObject({
    template: name,
    version,
    language: z.string().max(40),
    format: z.string().max(100),
  }),
  /** Makes another version the one that the name stands for; `shipped`: the one that comes with the product. */
  'template.restore': z.strictObject({ template: name, version: z.union([version, z.literal('shipped')]) }),
  /** Without names, free ones are made. */
  'template.duplicate': z.strictObject({
    template,
    name: name.optional(),
    title: z.string().min(1).max(200).optional(),
  }),
  /** A folder with a template.json, that file, or a zip. `as`: what to do when there is one of that name already. */
  'template.import': z.strictObject({
    path,
    as: z.enum(['new-version', 'copy']).optional(),
    id: id.optional(),
  }),
  /** As a zip; `.zip` is added to a path without it. */
  'template.export': z.strictObject({
    template: name,
    path,
    version: version.optional(),
    overwrite: z.boolean().default(false),
    id: id.optional(),
  }),
  /** Of an import or export that runs: it rejects with `template.stopped`, and leaves nothing behind. */
  'template.stop': z.strictObject({ id }),
  /** Removes an own template with all of its versions. */
  'template.delete': z.strictObject({ template: name }),
  /** Undoes `template.delete`, by what it answered; for thirty days. */
  'template.bring-back': z.strictObject({ removed: z.string().max(100) }),
} as const

export type TemplateAnswers = {
  'template.list': TemplateEntry[]
  'template.broken': BrokenTemplate[]
  'template.show': TemplateSummary
  'template.check': { findings: Finding[] }
  'template.schema': Record<string, unknown>
  'template.uses': TemplateUse[]
  'template.versions': TemplateVersion[]
  'template.compare': TemplateComparison
  'template.timeline': { duration: number; scenes: { id: string; from: number; to: number }[] }
  /** `before`: what the name stood for, to go back. */
  'template.restore': { version: string; before: string }
  'template.duplicate': { name: string; version: string }
  /** `same`: this very version was there already. */
  'template.import': {
    name: string
    version: string
    outcome: 'new' | 'new-version' | 'copy' | 'same'
  }
  'template.export': { path: string; bytes: number }
  'template.stop': null
  /** `shipped`: the version that comes with the product and is back in its place; null: there is none. */
  'template.delete': { removed: string; shipped: string | null }
  'template.bring-back': { name: string; version: string }
}
