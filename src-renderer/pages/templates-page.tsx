import '../looks/templates.css'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileZip, IconFolder, IconSearchOff, IconTemplate } from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { DropPlace, type Dropped } from '../parts/drop-place.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { NothingHere } from '../parts/nothing-here.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useActionsHere } from '../state/actions.ts'
import { chooseImport, importFrom, loadTemplates, look, useGallery } from '../state/templates.ts'
import { shownTemplates } from '../view-math/gallery.ts'
import { shownOf } from '../view-math/loading.ts'
import { words } from '../words/words.ts'
import { BrokenTemplates } from './templates/broken-templates.tsx'
import { CardGrid, GhostCards } from './templates/card-grid.tsx'
import { CarriedList } from './templates/carried-list.tsx'
import { CompareDialog } from './templates/compare-dialog.tsx'
import { DetailsDrawer } from './templates/details-drawer.tsx'
import { GalleryBar } from './templates/gallery-bar.tsx'
import { TakenQuestion } from './templates/taken-question.tsx'

/** Every template as a living picture; what can be done with each. */
export function TemplatesPage() {
  const templates = useGallery(({ templates }) => templates)
  const broken = useGallery(({ broken }) => broken)
  const uses = useGallery(({ uses }) => uses)
  const view = useGallery(({ view }) => view)
  const search = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const known = shownOf(templates)
  const shown = useMemo(() => shownTemplates(known ?? [], view, uses), [known, view, uses])
  useEffect(() => void loadTemplates(), [])
  useActionsHere({
    'templates.search'() {
      search.current?.focus()
      search.current?.select()
    },
    'templates.import-folder': () => chooseImport('folder'),
    'templates.import-zip': () => chooseImport('zip'),
  })
  const own = known?.filter(({ origin }) => origin !== 'shipped').length ?? 0
  return (
    <DropPlace label={words.gallery.label} hint={words.gallery.drop} take={importAll}>
      <div className="page-scroll" ref={frame}>
        <div className="page-column gallery-page">
          <PageHead
            title={words.places.templates}
            line={
              known !== null
                ? words.gallery.line(known.length, own)
                : templates.is === 'failed'
                  ? undefined
                  : words.loading
            }
          >
            <ImportMenu />
          </PageHead>
          <CarriedList />
          {templates.is === 'failed' && (
            <ErrorNote error={templates.error} onTryAgain={() => void loadTemplates()} />
          )}
          {(known === null ? templates.is !== 'failed' : known.length > 0) && (
            <GalleryBar search={search} shown={shown.length} />
          )}
          {known === null ? (
            templates.is !== 'failed' && <GhostCards />
          ) : known.length === 0 && broken.length === 0 ? (
            <NothingHere icon={<IconTemplate size={32} stroke={1.4} />} title={words.gallery.none}>
              {words.gallery.noneText}
            </NothingHere>
          ) : shown.length === 0 && known.length > 0 ? (
            <NothingHere
              icon={<IconSearchOff size={32} stroke={1.4} />}
              title={words.gallery.noMatch}
              action={
                <Button mt="xs" variant="default" onClick={() => look({ search: '', origin: 'all' })}>
                  {words.gallery.showAll}
                </Button>
              }
            >
              {words.gallery.noMatchText}
            </NothingHere>
          ) : (
            <CardGrid templates={shown} frame={frame} />
          )}
          {broken.length > 0 && <BrokenTemplates broken={broken} />}
        </div>
      </div>
      <DetailsDrawer />
      <TakenQuestion />
      <CompareDialog />
    </DropPlace>
  )
}

async function importAll(dropped: readonly Dropped[]): Promise<void> {
  for (const { path } of dropped) await importFrom(path)
}

function ImportMenu() {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={15} />}>{words.gallery.import}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFolder size={15} />} onClick={() => chooseImport('folder')}>
          {words.gallery.importFolder}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileZip size={15} />} onClick={() => chooseImport('zip')}>
          {words.gallery.importZip}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
