import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { OutputFacts } from '../../../src-shared/batches/batch.ts'
import { frameAt, rateOf, timeOfFrame } from '../../view-math/frames.ts'
import { correctionOf, timeBeside } from '../../view-math/in-step.ts'

export const speeds = [0.25, 0.5, 1, 2, 4] as const

/** How a person likes to watch; the same for every video of the session. */
const liking = { muted: false, loop: false }

/**
 * Plays a video, and a second one in step with it: both begin, stop and seek together, and what drifts apart is corrected at
 * each frame of the first. The first alone is heard.
 */
export function usePlayback(
  main: RefObject<HTMLVideoElement | null>,
  second: RefObject<HTMLVideoElement | null>,
  output: OutputFacts,
  beside: OutputFacts | null,
) {
  const [playing, setPlaying] = useState(false)
  const [frame, setFrame] = useState(0)
  const [muted, setMuted] = useState(liking.muted)
  const [loop, setLoop] = useState(liking.loop)
  const [speed, setSpeed] = useState(1)
  /** Raised with each player that takes the place of another. */
  const [turn, setTurn] = useState(0)
  const rate = rateOf(output)
  const { frames } = output
  const besideRate = beside === null ? rate : rateOf(beside)
  const besideFrames = beside?.frames ?? frames
  liking.muted = muted
  liking.loop = loop

  const place = useCallback(
    (time: number) => {
      if (second.current !== null)
        second.current.currentTime = timeBeside(time, { frames: besideFrames, rate: besideRate })
    },
    [second, besideFrames, besideRate],
  )
  const seek = useCallback(
    (target: number) => {
      const player = main.current
      if (player === null) return
      player.pause()
      second.current?.pause()
      player.currentTime = timeOfFrame(target, rate, frames)
      place(player.currentTime)
      setFrame(Math.min(Math.max(0, target), frames - 1))
    },
    [main, second, rate, frames, place],
  )
  const play = useCallback(() => {
    const player = main.current
    if (player === null) return
    const ended = player.ended || player.currentTime >= player.duration - 0.5 / rate
    if (ended) player.currentTime = 0
    void player.play().catch(() => {})
  }, [main, rate])
  const toggle = useCallback(() => {
    if (main.current?.paused) play()
    else main.current?.pause()
  }, [main, play])
  const faster = useCallback(() => {
    if (main.current?.paused) {
      setSpeed(1)
      play()
    } else setSpeed((now) => speeds.find((each) => each > now) ?? now)
  }, [main, play])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another player begins anew
  useEffect(() => {
    for (const player of [main.current, second.current]) if (player !== null) player.playbackRate = speed
  }, [main, second, speed, turn])

  // The frame that is really on show, told by the player for each one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another player begins anew
  useEffect(() => {
    const player = main.current
    if (player === null) return
    let handle = 0
    const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      // What is told late, after a seek, is a frame of before; where the player stands is the middle of the one that is wanted.
      setFrame(frameAt(player.paused || player.seeking ? player.currentTime : mediaTime, rate, frames))
      const other = second.current
      if (other !== null && !player.paused && !other.seeking && other.readyState >= 2) {
        const end = (besideFrames - 0.5) / besideRate
        if (player.currentTime < end) {
          if (other.paused) void other.play().catch(() => {})
          const correction = correctionOf(other.currentTime - player.currentTime, besideRate)
          if (correction.do === 'jump') other.currentTime = player.currentTime
          other.playbackRate = player.playbackRate * (correction.do === 'speed' ? correction.factor : 1)
        } else if (!other.paused) other.pause()
      }
      handle = player.requestVideoFrameCallback(onFrame)
    }
    handle = player.requestVideoFrameCallback(onFrame)
    return () => player.cancelVideoFrameCallback(handle)
  }, [main, second, rate, frames, besideRate, besideFrames, turn])

  const onPlay = () => {
    setPlaying(true)
    void second.current?.play().catch(() => {})
  }
  const onPause = () => {
    setPlaying(false)
    second.current?.pause()
    if (main.current !== null) place(main.current.currentTime)
  }
  /** When the second one is there, it goes to where the first is. */
  const onSecond = () => {
    if (second.current !== null) second.current.playbackRate = speed
    if (main.current === null) return
    place(main.current.currentTime)
    if (!main.current.paused) void second.current?.play().catch(() => {})
  }
  return {
    playing,
    frame,
    muted,
    loop,
    speed,
    rate,
    frames,
    seek,
    toggle,
    faster,
    pause: () => main.current?.pause(),
    setMuted,
    setLoop,
    setSpeed,
    onMain: () => setTurn((before) => before + 1),
    onPlay,
    onPause,
    onSecond,
  }
}
export type Playback = ReturnType<typeof usePlayback>

/** What keys do wherever a video is played; `wide`: with Shift, a second instead of a frame. */
export function playingKeys(playback: Playback, wide: boolean): Record<string, () => void> {
  const { frame, frames, rate, seek } = playback
  const second = Math.round(rate)
  const step = wide ? second : 1
  return {
    ArrowRight: () => seek(frame + step),
    ArrowLeft: () => seek(frame - step),
    Home: () => seek(0),
    End: () => seek(frames - 1),
    ' ': playback.toggle,
    k: playback.toggle,
    j: () => seek(frame - second),
    l: playback.faster,
    m: () => playback.setMuted(!playback.muted),
  }
}
