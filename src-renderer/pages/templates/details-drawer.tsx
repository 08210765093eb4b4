import { ActionIcon, Button, Drawer, Tabs } from '@mantine/core'
import { IconCirclePlus, IconDots, IconPencil } from '@tabler/icons-react'
import { useRef } from 'react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import {
  closeDetails,
  edit,
  type GalleryTab,
  newBatchWith,
  openDetails,
  useGallery,
} from '../../state/templates.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'
import { TemplateFacts } from './template-facts.tsx'
import { TemplateMenu } from './template-menu.tsx'
import { VersionList } from './version-list.tsx'

/** All of one template beside the gallery: what it is made of, and its versions. */
export function DetailsDrawer() {
  const open = useGallery(({ open }) => open)
  const isComparing = useGallery(({ compared }) => compared !== null)
  const templates = useGallery(({ templates }) => templates)
  const found = shownOf(templates)?.find(({ name }) => name === open?.name)
  // While it slides away it still shows what it showed.
  const last = useRef<TemplateEntry | undefined>(undefined)
  last.current = found ?? last.current
  const template = last.current
  return (
    <Drawer
      // One layer at a time: it is back when the comparison is closed.
      opened={open !== null && found !== undefined && !isComparing}
      onClose={closeDetails}
      position="right"
      size={560}
      lockScroll={false}
      title={template?.title}
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{ body: 'details-body', title: 'details-title' }}
    >
      {template !== undefined && (
        <>
          <div className="details-head">
            <p className="details-line">
              <code>{template.name}</code>
              <span>{words.galleryDetails.version(template.version)}</span>
              <span>{words.gallery.originText[template.origin]}</span>
            </p>
            <div className="details-actions">
              <Button
                size="xs"
                leftSection={<IconCirclePlus size={15} />}
                onClick={() => newBatchWith(template.name)}
                data-autofocus
              >
                {words.gallery.newBatch}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPencil size={15} />}
                onClick={() => edit(template.name)}
              >
                {words.gallery.edit}
              </Button>
              <TemplateMenu template={template}>
                <ActionIcon variant="default" size={30} aria-label={words.gallery.more(template.title)}>
                  <IconDots size={16} />
                </ActionIcon>
              </TemplateMenu>
            </div>
          </div>
          <Tabs
            value={open?.tab ?? 'details'}
            onChange={(tab) => openDetails(template.name, (tab ?? 'details') as GalleryTab)}
            keepMounted={false}
          >
            <Tabs.List>
              <Tabs.Tab value="details">{words.galleryDetails.tabs.details}</Tabs.Tab>
              <Tabs.Tab value="versions">{words.galleryDetails.tabs.versions}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="details">
              <TemplateFacts key={template.name} template={template} />
            </Tabs.Panel>
            <Tabs.Panel value="versions">
              <VersionList key={template.name} template={template} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Drawer>
  )
}
