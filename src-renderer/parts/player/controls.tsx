import { ActionIcon, Menu, Select } from '@mantine/core'
import {
  IconCamera,
  IconChevronLeft,
  IconChevronRight,
  IconKeyboard,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRepeat,
  IconShape,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react'
import { timecode } from '../../view-math/frames.ts'
import { words } from '../../words/words.ts'
import { Tool } from '../tool.tsx'
import { type Playback, speeds } from './playback.ts'

/** Below the picture. */
export function Controls({
  playback,
  hasMargins,
  keys,
  onMargins,
  onSaveFrame,
  onStep,
}: {
  playback: Playback
  hasMargins: boolean
  /** What the keys do here, to be read. */
  keys: readonly (readonly string[])[]
  onMargins(): void
  onSaveFrame(): void
  onStep: ((step: 1 | -1) => void) | null
}) {
  const { playing, frame, frames, rate, muted, loop, speed, seek, toggle } = playback
  const { player } = words
  return (
    <div className="player-controls">
      <div className="player-time">
        <strong className="player-timecode">{timecode(frame, rate)}</strong>
        <span className="player-frame">{player.frame(frame, frames)}</span>
      </div>
      <div className="player-transport">
        {onStep !== null && (
          <Tool stays size="lg" label={player.previous} onClick={() => onStep(-1)}>
            <IconPlayerTrackPrev size={17} />
          </Tool>
        )}
        <Tool stays size="lg" label={player.back} onClick={() => seek(frame - 1)}>
          <IconChevronLeft size={19} />
        </Tool>
        <ActionIcon
          variant="filled"
          size={42}
          radius="xl"
          aria-label={playing ? player.pause : player.play}
          onClick={toggle}
        >
          {playing ? <IconPlayerPauseFilled size={19} /> : <IconPlayerPlayFilled size={19} />}
        </ActionIcon>
        <Tool stays size="lg" label={player.forward} onClick={() => seek(frame + 1)}>
          <IconChevronRight size={19} />
        </Tool>
        {onStep !== null && (
          <Tool stays size="lg" label={player.next} onClick={() => onStep(1)}>
            <IconPlayerTrackNext size={17} />
          </Tool>
        )}
      </div>
      <div className="player-options">
        <Select
          size="xs"
          w={82}
          aria-label={player.speed}
          allowDeselect={false}
          data={speeds.map((each) => ({ value: String(each), label: player.times(each) }))}
          value={String(speed)}
          onChange={(value) => value !== null && playback.setSpeed(Number(value))}
        />
        <Tool stays size="lg" label={player.loop} isOn={loop} onClick={() => playback.setLoop(!loop)}>
          <IconRepeat size={18} />
        </Tool>
        <Tool
          stays
          size="lg"
          label={muted ? player.unmute : player.mute}
          isOn={muted}
          onClick={() => playback.setMuted(!muted)}
        >
          {muted ? <IconVolumeOff size={18} /> : <IconVolume size={18} />}
        </Tool>
        <Tool stays size="lg" label={player.margins} isOn={hasMargins} onClick={onMargins}>
          <IconShape size={18} />
        </Tool>
        <Tool stays size="lg" label={player.saveFrame} onClick={onSaveFrame}>
          <IconCamera size={18} />
        </Tool>
        <Menu position="top-end" withinPortal width={300}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={player.keysTitle}>
              <IconKeyboard size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown className="player-keys">
            {keys.map(([pressed, what]) => (
              <Menu.Item key={pressed} rightSection={<kbd>{pressed}</kbd>}>
                {what}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  )
}
