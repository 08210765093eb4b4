import type { TemplateEntry, TemplateUse } from '../../src-shared/contract/templates.ts'

export const galleryOrigins = ['all', 'own', 'shipped'] as const
export const gallerySorts = ['name', 'used', 'changed'] as const

/** What of the templates is on show, and in which order. */
export type GalleryView = {
  search: string
  /** `own`: also those that take the place of one that comes with the product. */
  origin: (typeof galleryOrigins)[number]
  sort: (typeof gallerySorts)[number]
}

/** Templates that match, in order. Every word of the search must stand somewhere in what is known of the template. */
export function shownTemplates(
  templates: readonly TemplateEntry[],
  { search, origin, sort }: GalleryView,
  uses: ReadonlyMap<string, TemplateUse>,
): TemplateEntry[] {
  const words = folded(search).split(/\s+/).filter(Boolean)
  const matches = (template: TemplateEntry) => {
    if (origin !== 'all' && (origin === 'shipped') !== (template.origin === 'shipped')) return false
    const text = words.length === 0 ? '' : textOf(template)
    return words.every((word) => text.includes(word))
  }
  const newest = (template: TemplateEntry) =>
    (sort === 'used' ? uses.get(template.name)?.last.at : template.at) ?? ''
  return templates.filter(matches).sort((one, other) => {
    if (sort !== 'name') {
      const [first, second] = [newest(one), newest(other)]
      if (first !== second) return first > second ? -1 : 1
    }
    return (
      one.title.localeCompare(other.title, undefined, { numeric: true }) || (one.name < other.name ? -1 : 1)
    )
  })
}

function textOf({ name, title, description, formats, languages, variables }: TemplateEntry): string {
  return folded(
    [
      name,
      title,
      description,
      ...formats.flatMap(({ id, title, width, height }) => [id, title, `${width}x${height}`]),
      ...languages.flatMap(({ id, title }) => [id, title]),
      ...variables.flatMap(({ name, title }) => [name, title ?? '']),
    ].join('\n'),
  )
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** How cards of equal size fill a width: columns, and the size of each card in pixels. */
export function cardsIn(
  width: number,
  { least, gap, below }: { least: number; gap: number; below: number },
): { columns: number; width: number; picture: number; height: number } {
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)))
  const card = Math.max(0, Math.floor((width - gap * (columns - 1)) / columns))
  const picture = Math.round((card * 9) / 16)
  return { columns, width: card, picture, height: picture + below }
}
