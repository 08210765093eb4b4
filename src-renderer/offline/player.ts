import type { Region } from '../../src-shared/quality/inspection.ts'
import type { PackedItem } from '../../src-shared/review/package.ts'
import { frameAt, rateOf, timecode, timeOfFrame } from '../view-math/frames.ts'
import { button, fill, make } from './elements.ts'
import { words } from './words.ts'

type Mark = { frame: number; kind: 'note' | 'warning' | 'error' | 'comment' }

export type Player = {
  element: HTMLElement
  draw(item: PackedItem, marks: readonly Mark[]): void
  frame(): number
  show(frame: number): void
  toggle(): void
  pause(): void
  /** What was drawn on the picture, in pixels of the video; null: nothing. */
  region(): Region | null
  clearRegion(): void
  isBroken(): boolean
}

/** Plays one video at a time, frame by frame. `onMoved`: another frame shows. */
export function openPlayer(told: { onMoved(): void; onFault(): void }): Player {
  let item: PackedItem | null = null
  let region: Region | null = null
  let isBroken = false
  let drawnFrom: { x: number; y: number } | null = null
  /** The frame that was asked for, until the video shows it. */
  let wanted: number | null = null

  const video = make('video', { attributes: { playsinline: true, preload: 'auto', tabindex: -1 } })
  const box = make('div', { class: 'region', attributes: { hidden: true } })
  const frameBox = make('div', { class: 'frame' }, video, box)
  const stage = make('div', { class: 'stage' }, frameBox)
  const strip = make('div', { class: 'strip' })
  const slider = make('input', {
    attributes: { type: 'range', min: 0, step: 1 },
    on: { input: () => show(Number(slider.value)) },
  })
  const time = make('output', { class: 'time' })
  const tools = make('div', { class: 'play-tools' })
  const element = make(
    'section',
    { class: 'player' },
    stage,
    make('div', { class: 'track' }, strip, slider),
    tools,
  )

  const rate = () => rateOf(item!)
  const frame = () => wanted ?? (item === null ? 0 : frameAt(video.currentTime, rate(), item.frames))

  function show(to: number): void {
    if (item === null) return
    video.pause()
    const next = Math.min(item.frames - 1, Math.max(0, to))
    wanted = next
    video.currentTime = timeOfFrame(next, rate(), item.frames)
    moved()
  }

  function moved(): void {
    if (item === null) return
    const at = frame()
    slider.value = String(at)
    const text = timecode(at, rate())
    slider.setAttribute('aria-valuetext', text)
    time.textContent = `${text} / ${timecode(item.frames - 1, rate())}`
    told.onMoved()
  }

  function drawTools(): void {
    fill(
      tools,
      button(
        words.back,
        () => show(frame() - 1),
        { key: 'back', attributes: { 'aria-label': words.back }, title: '←' },
        '◂',
      ),
      button(
        video.paused ? words.play : words.pause,
        toggle,
        { key: 'play', class: 'play' },
        video.paused ? words.play : words.pause,
      ),
      button(
        words.on,
        () => show(frame() + 1),
        { key: 'on', attributes: { 'aria-label': words.on }, title: '→' },
        '▸',
      ),
      time,
    )
  }

  function toggle(): void {
    wanted = null
    if (!video.paused) {
      video.pause()
      return
    }
    if (video.ended) video.currentTime = 0
    // One that can't be played says so by its error.
    video.play().catch(() => {})
  }

  function placeBox(): void {
    box.hidden = region === null
    if (region === null || item === null) return
    for (const [name, value] of [
      ['left', region.x / item.width],
      ['top', region.y / item.height],
      ['width', region.width / item.width],
      ['height', region.height / item.height],
    ] as const)
      box.style.setProperty(name, `${value * 100}%`)
  }

  const at = (event: PointerEvent) => {
    const { left, top, width, height } = frameBox.getBoundingClientRect()
    const share = (value: number) => Math.min(1, Math.max(0, value))
    return {
      x: Math.round(share((event.clientX - left) / width) * item!.width),
      y: Math.round(share((event.clientY - top) / height) * item!.height),
    }
  }
  frameBox.addEventListener('pointerdown', (event) => {
    if (item === null || event.button !== 0) return
    frameBox.setPointerCapture(event.pointerId)
    drawnFrom = at(event)
  })
  frameBox.addEventListener('pointermove', (event) => {
    if (drawnFrom === null) return
    const to = at(event)
    const [width, height] = [Math.abs(to.x - drawnFrom.x), Math.abs(to.y - drawnFrom.y)]
    // Less is a click that trembled.
    if (width < 8 || height < 8) return
    region = { x: Math.min(to.x, drawnFrom.x), y: Math.min(to.y, drawnFrom.y), width, height }
    placeBox()
  })
  frameBox.addEventListener('pointerup', (event) => {
    const from = drawnFrom
    drawnFrom = null
    if (from === null) return
    const to = at(event)
    if (Math.abs(to.x - from.x) >= 8 && Math.abs(to.y - from.y) >= 8) return
    if (region !== null) {
      region = null
      placeBox()
    } else toggle()
  })
  for (const name of ['play', 'pause', 'ended']) video.addEventListener(name, drawTools)
  video.addEventListener('timeupdate', () => {
    if (!video.paused) moved()
  })
  video.addEventListener('play', () => {
    wanted = null
    const follow = () => {
      if (video.paused) return
      moved()
      requestAnimationFrame(follow)
    }
    requestAnimationFrame(follow)
  })
  video.addEventListener('error', () => {
    isBroken = true
    told.onFault()
  })

  return {
    element,
    frame,
    show,
    toggle,
    pause: () => video.pause(),
    region: () => region,
    clearRegion() {
      region = null
      placeBox()
    },
    isBroken: () => isBroken,
    draw(next, marks) {
      if (next !== item) {
        item = next
        region = null
        isBroken = false
        wanted = 0
        video.poster = next.poster.path
        video.src = next.video.path
        frameBox.style.setProperty('--ratio', String(next.width / next.height))
        slider.max = String(Math.max(0, next.frames - 1))
        slider.value = '0'
        placeBox()
        time.textContent = `${timecode(0, rate())} / ${timecode(next.frames - 1, rate())}`
      }
      video.setAttribute('aria-label', next.name)
      slider.setAttribute('aria-label', words.position)
      const image = make('img', { attributes: { src: next.strip.path, alt: '', draggable: 'false' } })
      fill(
        strip,
        image,
        ...marks.map(({ frame: mark, kind }) => {
          const sign = make('span', { class: `mark ${kind}` })
          sign.style.setProperty('left', `${(mark / Math.max(1, next.frames - 1)) * 100}%`)
          return sign
        }),
      )
      drawTools()
    },
  }
}
