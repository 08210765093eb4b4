import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import { words } from '../../words/words.ts'

/** Whose a template is; nothing of those that come with the product. */
export function OriginTag({ template: { origin } }: { template: TemplateEntry }) {
  if (origin === 'shipped') return null
  return (
    <Tooltip label={words.gallery.originText[origin]}>
      <span className="gallery-tag">{words.gallery.tags[origin]}</span>
    </Tooltip>
  )
}

/** What waits for somebody: a draft, findings. */
export function StateTags({ template: { hasDraft, errors, warnings } }: { template: TemplateEntry }) {
  const problems = words.gallery.problems(errors, warnings)
  return (
    <>
      {hasDraft && (
        <Tooltip label={words.gallery.draftText}>
          <span className="gallery-tag toned" data-tone="accent">
            <IconPencil size={12} aria-hidden="true" />
            {words.gallery.draft}
          </span>
        </Tooltip>
      )}
      {problems !== '' && (
        <span className="gallery-tag toned" data-tone={errors > 0 ? 'bad' : 'warn'}>
          <IconAlertTriangle size={12} aria-hidden="true" />
          {problems}
        </span>
      )}
    </>
  )
}
