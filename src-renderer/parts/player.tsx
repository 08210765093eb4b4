import { ActionIcon, Button, Modal, Slider } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconFolderOpen,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Job, OutputFacts } from '../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask, mediaUrl } from '../bridge/bridge.ts'
import { useOpenBatch } from '../state/open-batch.ts'
import { frameAt, rateOf, timecode, timeOfFrame } from '../view-math/frames.ts'
import { bytes } from '../view-math/numbers.ts'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'

/** One finished video, large: plays, steps frame by frame, and leads to its neighbours. */
export function Player({ job, onChange }: { job: Job | null; onChange(job: Job | null): void }) {
  const finished = useOpenBatch(({ finished }) => finished.jobs)
  const at = job === null ? -1 : finished.findIndex(({ id }) => id === job.id)
  const neighbour = (step: 1 | -1) => (at === -1 ? undefined : finished[at + step])
  const onKeys = (event: KeyboardEvent) => {
    const step = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : null
    const next = step === null ? undefined : neighbour(step)
    if (next === undefined) return
    event.preventDefault()
    onChange(next)
  }
  return (
    <Modal
      opened={job !== null}
      onClose={() => onChange(null)}
      title={
        job && (
          <span className="player-title">
            <strong>{job.rowKey}</strong>
            <span className="player-subtitle">
              {job.language} · {job.format}
            </span>
          </span>
        )
      }
      size="auto"
      centered
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{ content: 'player-modal', body: 'player-body' }}
      onKeyDown={onKeys}
    >
      {job?.status === 'done' && (
        <>
          <Screen key={job.id} job={job.id} output={job.output} label={words.player.label(job.rowKey)} />
          <div className="player-foot">
            <ActionIcon
              variant="default"
              aria-label={words.player.previous}
              disabled={neighbour(-1) === undefined}
              onClick={() => onChange(neighbour(-1) ?? job)}
            >
              <IconPlayerTrackPrev size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={words.player.next}
              disabled={neighbour(1) === undefined}
              onClick={() => onChange(neighbour(1) ?? job)}
            >
              <IconPlayerTrackNext size={16} />
            </ActionIcon>
            <span className="player-facts">
              {job.output.width}×{job.output.height} · {job.output.duration.toFixed(2)} s ·{' '}
              {bytes(job.output.bytes)} · {job.output.path}
            </span>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconFolderOpen size={15} />}
              onClick={() => void ask('desktop.reveal', { what: 'video', job: job.id }).catch(() => {})}
            >
              {words.showInFolder}
            </Button>
          </div>
        </>
      )}
    </Modal>
  )
}

function Screen({ job, output, label }: { job: number; output: OutputFacts; label: string }) {
  const [error, setError] = useState<ErrorShape | null>(null)
  const explain = () =>
    // Either the file is gone, and the studio says so, or this window lacks the codec.
    void ask('media.file', { address: `job/${job}` }).then(
      () => setError({ code: 'codec.unplayable', message: words.player.cannotPlay }),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  if (error !== null)
    return (
      <div className="screen-fault">
        <ErrorNote error={error} />
      </div>
    )
  if (output.path.endsWith('.gif'))
    return (
      <>
        <img className="screen" src={mediaUrl(`job/${job}`)} alt={label} onError={explain} />
        <p className="player-keys">{words.player.animated}</p>
      </>
    )
  return <VideoScreen job={job} output={output} label={label} onError={explain} />
}

function VideoScreen({
  job,
  output,
  label,
  onError,
}: {
  job: number
  output: OutputFacts
  label: string
  onError(): void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const [playing, setPlaying] = useState(false)
  const [muted, setMuted] = useState(false)
  const [loop, setLoop] = useState(false)
  const [frame, setFrame] = useState(0)
  const rate = rateOf(output)
  const { frames } = output

  const seek = useCallback(
    (target: number) => {
      const player = video.current
      if (player === null) return
      player.pause()
      player.currentTime = timeOfFrame(target, rate, frames)
      setFrame(Math.min(Math.max(0, target), frames - 1))
    },
    [rate, frames],
  )
  const toggle = useCallback(() => {
    const player = video.current
    if (player === null) return
    if (player.paused) void player.play().catch(() => {})
    else player.pause()
  }, [])

  // The frame that is really on show, told by the player for each one.
  useEffect(() => {
    const player = video.current
    if (player === null) return
    let handle = 0
    const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      setFrame(frameAt(mediaTime, rate, frames))
      handle = player.requestVideoFrameCallback(onFrame)
    }
    handle = player.requestVideoFrameCallback(onFrame)
    return () => player.cancelVideoFrameCallback(handle)
  }, [rate, frames])

  const onKeys = (event: KeyboardEvent) => {
    const step = event.shiftKey ? Math.round(rate) : 1
    if (event.key === 'ArrowRight') seek(frame + step)
    else if (event.key === 'ArrowLeft') seek(frame - step)
    else if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) toggle()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that are pressed in any of its controls
    <div className="screen-place" onKeyDown={onKeys}>
      <video
        ref={video}
        className="screen"
        src={mediaUrl(`job/${job}`)}
        aria-label={label}
        width={output.width}
        height={output.height}
        autoPlay
        muted={muted}
        loop={loop}
        playsInline
        tabIndex={0}
        data-autofocus
        onClick={toggle}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onError={onError}
      />
      <Slider
        className="player-slider"
        aria-label={words.player.position}
        thumbLabel={words.player.position}
        size="sm"
        min={0}
        max={Math.max(1, frames - 1)}
        value={frame}
        label={null}
        onChange={seek}
      />
      <div className="player-controls">
        <ActionIcon variant="subtle" aria-label={words.player.back} onClick={() => seek(frame - 1)}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon
          variant="filled"
          size="lg"
          radius="xl"
          aria-label={playing ? words.player.pause : words.player.play}
          onClick={toggle}
        >
          {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
        </ActionIcon>
        <ActionIcon variant="subtle" aria-label={words.player.forward} onClick={() => seek(frame + 1)}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <span className="player-time">
          {timecode(frame, rate)} <span className="player-frame">{words.player.frame(frame, frames)}</span>
        </span>
        <ActionIcon
          variant={loop ? 'light' : 'subtle'}
          aria-label={words.player.loop}
          aria-pressed={loop}
          onClick={() => setLoop(!loop)}
        >
          <IconRepeat size={17} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          aria-label={muted ? words.player.unmute : words.player.mute}
          onClick={() => setMuted(!muted)}
        >
          {muted ? <IconVolumeOff size={17} /> : <IconVolume size={17} />}
        </ActionIcon>
      </div>
      <p className="player-keys">{words.player.keys}</p>
    </div>
  )
}
