import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconClockPause,
  IconEyeCheck,
  IconEyeExclamation,
  IconHelpCircle,
  IconPlayerPause,
  IconProgressX,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { confirm } from '../../parts/confirm.tsx'
import { answers, mostLeftOut } from '../../state/home.ts'
import { go } from '../../state/places.ts'
import { reviewFailing } from '../../state/review.ts'
import type { Need } from '../../view-math/home.ts'
import { dayAndTime, number } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'

const shownAtFirst = 5

/** What waits for a person, each with its answers. */
export function NeedsList({ needs }: { needs: readonly Need[] }) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? needs : needs.slice(0, shownAtFirst)
  return (
    <section aria-labelledby="home-needs">
      <h2 className="home-title" id="home-needs">
        {words.home.needs}
        <span className="home-count">{number(needs.length)}</span>
      </h2>
      <ul className="need-list">
        {shown.map((need) => (
          <li key={keyOf(need)} className="need">
            <NeedLine need={need} />
          </li>
        ))}
      </ul>
      {needs.length > shownAtFirst && (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.home.fewer : words.home.more(needs.length - shownAtFirst)}
        </Button>
      )}
    </section>
  )
}

function keyOf(need: Need): string {
  return `${need.kind} ${'batch' in need ? need.batch.id : 'hold' in need ? need.hold.where : ''}`
}

function NeedLine({ need }: { need: Need }) {
  const say = words.home.need
  switch (need.kind) {
    case 'all-paused':
      return (
        <Line
          icon={<IconPlayerPause size={18} stroke={1.6} />}
          tone="warn"
          title={say.allPaused}
          text={say.allPausedText}
        >
          <Answer onClick={answers.resumeAll} isMain>
            {words.home.resume}
          </Answer>
        </Line>
      )
    case 'hold':
      return (
        <Line
          icon={<IconAlertTriangle size={18} stroke={1.6} />}
          tone="bad"
          title={say.hold(need.hold.resource)}
          text={told(need.hold.reason)}
        >
          <Answer onClick={() => go({ name: 'farm' })}>{words.studio.farm}</Answer>
        </Line>
      )
    case 'stopped':
      return (
        <Line
          icon={<IconClockPause size={18} stroke={1.6} />}
          tone="warn"
          title={say.stopped}
          text={told(need.reason)}
        >
          <Answer onClick={() => go({ name: 'farm' })}>{words.studio.farm}</Answer>
        </Line>
      )
    case 'asks':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconHelpCircle size={18} stroke={1.6} />}
          tone="bad"
          text={told(need.batch.reason)}
          what={say.asks}
        >
          <Answer onClick={() => askToCancel(need.batch)}>{words.home.cancelBatch}</Answer>
          <Answer onClick={() => answers.resume(need.batch.id)} isMain>
            {words.home.goOnAnyway}
          </Answer>
        </OfBatch>
      )
    case 'pilot':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconEyeCheck size={18} stroke={1.6} />}
          tone="accent"
          text={say.pilotText(need.batch.counts.done)}
          what={say.pilot}
        >
          <Answer onClick={() => go({ name: 'results', batch: need.batch.id })}>{words.home.look}</Answer>
          <Answer onClick={() => answers.resume(need.batch.id)} isMain>
            {words.home.renderRest}
          </Answer>
        </OfBatch>
      )
    case 'approval':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconEyeCheck size={18} stroke={1.6} />}
          tone="accent"
          text={say.approvalText(need.waiting.map(({ name }) => name))}
          what={say.approval}
        >
          <Answer onClick={() => go({ name: 'results', batch: need.batch.id })}>{words.home.look}</Answer>
          <Answer onClick={() => answers.approve(need.batch.id)} isMain>
            {words.home.approve}
          </Answer>
        </OfBatch>
      )
    case 'review':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconEyeCheck size={18} stroke={1.6} />}
          tone="accent"
          text={say.reviewText(need.open)}
          what={say.review}
        >
          <Answer onClick={() => go({ name: 'review', batch: need.batch.id })} isMain>
            {words.places.review}
          </Answer>
        </OfBatch>
      )
    case 'checks-failed':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconEyeExclamation size={18} stroke={1.6} />}
          tone="bad"
          text={say.checksFailedText}
          what={say.checksFailed(need.videos)}
        >
          <Answer onClick={() => reviewFailing(need.batch.id)} isMain>
            {words.home.look}
          </Answer>
        </OfBatch>
      )
    case 'batch-failed':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconProgressX size={18} stroke={1.6} />}
          tone="bad"
          text={told(need.batch.reason)}
          what={say.batchFailed}
        >
          <Answer onClick={() => answers.retry(need.batch.id)}>{words.tryAgain}</Answer>
        </OfBatch>
      )
    case 'videos-failed': {
      const { id, counts } = need.batch
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconProgressX size={18} stroke={1.6} />}
          tone="bad"
          text={say.videosFailedText}
          what={say.videosFailed(counts.failed)}
        >
          {counts.failed <= mostLeftOut && (
            <Answer onClick={() => answers.leaveOut(id)}>{words.home.leaveOut}</Answer>
          )}
          <Answer onClick={() => answers.retry(id)}>{words.home.retry}</Answer>
        </OfBatch>
      )
    }
    case 'paused':
    case 'interrupted':
      return (
        <OfBatch
          batch={need.batch}
          icon={<IconPlayerPause size={18} stroke={1.6} />}
          tone="quiet"
          text={say.leftText(need.batch.counts.done, need.batch.counts.jobs)}
          what={need.kind === 'paused' ? say.paused : say.interrupted}
        >
          <Answer onClick={() => answers.resume(need.batch.id)}>{words.home.resume}</Answer>
        </OfBatch>
      )
    default:
      return need satisfies never
  }
}

async function askToCancel(batch: Batch): Promise<void> {
  const says = await confirm({
    title: words.home.cancelTitle(batch.name),
    text: words.home.cancelText,
    yes: words.home.cancelBatch,
    isDanger: true,
  })
  if (says) await answers.cancel(batch.id)
}

type LineProps = {
  icon: ReactNode
  tone: 'bad' | 'warn' | 'accent' | 'quiet'
  text: string
  children?: ReactNode
}

function Line({ icon, tone, title, text, children }: LineProps & { title: ReactNode }) {
  return (
    <>
      <span className="need-icon toned" data-tone={tone} aria-hidden="true">
        {icon}
      </span>
      <div className="need-words">
        <p className="need-title">{title}</p>
        <p className="need-text" title={text}>
          {text}
        </p>
      </div>
      <div className="need-answers">{children}</div>
    </>
  )
}

function OfBatch({ batch, what, ...line }: LineProps & { batch: Batch; what: string }) {
  return (
    <Line
      {...line}
      title={
        <>
          <button type="button" className="quiet-link" onClick={() => go({ name: 'batch', batch: batch.id })}>
            {batch.name}
          </button>
          <span className="need-what">{what}</span>
          <time className="need-time" dateTime={batch.createdAt}>
            {dayAndTime(batch.createdAt, new Date())}
          </time>
        </>
      }
    />
  )
}

function Answer({
  onClick,
  isMain = false,
  children,
}: {
  onClick(): unknown
  isMain?: boolean
  children: ReactNode
}) {
  const [isBusy, setIsBusy] = useState(false)
  return (
    <Button
      size="xs"
      variant={isMain ? 'filled' : 'default'}
      loading={isBusy}
      onClick={() => {
        const doing = onClick()
        if (!(doing instanceof Promise)) return
        setIsBusy(true)
        void doing.finally(() => setIsBusy(false))
      }}
    >
      {children}
    </Button>
  )
}
