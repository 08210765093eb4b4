import { ActionIcon, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { look, useGallery } from '../../state/templates.ts'
import { type GalleryView, galleryOrigins, gallerySorts } from '../../view-math/gallery.ts'
import { words } from '../../words/words.ts'

/** What of the templates is on show, and in which order. */
export function GalleryBar({ search, shown }: { search: RefObject<HTMLInputElement | null>; shown: number }) {
  const view = useGallery(({ view }) => view)
  return (
    <search className="gallery-bar">
      <TextInput
        ref={search}
        className="gallery-search"
        type="search"
        aria-label={words.gallery.search}
        placeholder={words.gallery.search}
        value={view.search}
        onChange={(event) => look({ search: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && look({ search: '' })}
        leftSection={<IconSearch size={15} />}
        rightSection={
          view.search !== '' && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={words.clearSearch}
              onClick={() => {
                look({ search: '' })
                search.current?.focus()
              }}
            >
              <IconX size={14} />
            </ActionIcon>
          )
        }
      />
      <SegmentedControl
        aria-label={words.gallery.origin}
        value={view.origin}
        onChange={(origin) => look({ origin: origin as GalleryView['origin'] })}
        data={galleryOrigins.map((value) => ({ value, label: words.gallery.origins[value] }))}
      />
      <NativeSelect
        aria-label={words.gallery.sort}
        value={view.sort}
        onChange={(event) => look({ sort: event.currentTarget.value as GalleryView['sort'] })}
        data={gallerySorts.map((value) => ({ value, label: words.gallery.sorts[value] }))}
      />
      <span className="visually-hidden" role="status">
        {words.gallery.shown(shown)}
      </span>
    </search>
  )
}
