import type { ReactNode } from 'react'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { Comment } from '../../../src-shared/review/review.ts'
import { words } from '../../words/words.ts'
import { Controls } from './controls.tsx'
import type { Look } from './look.ts'
import { Marks } from './marks.tsx'
import { saveFrame } from './save-frame.ts'
import { Waveform } from './waveform.tsx'

/** Below the picture: the line of the video with what was found on it, and the controls. A GIF plays by itself. */
export function Foot({
  look: { shown, playback, hasMargins, switchMargins },
  findings,
  comments,
  keys,
  onStep,
  children,
}: {
  look: Look
  findings: readonly QualityFinding[]
  comments?: readonly Comment[]
  /** What the keys do here, to be read. */
  keys: readonly (readonly string[])[]
  onStep: ((step: 1 | -1) => void) | null
  /** Besides the waveform. */
  children?: ReactNode
}) {
  const { job, output } = shown
  if (output.path.endsWith('.gif')) return <p className="player-note">{words.player.animated}</p>
  const { frame, frames, seek } = playback
  return (
    <div className="player-foot">
      <Marks findings={findings} frames={frames} onSeek={seek} {...(comments && { comments })} />
      <Waveform job={job.id} version={output.sha256} playback={playback} />
      {children}
      <Controls
        playback={playback}
        hasMargins={hasMargins}
        onMargins={switchMargins}
        onSaveFrame={() => void saveFrame(job.id, output.path, frame)}
        keys={keys}
        onStep={onStep}
      />
    </div>
  )
}
