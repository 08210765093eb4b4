import { Button, Progress, Slider } from '@mantine/core'
import { type CSSProperties, type ReactNode, useState } from 'react'
import type { Job, OutputFacts } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { ask, mediaUrl } from '../../bridge/bridge.ts'
import { percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { ErrorNote } from '../error-note.tsx'
import { Poster } from '../poster.tsx'
import type { Look } from './look.ts'
import { useViewingCopy } from './viewing-copy.ts'

export type Shown = { job: Job; output: OutputFacts; title: string }
export type Comparing = 'side-by-side' | 'wipe'

/** The picture, as large as there is room; with a second one beside it, or under it up to a line that moves. */
export function Stage({
  look: { shown, beside, comparing, hasMargins, playback, main, second },
  onLoaded = playback.onMain,
  over = null,
}: {
  look: Look
  /** Instead of what a player does when it knows its video. */
  onLoaded?(): void
  /** What lies over the first picture, as large as it is. */
  over?: ReactNode
}) {
  const [wipe, setWipe] = useState(50)
  const { loop, muted } = playback
  const first = (
    <Screen key={shown.job.id} shown={shown} hasMargins={hasMargins} isNamed={beside !== null} over={over}>
      {(address, onError) => (
        <video
          ref={main}
          src={mediaUrl(address)}
          aria-label={words.player.label(shown.job.rowKey)}
          autoPlay
          muted={muted}
          loop={loop}
          playsInline
          tabIndex={-1}
          onClick={playback.toggle}
          onLoadedMetadata={onLoaded}
          onPlay={playback.onPlay}
          onPause={playback.onPause}
          onError={onError}
        />
      )}
    </Screen>
  )
  const other = beside !== null && (
    <Screen key={beside.job.id} shown={beside} hasMargins={hasMargins} isNamed>
      {(address, onError) => (
        <video
          ref={second}
          src={mediaUrl(address)}
          aria-label={words.player.label(beside.job.rowKey)}
          muted
          playsInline
          tabIndex={-1}
          preload="auto"
          onClick={playback.toggle}
          onLoadedData={playback.onSecond}
          onError={onError}
        />
      )}
    </Screen>
  )
  const isWipe = beside !== null && comparing === 'wipe'
  // One tree for all ways of comparing: a player that moves in it would begin anew.
  return (
    <div
      className="stage"
      data-two={(beside !== null && !isWipe) || undefined}
      data-wipe={isWipe || undefined}
      style={{ '--wipe': `${wipe}%`, '--wipe-share': wipe / 100 } as CSSProperties}
    >
      <div className="stage-first">{first}</div>
      {beside !== null && <div className="stage-second">{other}</div>}
      {isWipe && (
        <Slider
          className="wipe-slider"
          thumbLabel={words.player.wipePlace}
          label={null}
          value={wipe}
          onChange={setWipe}
          // The keys of the player step through frames.
          onKeyDownCapture={(event) => event.stopPropagation()}
        />
      )}
    </div>
  )
}

function Screen({
  shown: { job, output, title },
  hasMargins,
  isNamed,
  over = null,
  children,
}: {
  shown: Shown
  hasMargins: boolean
  isNamed: boolean
  over?: ReactNode
  /** The player of what lies at an address. */
  children(address: string, onError: () => void): ReactNode
}) {
  const [error, setError] = useState<ErrorShape | 'unplayable' | null>(null)
  const { copy, stop, again } = useViewingCopy(job.id, error === 'unplayable')
  const { player } = words
  const explain = () =>
    // Either the file is gone, and the studio says so, or this window lacks the codec.
    void ask('media.file', { address: `job/${job.id}` }).then(
      () => setError('unplayable'),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  const [isCopyBad, setCopyBad] = useState(false)
  const isGif = output.path.endsWith('.gif')
  const isCopy = error === 'unplayable' && copy.is === 'there' && !isCopyBad
  const hasPicture = error === null || isCopy
  return (
    <div className="screen-place">
      <div
        className="screen"
        style={{ '--ratio': output.width / output.height } as CSSProperties}
        data-fault={!hasPicture || undefined}
      >
        {isCopy ? (
          children(`copy/${job.id}`, () => setCopyBad(true))
        ) : error !== null ? (
          <>
            {error === 'unplayable' && <Poster job={job.id} version={output.sha256} />}
            <div className="screen-fault">
              {error !== 'unplayable' ? (
                <ErrorNote error={error} />
              ) : copy.is === 'making' || copy.is === 'none' ? (
                <Making share={copy.is === 'making' ? copy.share : null} onStop={stop} />
              ) : (
                <ErrorNote
                  error={copy.is === 'failed' ? copy.error : null}
                  title={player.cannotPlayTitle}
                  remedy={player.cannotPlay}
                  {...(isCopyBad ? {} : { onTryAgain: again })}
                />
              )}
            </div>
          </>
        ) : isGif ? (
          <img src={mediaUrl(`job/${job.id}`)} alt={player.label(job.rowKey)} onError={explain} />
        ) : (
          children(`job/${job.id}`, explain)
        )}
        {hasMargins && hasPicture && <Margins />}
        {hasPicture && over}
        {(isNamed || isCopy) && (
          <span className="screen-name">
            {[isNamed ? title : '', isCopy ? player.copyShown : ''].filter(Boolean).join(' · ')}
          </span>
        )}
      </div>
    </div>
  )
}

/** While a copy is made that this window can play. */
function Making({ share, onStop }: { share: number | null; onStop(): void }) {
  const { player } = words
  const done = share === null ? null : percent(share)
  return (
    <div className="screen-making" role="status">
      <p>
        {player.copying} {done !== null && words.queuePage.percentOf(done)}
      </p>
      <Progress value={done ?? 100} animated={done === null} size="sm" aria-label={player.copying} />
      <Button size="compact-xs" variant="default" onClick={onStop}>
        {player.stopCopying}
      </Button>
    </div>
  )
}

/** EBU R 95: action within 93 %, titles within 90 %. */
function Margins() {
  return (
    <svg className="margins" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <rect x="3.5" y="3.5" width="93" height="93" />
      <rect x="5" y="5" width="90" height="90" data-titles="" />
      <path d="M50,47 V53 M47,50 H53" />
    </svg>
  )
}
