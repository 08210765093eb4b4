import { ActionIcon, Slider } from '@mantine/core'
import {
  IconArrowAutofitWidth,
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerStopFilled,
  IconVolume,
  IconVolumeOff,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react'
import type { Rate } from '../../../src-shared/templates/formats.ts'
import { tellFault } from '../../parts/tell.tsx'
import { Tool } from '../../parts/tool.tsx'
import { seek, useOpen } from '../../state/editor.ts'
import { lay } from '../../state/editor-layout.ts'
import { togglePlay, usePlay } from '../../state/editor-play.ts'
import { timecode } from '../../view-math/frames.ts'
import { words } from '../../words/words.ts'

/** Playing, stepping, where the playhead is, how large the timeline is. */
export function Transport({
  frames,
  rate,
  isFit,
  onZoom,
}: {
  frames: number
  rate: Rate
  isFit: boolean
  onZoom(factor: number): void
}) {
  const frame = useOpen((open) => open.frame)
  const canPlay = useOpen(({ fault, usable, draft }) => fault === null && usable && draft.scenes.length > 0)
  const is = usePlay((play) => play.is)
  const muted = usePlay((play) => play.muted)
  const volume = usePlay((play) => play.volume)
  const perSecond = rate.num / rate.den
  const play =
    is === 'making'
      ? words.editor.play.stop
      : is === 'playing'
        ? words.editor.play.pause
        : words.editor.play.play
  return (
    <div className="editor-transport">
      <span className="editor-transport-side">
        <span className="editor-timecode">{timecode(frame, perSecond)}</span>
        <span className="editor-frames">{words.editor.time.frame(frame + 1, frames)}</span>
      </span>
      <span className="editor-transport-middle">
        <Tool label={words.editor.play.first} onClick={() => seek(0)}>
          <IconPlayerSkipBackFilled size={15} />
        </Tool>
        <Tool label={words.editor.play.back} onClick={() => seek(frame - 1)}>
          <IconChevronLeft size={17} />
        </Tool>
        <ActionIcon
          variant="filled"
          size="lg"
          radius="xl"
          aria-label={play}
          title={play}
          disabled={!canPlay}
          onClick={() => togglePlay().catch(tellFault)}
        >
          {is === 'making' ? (
            <IconPlayerStopFilled size={16} />
          ) : is === 'playing' ? (
            <IconPlayerPauseFilled size={16} />
          ) : (
            <IconPlayerPlayFilled size={16} />
          )}
        </ActionIcon>
        <Tool label={words.editor.play.forward} onClick={() => seek(frame + 1)}>
          <IconChevronRight size={17} />
        </Tool>
        <Tool label={words.editor.play.last} onClick={() => seek(frames - 1)}>
          <IconPlayerSkipForwardFilled size={15} />
        </Tool>
      </span>
      <span className="editor-transport-side editor-bar-end">
        <Tool
          label={muted ? words.editor.play.unmute : words.editor.play.mute}
          onClick={() => usePlay.setState({ muted: !muted })}
        >
          {muted ? <IconVolumeOff size={16} /> : <IconVolume size={16} />}
        </Tool>
        <Slider
          className="editor-volume"
          size="xs"
          min={0}
          max={1}
          step={0.05}
          value={muted ? 0 : volume}
          label={null}
          thumbLabel={words.editor.play.volume}
          onChange={(value) => usePlay.setState({ volume: value, muted: value === 0 })}
        />
        <i className="editor-gap" />
        <Tool label={words.editor.time.zoomOut} onClick={() => onZoom(0.8)} disabled={isFit}>
          <IconZoomOut size={16} />
        </Tool>
        <Tool label={words.editor.time.zoomIn} onClick={() => onZoom(1.25)}>
          <IconZoomIn size={16} />
        </Tool>
        <Tool label={words.editor.time.fit} onClick={() => lay({ zoom: null })} disabled={isFit}>
          <IconArrowAutofitWidth size={16} />
        </Tool>
      </span>
    </div>
  )
}
