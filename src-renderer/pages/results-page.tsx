import { ActionIcon, Button, Loader, Menu } from '@mantine/core'
import {
  IconDots,
  IconFileText,
  IconFolderOpen,
  IconMovie,
  IconRowRemove,
  IconStack2,
} from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import '../looks/results.css'
import type { Batch, Job } from '../../src-shared/batches/batch.ts'
import { ask } from '../bridge/bridge.ts'
import { BatchChooser } from '../parts/batch-chooser.tsx'
import { BatchTitle } from '../parts/batch-title.tsx'
import { ErrorNote } from '../parts/error-note.tsx'
import { NothingHere } from '../parts/nothing-here.tsx'
import { OpeningPage } from '../parts/opening-page.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Player } from '../parts/player/player.tsx'
import { tellFault } from '../parts/tell.tsx'
import type { WallHandle } from '../parts/tile-wall.tsx'
import { useActionsHere } from '../state/actions.ts'
import { useBatch } from '../state/known-batch.ts'
import { go } from '../state/places.ts'
import {
  goToTile,
  jobAt,
  loadIndex,
  noResultsFilter,
  openResults,
  refreshSoon,
  selectAll,
  useResults,
} from '../state/results.ts'
import { isUnderWay } from '../view-math/batch-list.ts'
import { apart } from '../view-math/bidi.ts'
import { shownOf } from '../view-math/loading.ts'
import { bytes, dayAndTime } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { Groups } from './results/groups.tsx'
import { renderAgain, SelectionBar } from './results/selection-bar.tsx'
import { Tools } from './results/tools.tsx'
import { Wall } from './results/wall.tsx'

/** What a batch made: a wall of pictures, and a player. Without a batch, all of them to choose from. */
export function ResultsPage({ batch }: { batch: string | null }) {
  if (batch !== null) return <OfBatch id={batch} />
  return (
    <BatchChooser
      title={words.results.title}
      line={words.results.choose}
      onChoose={(chosen) => go({ name: 'results', batch: chosen })}
    />
  )
}

function OfBatch({ id }: { id: string }) {
  const { batch, error, again } = useBatch(id)
  useEffect(() => openResults(id), [id])
  if (batch !== undefined) return <Results batch={batch} />
  return (
    <OpeningPage
      title={words.loading}
      error={error}
      failed={words.batch.notFound}
      again={again}
      back={{ label: words.results.title, to: { name: 'results', batch: null } }}
      elsewhere="history"
    />
  )
}

const reveal = (what: 'folder' | 'manifest' | 'rejected', batch: string) =>
  void ask('desktop.reveal', { what, batch }).catch(tellFault)

type Playing = { job: Job; beside: Job | null }

function Results({ batch }: { batch: Batch }) {
  const loading = useResults(({ index }) => index)
  const by = useResults(({ filter }) => filter.by)
  const index = shownOf(loading)
  const wall = useRef<WallHandle>(null)
  const [group, setGroup] = useState(0)
  const [playing, setPlaying] = useState<Playing | null>(null)
  const { done } = batch.counts
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was finished meanwhile joins the wall
  useEffect(() => {
    if (index !== null && index.total !== done) refreshSoon()
  }, [done])

  const open = useCallback(async (place: number) => {
    try {
      const job = await jobAt(place)
      if (job !== null) setPlaying({ job, beside: null })
    } catch (error) {
      tellFault(error)
    }
  }, [])
  const neighbour = async (step: 1 | -1) => {
    const { at } = useResults.getState()
    const place = at + step
    if (index === null || place < 0 || place >= index.jobs.length) return
    goToTile(place)
    await open(place)
  }
  useActionsHere({
    'results.search': () => document.getElementById('results-search')?.focus(),
    'results.folder': () => reveal('folder', batch.id),
    'results.select-all': selectAll,
    'results.again'() {
      const { selected } = useResults.getState()
      if (selected.size > 0) void renderAgain(batch.id, [...selected])
    },
    'results.batch': () => go({ name: 'batch', batch: batch.id }),
  })

  const size = index?.groups.reduce((sum, each) => sum + each.bytes, 0) ?? 0
  const hasGroups = by !== 'none' && (index?.groups.length ?? 0) > 1
  return (
    <div className="results-page">
      <div className="results-head">
        <PageHead
          title={
            <BatchTitle
              name={batch.name}
              back={{ label: words.results.all, to: { name: 'results', batch: null } }}
            />
          }
          line={`${apart(batch.template.title)} · ${dayAndTime(batch.createdAt, new Date())} · ${
            index === null || index.jobs.length === index.total
              ? words.results.size(index?.total ?? done, bytes(size))
              : words.results.shown(index.jobs.length, index.total)
          }`}
        >
          <PapersMenu batch={batch} />
          <Button
            variant="default"
            size="sm"
            leftSection={<IconFolderOpen size={16} />}
            onClick={() => reveal('folder', batch.id)}
          >
            {words.results.openFolder}
          </Button>
        </PageHead>
        <Tools batch={batch} />
        {loading.is === 'failed' && <ErrorNote error={loading.error} onTryAgain={() => void loadIndex()} />}
      </div>
      {index === null ? (
        loading.is !== 'failed' && <Loader className="results-loader" size="sm" aria-label={words.loading} />
      ) : index.jobs.length === 0 ? (
        <Nothing batch={batch} isFiltered={index.total > 0} />
      ) : (
        <div className="results-body" data-groups={hasGroups || undefined}>
          {hasGroups && (
            <Groups
              by={by}
              groups={index.groups}
              open={group}
              onOpen={(wanted) => wall.current?.showGroup(wanted)}
            />
          )}
          <Wall index={index} onOpen={(place) => void open(place)} onGroup={setGroup} ref={wall} />
        </div>
      )}
      <SelectionBar batch={batch.id} onCompare={([job, beside]) => setPlaying({ job, beside })} />
      <Player
        job={playing?.job ?? null}
        beside={playing?.beside ?? null}
        place={index === null ? null : { at: useResults.getState().at, total: index.jobs.length }}
        onStep={(step) => void neighbour(step)}
        onAgain={(job) => void renderAgain(batch.id, [job.id])}
        onClose={() => {
          setPlaying(null)
          wall.current?.focus()
        }}
      />
    </div>
  )
}

function PapersMenu({ batch }: { batch: Batch }) {
  const { results } = words
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={results.papers}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconStack2 size={16} />}
          onClick={() => go({ name: 'batch', batch: batch.id })}
        >
          {results.toBatch}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileText size={16} />}
          disabled={batch.manifest === null}
          onClick={() => reveal('manifest', batch.id)}
        >
          {results.manifest}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRowRemove size={16} />}
          disabled={batch.rejected === null}
          onClick={() => reveal('rejected', batch.id)}
        >
          {results.rejected}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Nothing({ batch, isFiltered }: { batch: Batch; isFiltered: boolean }) {
  const { videos } = words
  const icon = <IconMovie size={40} stroke={1.2} aria-hidden="true" />
  if (isFiltered)
    return (
      <NothingHere icon={icon} title={videos.noMatch}>
        {videos.noMatchText}
        <br />
        <Button mt="sm" size="xs" variant="default" onClick={noResultsFilter}>
          {videos.showAll}
        </Button>
      </NothingHere>
    )
  const isGrowing = isUnderWay(batch)
  return (
    <NothingHere icon={icon} title={isGrowing ? videos.none : videos.noneEver}>
      {isGrowing && videos.noneText}
    </NothingHere>
  )
}
