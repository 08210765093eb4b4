import { ActionIcon, Button } from '@mantine/core'
import { IconDots, IconPlayerPlayFilled } from '@tabler/icons-react'
import { memo, useState } from 'react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import { newBatchWith, openDetails, useGallery } from '../../state/templates.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { LivingPicture, stampOf } from './living-picture.tsx'
import { TemplateMenu } from './template-menu.tsx'
import { OriginTag, StateTags } from './template-tags.tsx'

/** A template: its picture, what it is, and what can be done with it. */
export const TemplateCard = memo(function TemplateCard({ template }: { template: TemplateEntry }) {
  const { name, version, title, formats, languages, variables } = template
  const [isLooked, setLooked] = useState(false)
  const isOpen = useGallery(({ open }) => open?.name === name)
  return (
    <article
      className="gallery-card"
      data-on={isOpen || undefined}
      onPointerEnter={() => setLooked(true)}
      onPointerLeave={() => setLooked(false)}
      onFocus={() => setLooked(true)}
      onBlur={() => setLooked(false)}
    >
      <LivingPicture key={stampOf(template)} template={template} plays={isLooked} />
      <div className="gallery-text">
        <div className="gallery-name">
          <button
            type="button"
            className="gallery-open"
            aria-label={words.gallery.openDetails(title)}
            onClick={() => openDetails(name)}
          >
            {title}
          </button>
          <OriginTag template={template} />
          <TemplateMenu template={template}>
            <ActionIcon
              className="gallery-more"
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={words.gallery.more(title)}
            >
              <IconDots size={16} />
            </ActionIcon>
          </TemplateMenu>
        </div>
        <span className="gallery-facts">
          {version} · {words.gallery.facts(formats.length, languages.length, variables.length)}
        </span>
        <div className="gallery-foot">
          <Used name={name} />
          <StateTags template={template} />
          <Button
            className="gallery-use"
            size="compact-sm"
            variant="light"
            leftSection={<IconPlayerPlayFilled size={11} />}
            aria-label={words.gallery.newBatchWith(title)}
            onClick={() => newBatchWith(name)}
          >
            {words.gallery.newBatch}
          </Button>
        </div>
      </div>
    </article>
  )
})

function Used({ name }: { name: string }) {
  const use = useGallery(({ uses }) => uses.get(name))
  return (
    <span className="gallery-used">
      {use === undefined
        ? words.gallery.unused
        : words.gallery.used(use.batches, dayAndTime(use.last.at, new Date()))}
    </span>
  )
}
