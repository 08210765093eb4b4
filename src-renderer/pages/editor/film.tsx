import { Button, Progress } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { mediaUrl } from '../../bridge/bridge.ts'
import { opened, seek, useOpen } from '../../state/editor.ts'
import { pause, stopMaking, usePlay } from '../../state/editor-play.ts'
import { frameAtTime, middleOf } from '../../view-math/editor-time.ts'
import { percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** The small video with its sound, over the frame while it plays; the playhead goes with it. */
export function Film() {
  const play = usePlay()
  if (play.is === 'making')
    return (
      <div className="editor-making" role="status">
        <span>{words.editor.play.making}</span>
        <Progress value={percent(play.share)} size="sm" aria-label={words.editor.play.making} />
        <Button size="compact-sm" variant="default" onClick={stopMaking}>
          {words.cancel}
        </Button>
      </div>
    )
  return play.is === 'still' ? null : <Playing address={play.address} />
}

function Playing({ address }: { address: string }) {
  const video = useRef<HTMLVideoElement>(null)
  const volume = usePlay((state) => state.volume)
  const muted = usePlay((state) => state.muted)
  const stopping = usePlay(({ is }) => is === 'stopping')
  const rate = useOpen(({ draft }) => draft.format.rate)
  useEffect(() => {
    const player = video.current
    const open = opened()
    if (player === null || open === null) return
    let handle = 0
    const onFrame: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      if (usePlay.getState().is === 'playing') seek(frameAtTime(mediaTime + 0.001, rate))
      handle = player.requestVideoFrameCallback(onFrame)
    }
    const begin = () => {
      const from = middleOf(open.frame, rate)
      player.currentTime = from >= player.duration - 0.1 ? 0 : from
      handle = player.requestVideoFrameCallback(onFrame)
      void player.play().catch(pause)
    }
    player.addEventListener('loadedmetadata', begin, { once: true })
    return () => {
      player.removeEventListener('loadedmetadata', begin)
      player.cancelVideoFrameCallback(handle)
    }
  }, [rate])
  useEffect(() => {
    if (stopping) video.current?.pause()
    else void video.current?.play().catch(() => {})
  }, [stopping])
  useEffect(() => {
    if (video.current !== null) video.current.volume = volume
  }, [volume])
  return (
    <video
      ref={video}
      className="editor-film"
      src={mediaUrl(address)}
      muted={muted}
      playsInline
      aria-label={words.editor.play.film}
      onEnded={pause}
      onError={pause}
      onClick={pause}
    />
  )
}
