import { Button, Loader, Tabs } from '@mantine/core'
import { IconArrowBackUp, IconChecks, IconEyeCheck, IconFilterCheck } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import type { DecisionKind } from '../../../src-shared/review/review.ts'
import { BatchTitle } from '../../parts/batch-title.tsx'
import { confirm } from '../../parts/confirm.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import type { WallHandle } from '../../parts/tile-wall.tsx'
import { Told } from '../../parts/told.tsx'
import { Tool } from '../../parts/tool.tsx'
import { useActionsHere } from '../../state/actions.ts'
import { go } from '../../state/places.ts'
import {
  goToItem,
  loadJobs,
  loadStatus,
  nextOpen,
  noFilter,
  openVideo,
  useReview,
} from '../../state/review.ts'
import { decide, seenOf, undoLast, useCanUndo, type Why } from '../../state/review-acts.ts'
import { askReviewer } from '../../state/reviewer.ts'
import { apart } from '../../view-math/bidi.ts'
import { shownOf } from '../../view-math/loading.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { Figures } from './figures.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { ReviewerMenu } from './reviewer.tsx'
import { SampleDialog } from './sample-dialog.tsx'
import { sayOf } from './say-of.ts'
import { openOf, pageOf, pageSize, Sheet } from './sheet.tsx'
import { Standing } from './standing.tsx'
import { tellDecided } from './tell-decided.ts'
import { Tools } from './tools.tsx'
import { Video } from './video.tsx'

/** Takes back what was done last. */
function undo(): void {
  undoLast().then(
    (says) => tell(says === null ? words.review.nothingToUndo : words.review.undone(says)),
    tellFault,
  )
}

/** The desk of one batch: its contact sheet, one video of it, or figures of its review. */
export function Desk({ batch }: { batch: Batch }) {
  const jobs = useReview(({ jobs }) => jobs)
  const isOpen = useReview(({ isOpen }) => isOpen)
  const [tab, setTab] = useState<Tab>('sheet')
  const shown = shownOf(jobs)
  if (isOpen && shown !== null && shown.length > 0) return <Video batch={batch} onUndo={undo} />
  return <Overview batch={batch} tab={tab} onTab={setTab} />
}

type Tab = 'sheet' | 'figures'
/** A video with the file that is shown of it. */
type Focused = { job: Job; seen: (string | null)[] }

function Overview({ batch, tab, onTab }: { batch: Batch; tab: Tab; onTab(tab: Tab): void }) {
  const { jobs: loading, status, sample: sampleId, items, at } = useReview()
  const jobs = shownOf(loading)
  const standing = shownOf(status)
  const sample = standing?.samples.find(({ id }) => id === sampleId) ?? null
  const wall = useRef<WallHandle>(null)
  const canUndo = useCanUndo()
  /** What is said is about the video that stood there when its reason began to be asked for, wherever it is by then. */
  const [rejecting, setRejecting] = useState<Focused | null>(null)
  const [isSampling, setSampling] = useState(false)
  const { review } = words
  const focused = jobs === null ? undefined : items.get(jobs[at] ?? -1)
  const shown = focused === undefined ? null : { job: focused.job, seen: seenOf([focused.job.id]) }

  const say = async ({ job, seen }: Focused, kind: DecisionKind, why?: Why) => {
    if (!(await sayOf(job, kind, { seen, ...(why === undefined ? {} : { why }) }))) return
    const next = nextOpen()
    if (next === null) return
    goToItem(next)
    wall.current?.showPlace(next)
  }
  const approveRest = async () => {
    if (jobs === null) return
    const open = openOf(pageOf(jobs, at), useReview.getState().items)
    if (open.length === 0) return
    const seen = seenOf(open)
    const yes = await confirm({
      title: review.approveRestTitle(open.length),
      text: review.approveRestText,
      yes: review.approve,
    })
    if (!yes) return
    const says = review.decided.approved(open.length)
    try {
      const decided = await decide(open, 'approved', says, { seen })
      if (decided !== null) tellDecided(decided, says)
    } catch (error) {
      tellFault(error)
    }
    wall.current?.focus()
  }
  const onSheet = tab === 'sheet' && shown !== null
  useActionsHere({
    ...(onSheet
      ? {
          'review.approve': () => void say(shown, 'approved'),
          'review.reject': () => setRejecting(shown),
          'review.flag': () => void say(shown, 'flagged'),
          'review.rest': () => void approveRest(),
        }
      : {}),
    'review.undo': undo,
    'review.sample': () => setSampling(true),
    'review.search': () => document.getElementById('review-search')?.focus(),
    'review.sheet': () => onTab('sheet'),
    'review.figures': () => onTab('figures'),
    'review.reviewer': () => void askReviewer(),
    'review.results': () => go({ name: 'results', batch: batch.id }),
  })

  return (
    <div className="results-page review-page">
      <div className="results-head">
        <PageHead
          title={
            <BatchTitle name={batch.name} back={{ label: review.all, to: { name: 'review', batch: null } }} />
          }
          line={`${review.title} · ${apart(batch.template.title)} · ${dayAndTime(batch.createdAt, new Date())}`}
        >
          <Tool size="lg" label={review.actions.undo} disabled={!canUndo} onClick={undo}>
            <IconArrowBackUp size={18} />
          </Tool>
          {onSheet && (
            <Button
              variant="default"
              leftSection={<IconChecks size={16} aria-hidden="true" />}
              disabled={jobs === null || openOf(pageOf(jobs, at), items).length === 0}
              onClick={() => void approveRest()}
            >
              {review.restOf(Math.floor(at / pageSize) + 1)}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconFilterCheck size={16} aria-hidden="true" />}
            onClick={() => setSampling(true)}
          >
            {review.sampling.open}
          </Button>
          <ReviewerMenu />
        </PageHead>
        <div className="review-line">
          <Tabs variant="pills" value={tab} onChange={(value) => onTab(value as Tab)}>
            <Tabs.List aria-label={review.title}>
              <Tabs.Tab value="sheet">{review.tabs.sheet}</Tabs.Tab>
              <Tabs.Tab value="figures">{review.tabs.figures}</Tabs.Tab>
            </Tabs.List>
          </Tabs>
          {standing !== null && <Standing batch={batch.id} standing={standing} sample={sample} />}
        </div>
        {sample !== null && sample.says !== '' && (
          <p className="sample-says">
            <Told text={sample.says} />
          </p>
        )}
        {tab === 'sheet' && <Tools batch={batch} />}
        {loading.is === 'failed' && <ErrorNote error={loading.error} onTryAgain={() => void loadJobs()} />}
        {status.is === 'failed' && loading.is !== 'failed' && (
          <ErrorNote error={status.error} onTryAgain={() => void loadStatus()} />
        )}
      </div>
      {tab === 'figures' ? (
        <Figures batch={batch.id} />
      ) : jobs === null ? (
        loading.is !== 'failed' && <Loader className="results-loader" size="sm" aria-label={words.loading} />
      ) : jobs.length === 0 ? (
        <Nothing isFiltered={(standing?.counts.videos ?? 0) > 0} />
      ) : (
        <Sheet jobs={jobs} ref={wall} onOpen={openVideo} />
      )}
      {isSampling && <SampleDialog batch={batch} onClose={() => setSampling(false)} />}
      {rejecting !== null && (
        <RejectDialog
          jobs={[rejecting.job.id]}
          segment={null}
          onClose={() => {
            setRejecting(null)
            wall.current?.focus()
          }}
          onReject={(why) => void say(rejecting, 'rejected', why)}
        />
      )}
    </div>
  )
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { review } = words
  return (
    <NothingHere
      icon={<IconEyeCheck size={40} stroke={1.2} aria-hidden="true" />}
      title={isFiltered ? review.noMatch : review.none}
    >
      {isFiltered ? review.noMatchText : review.noneText}
      {isFiltered && (
        <>
          <br />
          <Button mt="sm" size="xs" variant="default" onClick={noFilter}>
            {review.showAll}
          </Button>
        </>
      )}
    </NothingHere>
  )
}
