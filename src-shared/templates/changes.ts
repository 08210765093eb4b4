/** What of a template changed. `asset`: a file of it. `template`: its title, canvas, rate and the like. */
const changedThings = [
  'template',
  'scene',
  'layer',
  'variable',
  'format',
  'language',
  'string',
  'colour',
  'font',
  'text-style',
  'logo',
  'sound',
  'asset',
] as const
export type ChangedThing = (typeof changedThings)[number]

/** One thing that differs between two versions of a template. */
export type TemplateChange = {
  what: ChangedThing
  /**
   * As its author calls it; a layer with its scene: `intro / title`, a string with its language: `de / offer`;
   * empty for the template itself and its sound.
   */
  name: string
  how: 'added' | 'removed' | 'changed' | 'moved'
  /** For what changed: each property by its path, and what it was and is, as short texts; null: not there. */
  details: { property: string; from: string | null; to: string | null }[]
}
