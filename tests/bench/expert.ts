import {
  chooseEncoder,
  colourTags,
  settingsWithThreads,
  timescaleOf,
} from '../../src-main/core/ffmpeg-commands/encoders.ts'
import type { ExpertLayer, ExpertScene, ExpertVideo } from './expert-stills.ts'

/** How a slow zoom is made: both are smooth to fractions of a pixel, at different cost. */
export type ZoomFilter = 'perspective' | 'zoompan'

/** The encoder of Reelmill's quality `standard` in H.264: its own flags, so that the two can't drift apart. */
export function standardEncoder(video: { width: number; height: number; fps: number }, threads: number) {
  const rate = { num: video.fps, den: 1 }
  const choice = chooseEncoder({
    codec: 'h264',
    quality: 'standard',
    rate,
    width: video.width,
    height: video.height,
    available: new Set(['libx264']),
  })
  if (choice === null) throw new Error('the bench encodes with libx264')
  return [
    ...['-c:v', choice.encoder, ...settingsWithThreads(choice, threads), ...colourTags],
    ...['-video_track_timescale', String(timescaleOf(rate))],
  ]
}

/** Sound as Reelmill's `standard` codes it. */
export const standardSound = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000']

const tags = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,setsar=1'

/** The one command that makes a whole video, as somebody writes it who knows ffmpeg well. */
export function expertCommand(
  video: ExpertVideo,
  how: { threads: number; zoom: ZoomFilter; out: string; frames?: number },
): string[] {
  const { inputs, filters, frames } = expertGraph(video, how.zoom)
  const { music } = video
  const seconds = frames / video.fps
  const sound = [
    `[${inputs.count}:a]atrim=end=${seconds},volume=${music.gain}dB`,
    `afade=t=in:d=${music.fadeIn}`,
    `afade=t=out:st=${seconds - music.fadeOut}:d=${music.fadeOut}[sound]`,
  ].join(',')
  return [
    ...head(how.threads),
    ...inputs.flags,
    ...['-i', music.path],
    ...['-filter_complex', `${filters};${sound}`, '-map', '[out]', '-map', '[sound]'],
    ...(how.frames === undefined
      ? []
      : ['-frames:v', String(how.frames), '-t', String(how.frames / video.fps)]),
    ...['-r', String(video.fps), ...standardEncoder(video, how.threads), ...standardSound],
    ...['-movflags', '+faststart', '-f', 'mp4', how.out],
  ]
}

/** The same picture as raw frames: from frame `from` of the video up to, not with, `to`. */
export function rawCommand(
  video: ExpertVideo,
  how: { zoom: ZoomFilter; from: number; to: number; out: string },
): string[] {
  const { inputs, filters } = expertGraph(video, how.zoom)
  const cut = `trim=start_frame=${how.from}:end_frame=${how.to},settb=1/${video.fps},setpts=N[cut]`
  return [
    ...head(2),
    ...inputs.flags,
    ...['-filter_complex', `${filters};[out]${cut}`, '-map', '[cut]', '-r', String(video.fps)],
    ...['-f', 'yuv4mpegpipe', how.out],
  ]
}

function head(threads: number): string[] {
  return ['-nostdin', '-hide_banner', '-v', 'error', '-filter_complex_threads', String(threads), '-y']
}

type Inputs = { flags: string[]; count: number }

function expertGraph(video: ExpertVideo, zoom: ZoomFilter) {
  const inputs: Inputs = { flags: [], count: 0 }
  const chains: string[] = []
  const joined: string[] = []
  let frames = 0
  for (const [index, scene] of video.scenes.entries()) {
    chains.push(...sceneChains(video, scene, index, zoom, inputs))
    const into = index === 0 ? 0 : (scene.transition?.frames ?? 0)
    const next = video.scenes[index + 1]
    const over = next?.transition?.frames ?? 0
    // A scene's frames: those under its transition, its own, those under the next one's.
    const parts = [
      ['head', 0, into],
      ['body', into, scene.frames - over],
      ['tail', scene.frames - over, scene.frames],
    ] as const
    const used = parts.filter(([, from, to]) => to > from)
    chains.push(`[scene${index}]split=${used.length}${used.map(([name]) => `[${name}${index}_]`).join('')}`)
    for (const [name, from, to] of used)
      chains.push(`[${name}${index}_]trim=start_frame=${from}:end_frame=${to},setpts=N[${name}${index}]`)
    if (into > 0) {
      chains.push(...transitionChains(video, scene, index))
      joined.push(`[cross${index}]`)
    }
    joined.push(`[body${index}]`)
    frames += scene.frames - into
  }
  chains.push(
    `${joined.join('')}concat=n=${joined.length}:v=1:a=0,settb=1/${video.fps},setpts=N,format=yuv420p,${tags}[out]`,
  )
  return { inputs, filters: chains.join(';'), frames }
}

function sceneChains(
  video: ExpertVideo,
  scene: ExpertScene,
  index: number,
  zoom: ZoomFilter,
  inputs: Inputs,
): string[] {
  const chains: string[] = []
  const name = (part: number) => `[s${index}_${part}]`
  const layers = [...scene.layers]
  let below = name(0)
  const clock = `settb=1/${video.fps},setpts=N`
  if (scene.base === null) chains.push(clipChain(video, layers.shift()!, inputs, below))
  else chains.push(`${pngInput(scene.base, inputs)}${samples('yuv420p')},loop=-1:1,${clock}${below}`)
  for (const [at, layer] of layers.entries()) {
    const [label, over] = [`[s${index}_${at + 1}x]`, name(at + 1)]
    const place = placed(layer, video.fps)
    chains.push(layerChain(video, layer, zoom, inputs, label))
    chains.push(`${below}${label}overlay=${place}:format=yuv420${over}`)
    below = over
  }
  chains.push(`${below}trim=end_frame=${scene.frames},${clock},format=yuv420p[scene${index}]`)
  return chains
}

/** RGB to what is encoded: BT.709, limited range. */
const samples = (format: string) => `scale=out_color_matrix=bt709:out_range=tv,format=${format}`

function pngInput(path: string, inputs: Inputs): string {
  inputs.flags.push('-i', path)
  return `[${inputs.count++}:v]`
}

function clipChain(video: ExpertVideo, layer: ExpertLayer, inputs: Inputs, label: string): string {
  if (layer.kind !== 'clip') throw new Error('a scene without a base begins with a clip')
  const { rect, end, start } = layer.laidOut
  const seconds = (end - start) / video.fps
  inputs.flags.push('-ss', String(layer.from), '-t', String(seconds + 0.1), '-i', layer.path)
  // A wide blur on a small picture: nothing that it leaves is finer.
  const size = `${rect.width}:${rect.height}`
  const small = 4
  const filling = `scale=${size}:force_original_aspect_ratio=increase,crop=${size}`
  const steps =
    layer.blur === 0
      ? filling
      : `scale=${size}:force_original_aspect_ratio=increase:flags=fast_bilinear,crop=${size},` +
        `scale=iw/${small}:ih/${small}:flags=area,gblur=sigma=${layer.blur / small}:steps=1:planes=1,` +
        `gblur=sigma=${layer.blur / small / 2}:steps=1:planes=6,scale=${size}:flags=bilinear`
  return `[${inputs.count++}:v]${steps},settb=1/${video.fps},setpts=N,format=yuv420p${label}`
}

function layerChain(
  video: ExpertVideo,
  layer: ExpertLayer,
  zoom: ZoomFilter,
  inputs: Inputs,
  label: string,
): string {
  const { enter, start, rect } = layer.laidOut
  if (layer.kind === 'clip') return clipChain(video, layer, inputs, label)
  const input = pngInput(layer.path, inputs)
  if (layer.kind === 'moving')
    return `${input}${samples('yuv420p')},${moving(layer, video.fps, rect, zoom)}${label}`
  if (enter?.effect !== 'fade') return `${input}${samples('yuva420p')}${label}`
  const [from, length] = [start / video.fps, enter.frames / video.fps]
  return `${input}${samples('yuva420p')},loop=-1:1,settb=1/${video.fps},setpts=N+${start},fade=t=in:st=${from}:d=${length}:alpha=1${label}`
}

/** Overlay's options: where the layer stands, or from where it comes; slides ease out, as the templates' do. */
function placed(layer: ExpertLayer, fps: number): string {
  const { enter, start, rect } = layer.laidOut
  if (layer.kind !== 'still') return `x=${rect.x}:y=${rect.y}:eval=init`
  const { x, y } = layer
  if (enter?.effect !== 'slide') return `x=${x}:y=${y}:eval=init`
  const left = `pow(1-clip((t*${fps}-${start})/${enter.frames},0,1),3)`
  const way = enter.side === 'left' ? `x='${x}-(${x}+w)*${left}':y=${y}` : `x=${x}:y='${y}+(H-${y})*${left}'`
  return `${way}:eval=frame:enable='gte(t,${(start - 0.5) / fps})'`
}

/** A slow zoom that eases out. */
function moving(
  layer: Extract<ExpertLayer, { kind: 'moving' }>,
  fps: number,
  rect: { width: number; height: number },
  zoom: ZoomFilter,
): string {
  const { from, to } = layer.motion
  const life = layer.laidOut.end - layer.laidOut.start
  const frame = zoom === 'perspective' ? 'in' : 'on'
  const share = `(1-pow(1-clip(${frame}/${life - 1},0,1),3))`
  const between = (a: number, b: number) => `(${a}+${b - a}*${share})`
  const factor = between(from.zoom, to.zoom)
  const [middleX, middleY] = [between(from.x, to.x), between(from.y, to.y)]
  if (zoom === 'zoompan')
    // Four times as large first: zoompan cuts at whole pixels of what it is given.
    return `scale=${4 * rect.width}:${4 * rect.height},zoompan=z='${factor}':x='(iw-iw/zoom)*(1+${middleX})/2':y='(ih-ih/zoom)*(1+${middleY})/2':d=${life}:s=${rect.width}x${rect.height}:fps=${fps},settb=1/${fps},setpts=N`
  const [seen, left, top] = [
    `(1/${factor})`,
    `((1-1/${factor})*(1+${middleX})/2)`,
    `((1-1/${factor})*(1+${middleY})/2)`,
  ]
  const [x0, x1, y0, y1] = [`W*${left}`, `W*(${left}+${seen})`, `H*${top}`, `H*(${top}+${seen})`]
  return `loop=-1:1,settb=1/${fps},setpts=N,perspective=x0='${x0}':y0='${y0}':x1='${x1}':y1='${y0}':x2='${x0}':y2='${y1}':x3='${x1}':y3='${y1}':eval=frame:sense=source`
}

/** Where `tail` of the scene before passes into `head` of this one. All but fades are even, as the templates want. */
function transitionChains(video: ExpertVideo, scene: ExpertScene, index: number): string[] {
  const { type, frames, side } = scene.transition!
  const [before, after, out] = [`[tail${index - 1}]`, `[head${index}]`, `[cross${index}]`]
  const length = (frames + 1) / video.fps
  if (type === 'slide' && side === 'right')
    return [
      `${before}${after}hstack,crop=w=${video.width}:h=${video.height}:x='${video.width}*(n+1)/${frames + 1}':y=0${out}`,
    ]
  if (type === 'fade')
    return [
      `${after}format=yuva420p,setpts=N+1,fade=t=in:st=0:d=${length}:alpha=1,setpts=N[fade${index}]`,
      `${before}[fade${index}]overlay=format=yuv420${out}`,
    ]
  if (type === 'wipe' && side === 'bottom')
    return [
      // xfade wants to be told that the rate is constant.
      ...[before, after].map((label, side) => `${label}fps=${video.fps}[wipe${index}_${side}]`),
      `[wipe${index}_0][wipe${index}_1]xfade=transition=wipeup:duration=${length}:offset=${-1 / video.fps},format=yuv420p${out}`,
    ]
  throw new Error(`no template of the bench has a transition ${type} from the ${side}`)
}
