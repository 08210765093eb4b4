import { Modal } from '@mantine/core'
import { IconFolderOpen, IconInfoCircle, IconRefresh, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import '../../looks/player.css'
import type { Job } from '../../../src-shared/batches/batch.ts'
import { ask } from '../../bridge/bridge.ts'
import { useAsked } from '../../state/asked.ts'
import * as loading from '../../view-math/loading.ts'
import { stopBeside, stopsOf } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'
import { FindingList } from '../finding-list.tsx'
import { tellFault } from '../tell.tsx'
import { Tool } from '../tool.tsx'
import { VerdictSign } from '../verdict-sign.tsx'
import { Compare } from './compare-menu.tsx'
import { Facts } from './facts.tsx'
import { Foot } from './foot.tsx'
import { useLook } from './look.ts'
import { playingKeys } from './playback.ts'
import { shownBeside, shownOf } from './shown.ts'
import { type Shown, Stage } from './stage.tsx'

/** Whether a person likes to see them; the same for every video of the session. */
let likesFacts = true

/**
 * One finished video over the whole window: plays, steps frame by frame, and leads to its neighbours; another one in step
 * beside it on demand. `job`: null while it is closed.
 */
export function Player({
  job,
  beside = null,
  startAt = 0,
  place = null,
  onStep = null,
  onAgain = null,
  onClose,
}: {
  job: Job | null
  /** What it is compared with from the beginning. */
  beside?: Job | null
  /** The frame that is shown first; after 0, it waits there. */
  startAt?: number
  /** Where it stands among those that `onStep` leads to. */
  place?: { at: number; total: number } | null
  onStep?: ((step: 1 | -1) => void) | null
  /** Has it made anew. */
  onAgain?: ((job: Job) => void) | null
  onClose(): void
}) {
  const shown = shownOf(job)
  return (
    <Modal.Root
      opened={shown !== null}
      onClose={onClose}
      fullScreen
      // Below the questions that are asked in it.
      zIndex={150}
      lockScroll={false}
      transitionProps={{ duration: 100 }}
      classNames={{ content: 'player-window', body: 'player-body' }}
    >
      <Modal.Content>
        <Modal.Body>
          {shown !== null && (
            <Opened
              key={shown.job.id}
              shown={shown}
              startBeside={beside}
              startAt={startAt}
              place={place}
              onStep={onStep}
              onAgain={onAgain}
              onClose={onClose}
            />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function Opened({
  shown,
  startBeside,
  startAt,
  place,
  onStep,
  onAgain,
  onClose,
}: {
  shown: Shown
  startBeside: Job | null
  startAt: number
  place: { at: number; total: number } | null
  onStep: ((step: 1 | -1) => void) | null
  onAgain: ((job: Job) => void) | null
  onClose(): void
}) {
  const { job, output } = shown
  const whole = useRef<HTMLDivElement>(null)
  const look = useLook(shown, () => shownBeside(startBeside, job))
  const { playback, beside } = look
  const [facts, setFacts] = useState(likesFacts)
  likesFacts = facts
  useEffect(() => whole.current?.focus(), [])
  const [asked] = useAsked(`${job.id} ${output.sha256}`, () => ask('quality.inspection', { job: job.id }))
  const inspection = loading.shownOf(asked)?.inspection ?? null
  const findings = inspection?.findings ?? []
  const jump = (by: 1 | -1) => {
    const stop = stopBeside(stopsOf(findings, []), playback.frame, by)
    if (stop !== null) playback.seek(stop)
  }
  const isPlaced = useRef(startAt === 0)
  const onMain = () => {
    playback.onMain()
    if (isPlaced.current) return
    isPlaced.current = true
    playback.seek(startAt)
  }

  const onKeys = (event: KeyboardEvent) => {
    const inControl =
      event.target instanceof HTMLElement && event.target.closest('button, input, [role=menu]')
    const byKey: Record<string, (() => void) | undefined> = {
      ...playingKeys(playback, event.shiftKey),
      ...(inControl ? { ' ': undefined } : {}),
      PageDown: () => onStep?.(1),
      PageUp: () => onStep?.(-1),
      r: () => playback.setLoop(!playback.loop),
      s: look.switchMargins,
      i: () => setFacts(!facts),
      n: () => jump(1),
      p: () => jump(-1),
      w: look.switchComparing,
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // In a list that is open, arrows and letters choose.
    const inList =
      event.target instanceof HTMLElement && event.target.closest('input, [role=menu], [role=listbox]')
    if (inList && !event.key.startsWith('Page')) return
    const act = byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (act === undefined) return
    act()
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that are pressed in any of its controls
    <div className="player" ref={whole} tabIndex={-1} data-autofocus onKeyDown={onKeys}>
      <div className="player-head">
        <Modal.Title className="player-title">
          <strong>{job.rowKey}</strong> <span>{shown.title}</span>
        </Modal.Title>
        {place !== null && onStep !== null && (
          <span className="quiet">{words.player.place(place.at, place.total)}</span>
        )}
        <span className="player-head-space" />
        <Compare look={look} />
        {onAgain !== null && (
          <Tool stays size="lg" label={words.results.again} onClick={() => onAgain(job)}>
            <IconRefresh size={18} />
          </Tool>
        )}
        <Tool
          stays
          size="lg"
          label={words.showInFolder}
          onClick={() => void ask('desktop.reveal', { what: 'video', job: job.id }).catch(tellFault)}
        >
          <IconFolderOpen size={18} />
        </Tool>
        <Tool stays size="lg" label={words.player.facts} isOn={facts} onClick={() => setFacts(!facts)}>
          <IconInfoCircle size={18} />
        </Tool>
        <Tool stays size="lg" label={words.close} onClick={onClose}>
          <IconX size={18} />
        </Tool>
      </div>
      <div className="player-middle" data-facts={facts || undefined}>
        <Stage look={look} onLoaded={onMain} />
        {facts && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <aside className="player-side" aria-label={words.player.facts} tabIndex={0}>
            {inspection !== null && (
              <section className="player-findings" aria-label={words.review.detail.tabs.findings}>
                <h3>
                  {words.review.detail.tabs.findings}
                  <VerdictSign verdict={inspection.verdict} isLong />
                </h3>
                <FindingList
                  findings={findings}
                  isInspected
                  profile={inspection.profile.name}
                  rate={playback.rate}
                  frame={playback.frame}
                  onSeek={playback.seek}
                />
              </section>
            )}
            <Facts job={job} output={output} title={beside === null ? undefined : shown.title} />
            {beside !== null && <Facts job={beside.job} output={beside.output} title={beside.title} />}
          </aside>
        )}
      </div>
      <Foot look={look} findings={findings} keys={words.player.keys} onStep={onStep} />
    </div>
  )
}
