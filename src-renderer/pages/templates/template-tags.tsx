import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import { words } from '../../words/words.ts'

/** What is special about a template: whose it is, a draft, findings. */
export function TemplateTags({ template }: { template: TemplateEntry }) {
  const { origin, hasDraft, errors, warnings } = template
  return (
    <div className="gallery-tags">
      {origin !== 'shipped' && (
        <Tooltip label={words.gallery.originText[origin]}>
          <span className="gallery-tag">{words.gallery.tags[origin]}</span>
        </Tooltip>
      )}
      {hasDraft && (
        <Tooltip label={words.gallery.draftText}>
          <span className="gallery-tag">
            <IconPencil size={12} aria-hidden="true" />
            {words.gallery.draft}
          </span>
        </Tooltip>
      )}
      {errors + warnings > 0 && (
        <span className="gallery-tag" data-tone={errors > 0 ? 'bad' : 'warn'}>
          <IconAlertTriangle size={12} aria-hidden="true" />
          {words.gallery.problems(errors, warnings)}
        </span>
      )}
    </div>
  )
}
