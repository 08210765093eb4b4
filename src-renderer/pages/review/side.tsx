import { Tabs } from '@mantine/core'
import type { ReviewDetail } from '../../../src-shared/contract/review.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import type { Comment } from '../../../src-shared/review/review.ts'
import { FindingList } from '../../parts/finding-list.tsx'
import { Facts } from '../../parts/player/facts.tsx'
import type { Shown } from '../../parts/player/stage.tsx'
import { StateMark } from '../../parts/state-mark.tsx'
import { dayAndTime, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { Comments } from './comments.tsx'

const tabs = ['findings', 'comments', 'facts'] as const
export type SideTab = (typeof tabs)[number]

/** Beside the picture: what checks and people said of it, and what its file says. */
export function Side({
  detail,
  shown,
  comments,
  tab,
  writing,
  region,
  rate,
  frame,
  onTab,
  onRegion,
  onSeek,
  onWrite,
  onStopWriting,
  onChanged,
}: {
  detail: ReviewDetail
  shown: Shown
  comments: readonly Comment[]
  tab: SideTab
  writing: { frame: number } | null
  region: Region | null
  rate: number
  /** The one on show. */
  frame: number
  onTab(tab: SideTab): void
  onRegion(region: Region | null): void
  onSeek(frame: number): void
  onWrite(): void
  onStopWriting(): void
  onChanged(): void
}) {
  const say = words.review.detail
  const amounts: Record<SideTab, number> = {
    findings: detail.allFindings.length,
    comments: comments.length,
    facts: 0,
  }
  return (
    <Tabs
      className="review-tabs"
      value={tab}
      onChange={(value) => onTab(value as SideTab)}
      keepMounted={false}
    >
      <Tabs.List aria-label={say.side} grow>
        {tabs.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {say.tabs[each]}
            {amounts[each] > 0 && <span className="quiet"> {number(amounts[each])}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="findings">
        <FindingList
          findings={detail.allFindings}
          isInspected={detail.verdict !== null}
          profile={detail.profile}
          rate={rate}
          frame={frame}
          onSeek={onSeek}
        />
        <Said detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="comments">
        <Comments
          job={shown.job.id}
          output={shown.output}
          comments={comments}
          writing={writing}
          region={region}
          rate={rate}
          onRegion={onRegion}
          onSeek={onSeek}
          onWrite={onWrite}
          onStopWriting={onStopWriting}
          onChanged={onChanged}
        />
      </Tabs.Panel>
      <Tabs.Panel value="facts" tabIndex={0}>
        <Facts job={shown.job} output={shown.output} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** What people decided, newest first. */
function Said({ detail }: { detail: ReviewDetail }) {
  const say = words.review.detail
  const { reasons } = words.review.rejecting
  return (
    <section className="side-said" aria-label={say.decisions}>
      <h2>{say.decisions}</h2>
      {detail.decisions.length === 0 ? (
        <p className="side-empty">{say.nothingSaid}</p>
      ) : (
        <ul className="side-list">
          {detail.decisions.map(({ id, reviewer, kind, reason, words: sentence, at }) => (
            <li key={id} className="side-item">
              <span className="side-item-head">
                <StateMark state={kind} />
                <strong>{reviewer}</strong>
                {reason !== null && <span>{say.rejectedFor(reasons[reason])}</span>}
                <span className="side-space" />
                <span className="quiet">{dayAndTime(at, new Date())}</span>
              </span>
              {sentence !== '' && <p>{sentence}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
