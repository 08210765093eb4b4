import { ActionIcon, Button, Kbd, Switch } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowLeft,
  IconCheck,
  IconFlag,
  IconFolderOpen,
  IconX,
} from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import '../../looks/player.css'
import type { Batch, Job } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ReviewDetail } from '../../../src-shared/contract/review.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import type { DecisionKind } from '../../../src-shared/review/review.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Compare } from '../../parts/player/compare-menu.tsx'
import { Foot } from '../../parts/player/foot.tsx'
import { useLook } from '../../parts/player/look.ts'
import { playingKeys } from '../../parts/player/playback.ts'
import { shownOf } from '../../parts/player/shown.ts'
import { type Shown, Stage } from '../../parts/player/stage.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Tool } from '../../parts/tool.tsx'
import { useActionsHere } from '../../state/actions.ts'
import { go } from '../../state/places.ts'
import { closeVideo, goToItem, nextOpen, useReview } from '../../state/review.ts'
import { useCanUndo, type Why } from '../../state/review-acts.ts'
import { askReviewer } from '../../state/reviewer.ts'
import { listen } from '../../state/studio.ts'
import * as loading from '../../view-math/loading.ts'
import { segmentAt, stopBeside, stopsOf } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'
import { LoudnessCurve } from './loudness.tsx'
import { progressText } from './progress.tsx'
import { Regions } from './regions.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { sayOf } from './say-of.ts'
import { Side, type SideTab } from './side.tsx'

/** How a person likes to look; the same for every video of the session. */
const liking = { advance: true, tab: 'findings' as SideTab }

/** One video of the review, with all that is known of it. */
export function Video({ batch, onUndo }: { batch: Batch; onUndo(): void }) {
  const jobs = useReview(({ jobs }) => loading.shownOf(jobs)) ?? []
  const at = useReview(({ at }) => at)
  const id = jobs[at]
  const [detail, setDetail] = useState<ReviewDetail | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const load = useCallback(() => {
    if (id === undefined) return
    ask('review.item', { job: id }).then(
      (found) => {
        if (useReview.getState().isOpen && found.job.id === id) setDetail(found)
        setError(null)
      },
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  }, [id])
  useEffect(() => {
    setError(null)
    load()
    return listen((events) => {
      const isOurs = events.some(
        (event) =>
          ((event.event === 'review.changed' || event.event === 'quality.changed') &&
            event.jobs.includes(id ?? 0)) ||
          (event.event === 'jobs.changed' && event.jobs.some((job) => job.id === id)),
      )
      if (isOurs) load()
    })
  }, [id, load])
  const known = detail?.job.id === id ? detail : null
  const step = (by: 1 | -1) => goToItem(at + by)
  const place = { at, total: jobs.length }
  const shown = shownOf(known?.job ?? null)
  if (known === null || shown === null)
    return (
      <Absent
        job={known?.job ?? null}
        error={error}
        place={place}
        onStep={step}
        onUndo={onUndo}
        onAgain={load}
      />
    )
  return (
    <Opened
      key={`${shown.job.id} ${shown.output.sha256}`}
      batch={batch}
      detail={known}
      shown={shown}
      place={place}
      onStep={step}
      onUndo={onUndo}
      onChanged={load}
    />
  )
}

type PlaceIn = { at: number; total: number }

/** While a video is not known yet, or not there. */
function Absent({
  job,
  error,
  place,
  onStep,
  onUndo,
  onAgain,
}: {
  job: Job | null
  error: ErrorShape | null
  place: PlaceIn
  onStep(by: 1 | -1): void
  onUndo(): void
  onAgain(): void
}) {
  useActionsHere({
    'review.next': () => onStep(1),
    'review.previous': () => onStep(-1),
    'review.undo': onUndo,
    'review.sheet': closeVideo,
  })
  useEscape(closeVideo)
  return (
    <div className="review-video">
      <div className="player-head">
        <Back />
        <h1 className="player-title">{job === null ? words.review.title : <strong>{job.rowKey}</strong>}</h1>
        <span className="quiet">{words.player.place(place.at, place.total)}</span>
      </div>
      <div className="review-absent" role="status">
        {error !== null ? (
          <ErrorNote error={error} onTryAgain={onAgain} />
        ) : job === null ? (
          words.loading
        ) : (
          words.review.detail.gone
        )}
      </div>
    </div>
  )
}

function Back() {
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={words.review.detail.back} onClick={closeVideo}>
      <IconArrowLeft size={18} />
    </ActionIcon>
  )
}

function useEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere(event)) return
      leave()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [leave])
}

/** How far the review is. */
function Progress() {
  const standing = useReview(({ status }) => loading.shownOf(status))
  const sampleId = useReview(({ sample }) => sample)
  if (standing === null) return null
  const sample = standing.samples.find(({ id }) => id === sampleId) ?? null
  return (
    <span className="quiet review-far" role="status">
      {progressText(standing.counts, sample)}
    </span>
  )
}

/** Keys that belong to a dialog, a field, a menu or an open list. */
function isElsewhere({ target }: KeyboardEvent): boolean {
  if (document.querySelector('[aria-modal="true"]') !== null) return true
  return (
    target instanceof HTMLElement &&
    target.closest('textarea, input:not([type=checkbox]), [role=menu], [role=listbox], .region-own') !== null
  )
}

function Opened({
  batch,
  detail,
  shown,
  place,
  onStep,
  onUndo,
  onChanged,
}: {
  batch: Batch
  detail: ReviewDetail
  shown: Shown
  place: PlaceIn
  onStep(by: 1 | -1): void
  onUndo(): void
  onChanged(): void
}) {
  const { job, output } = shown
  const whole = useRef<HTMLDivElement>(null)
  const since = useRef(performance.now())
  const look = useLook(shown)
  const [advance, setAdvance] = useState(liking.advance)
  const [tab, setTab] = useState(liking.tab)
  const [rejecting, setRejecting] = useState(false)
  const [writing, setWriting] = useState<{ frame: number } | null>(null)
  const [region, setRegion] = useState<Region | null>(null)
  Object.assign(liking, { advance, tab })
  const canUndo = useCanUndo()
  const { playback } = look
  const { frame, rate, seek } = playback
  const comments = detail.allComments.filter(({ removedAt }) => removedAt === null)
  const stops = stopsOf(detail.allFindings, comments)
  const { review } = words
  useEffect(() => whole.current?.focus({ preventScroll: true }), [])

  const say = async (kind: DecisionKind, why?: Why) => {
    const counts = await sayOf(job, kind, {
      milliseconds: Math.min(performance.now() - since.current, 86_400_000),
      seen: [output.sha256],
      ...(why === undefined ? {} : { why }),
    })
    if (!counts) return
    const next = nextOpen()
    if (advance && next !== null) return goToItem(next)
    onChanged()
    if (advance) tell(review.detail.last)
  }
  const write = () => {
    playback.pause()
    setWriting({ frame })
    setTab('comments')
  }
  const stopWriting = useCallback(() => {
    setWriting(null)
    setRegion(null)
    whole.current?.focus({ preventScroll: true })
  }, [])
  const jump = (by: 1 | -1) => {
    const stop = stopBeside(stops, frame, by)
    if (stop !== null) seek(stop)
  }
  useActionsHere({
    'review.approve': () => void say('approved'),
    'review.reject': () => {
      playback.pause()
      setRejecting(true)
    },
    'review.flag': () => void say('flagged'),
    'review.comment': write,
    'review.next': () => onStep(1),
    'review.previous': () => onStep(-1),
    'review.next-stop': () => jump(1),
    'review.previous-stop': () => jump(-1),
    'review.undo': onUndo,
    'review.sheet': closeVideo,
    'review.reviewer': () => void askReviewer(),
    'review.results': () => go({ name: 'results', batch: batch.id }),
  })
  const onKey = useRef<(event: KeyboardEvent) => void>(() => {})
  onKey.current = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return
    const inControl =
      event.target instanceof HTMLElement && event.target.closest('button, [role=tab]') !== null
    const byKey: Record<string, (() => void) | undefined> = {
      ...playingKeys(playback, event.shiftKey),
      ...(inControl ? { ' ': undefined, ArrowLeft: undefined, ArrowRight: undefined } : {}),
      o: () => playback.setLoop(!playback.loop),
      s: look.switchMargins,
      w: look.switchComparing,
      Escape: closeVideo,
    }
    const act = byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (act === undefined) return
    act()
    event.preventDefault()
  }
  useEffect(() => {
    const hear = (event: KeyboardEvent) => onKey.current(event)
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])

  const decisions: [DecisionKind, string, string, typeof IconCheck][] = [
    ['approved', review.approve, 'A', IconCheck],
    ['rejected', review.reject, 'R', IconX],
    ['flagged', review.flag, 'F', IconFlag],
  ]
  return (
    <div className="review-video" ref={whole} tabIndex={-1}>
      <div className="player-head">
        <Back />
        <h1 className="player-title">
          <strong>{job.rowKey}</strong> <span>{shown.title}</span>
        </h1>
        <StateMark state={detail.state} isLong />
        <span className="quiet">{words.player.place(place.at, place.total)}</span>
        <span className="player-head-space" />
        <Progress />
        <Compare look={look} />
        <Tool
          size="lg"
          label={words.showInFolder}
          onClick={() => void ask('desktop.reveal', { what: 'video', job: job.id }).catch(tellFault)}
        >
          <IconFolderOpen size={18} />
        </Tool>
        <Tool size="lg" label={review.actions.undo} disabled={!canUndo} onClick={onUndo}>
          <IconArrowBackUp size={18} />
        </Tool>
      </div>
      <div className="player-middle" data-facts="">
        <Stage
          look={look}
          over={
            <Regions
              output={output}
              frame={frame}
              findings={detail.allFindings}
              comments={comments}
              own={region}
              isDrawing={writing !== null}
              onDraw={setRegion}
            />
          }
        />
        <div className="review-side">
          {/* biome-ignore lint/a11y/useSemanticElements: it is no set of fields */}
          <div className="review-decide" role="group" aria-label={review.detail.decide}>
            {decisions.map(([kind, label, key, Icon]) => (
              <Button
                key={kind}
                className="review-decision"
                data-state={kind}
                data-is={detail.state === kind || undefined}
                variant="default"
                leftSection={<Icon size={16} stroke={2.2} aria-hidden="true" />}
                rightSection={<Kbd size="xs">{key}</Kbd>}
                onClick={() => (kind === 'rejected' ? setRejecting(true) : void say(kind))}
              >
                {label}
              </Button>
            ))}
          </div>
          <Switch
            size="xs"
            label={review.detail.advance}
            checked={advance}
            onChange={({ currentTarget }) => setAdvance(currentTarget.checked)}
          />
          <Side
            detail={detail}
            shown={shown}
            comments={comments}
            tab={tab}
            onTab={setTab}
            writing={writing}
            region={region}
            rate={rate}
            frame={frame}
            onRegion={setRegion}
            onSeek={seek}
            onWrite={write}
            onStopWriting={stopWriting}
            onChanged={onChanged}
          />
        </div>
      </div>
      <Foot look={look} findings={detail.allFindings} comments={comments} keys={review.keys} onStep={onStep}>
        <LoudnessCurve batch={batch} detail={detail} sha256={output.sha256} playback={playback} />
      </Foot>
      {rejecting && (
        <RejectDialog
          jobs={[job.id]}
          segment={segmentAt(detail.segments, frame)}
          onClose={() => setRejecting(false)}
          onReject={(why) => void say('rejected', why)}
        />
      )}
    </div>
  )
}
