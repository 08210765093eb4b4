import { createHash } from 'node:crypto'
import type { Artifact, Cut, Follows, PlacedLayer, VideoPlan } from '../../../src-shared/plans/plan.ts'

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const rate = { num: 30, den: 1 }
const made = { ffmpeg: '7.0', planner: 1, encoder: 'libx264', settings: [] }

const raster = (name: string): Artifact => ({
  hash: hashOf(`raster ${name}`),
  label: `layer ${name.split(' ')[0]}`,
  spec: {
    kind: 'shape',
    shape: 'rectangle',
    width: 100,
    height: 50,
    fill: null,
    radius: 0,
    stroke: null,
    shadow: null,
    opacity: 1,
    rotation: 0,
  },
  needs: [],
})

/** A segment as a test names it: equal `content` is the same picture. */
export type MadeSegment = {
  content: string
  frames: number
  follows?: Follows
  because?: Cut['because']
  label?: string
  /** Names of the rasters that it shows: the layer, a space, what it says. */
  rasters?: string[]
  /** Content of a clip that it reads straight from its source. */
  source?: string
}

/** The plan of a video of 320 x 180 made of these segments. */
export function planOf(segments: MadeSegment[], how: { format?: string; rowKey?: string } = {}): VideoPlan {
  const { format = 'wide', rowKey = '1' } = how
  const artifacts = new Map<string, Artifact>()
  const put = (artifact: Artifact) => artifacts.set(artifact.hash, artifact)
  const cuts: Cut[] = []
  let at = 0
  for (const segment of segments) {
    const { content, frames, follows = 0, because = 'scene', label = `scene ${content}` } = segment
    const rasters = (segment.rasters ?? []).map(raster)
    rasters.forEach(put)
    const hash = hashOf(`segment ${content} ${frames}`)
    put({
      hash,
      label,
      spec: {
        kind: 'segment',
        width: 320,
        height: 180,
        rate,
        frames,
        composeIn: 'yuv420p',
        codec: 'h264',
        quality: 'standard',
        parts: [{ frames, stack: { background: '#000000', layers: sources(segment) }, into: null }],
        made,
      },
      needs: rasters.map((each) => each.hash),
    })
    cuts.push({ segment: hash, from: at, frames, follows, because })
    at += frames
  }
  const output = hashOf(`output ${cuts.map(({ segment }) => segment).join()}`)
  put({
    hash: output,
    label: 'finished file',
    spec: {
      kind: 'output',
      codec: 'h264',
      width: 320,
      height: 180,
      rate,
      frames: at,
      segments: cuts.map(({ segment, frames }) => ({ artifact: segment, frames })),
      audio: null,
      made,
    },
    needs: cuts.map(({ segment }) => segment),
  })
  return {
    rowKey,
    language: 'en',
    format,
    width: 320,
    height: 180,
    rate,
    frames: at,
    codec: 'h264',
    quality: 'standard',
    artifacts: [...artifacts.values()],
    output,
    cuts,
  }
}

function sources({ source, frames }: MadeSegment): PlacedLayer[] {
  if (source === undefined) return []
  const spec = {
    kind: 'clip' as const,
    content: hashOf(source),
    rate,
    frames,
    from: 0,
    to: null,
    speed: 1,
    end: 'freeze' as const,
    width: 320,
    height: 180,
    fit: 'cover' as const,
    focus: { x: 0.5, y: 0.5 },
    radius: 0,
    blur: 0,
    opacity: 1,
    rotation: 0,
    composeIn: 'yuv420p' as const,
  }
  const place = { from: 0, to: frames, clock: 0, frames, x: 0, y: 0, width: 320, height: 180 }
  return [{ ...place, enter: null, exit: null, picture: { kind: 'source', spec } }]
}
