import type { Artifact, OutputSpec, VideoPlan } from '../../../src-shared/plans/plan.ts'
import { bytesPerPixel } from '../../core/estimates/disk.ts'
import { wishOf } from '../../core/ffmpeg-commands/hardware-choices.ts'
import type { OutputRoot } from './finished-file.ts'
import type { UnitAsk } from './needs.ts'
import { layersOf } from './one-frame.ts'

type Ask = Omit<UnitAsk, 'order'>

/** What each artifact of a plan that runs programs asks of the farm. Artifacts go into one folder, the video into another. */
export function asksOf(
  plan: VideoPlan,
  artifactsFolder: string,
  root: OutputRoot,
): (artifact: Artifact) => Ask {
  const { codec, quality } = plan
  return ({ spec, hash, label }) => {
    const ask = (
      kind: Ask['kind'],
      slot: Ask['slot'],
      frames: number,
      size: { width: number; height: number; pictures: number },
      more: Partial<Ask> = {},
    ): Ask => {
      const work = frames * size.width * size.height
      return {
        kind,
        hash,
        label,
        slot,
        work,
        shape: { ...size, codec, quality },
        writes: [{ folder: artifactsFolder, bytes: Math.round(work * bytesPerPixel(codec, quality)) }],
        hardware: null,
        ...more,
      }
    }
    switch (spec.kind) {
      case 'segment':
        return ask(
          'segment',
          'encode',
          spec.frames,
          { ...spec, pictures: layersOf(spec).length },
          { hardware: wishOf(spec.made).hardware },
        )
      case 'clip': {
        const { width, height } = spec
        const work = spec.frames * width * height
        // Clips lie there lossless: about as much as half of their raw frames.
        const writes = [{ folder: artifactsFolder, bytes: Math.round(work * 0.75) }]
        const shape = { width, height, pictures: 1, codec: null, quality: null }
        return { ...ask('clip', 'encode', spec.frames, shape, { writes }), shape }
      }
      case 'audio':
        return ask(
          'sound',
          'encode',
          0,
          { width: 0, height: 0, pictures: spec.inputs.length },
          { writes: [{ folder: artifactsFolder, bytes: soundBytes(spec.samples) }] },
        )
      case 'output':
        return outputAsk(spec, plan, root, (...given) => ask('output', ...given))
      default:
        throw new Error(`a ${spec.kind} runs no program of its own`)
    }
  }
}

/** Joining copies; only a GIF is made anew of its segments. */
function outputAsk(
  spec: OutputSpec,
  plan: VideoPlan,
  root: OutputRoot,
  ask: (
    slot: Ask['slot'],
    frames: number,
    size: { width: number; height: number; pictures: number },
    more: Partial<Ask>,
  ) => Ask,
): Ask {
  const { width, height, frames } = spec
  const bytes = Math.round(frames * width * height * bytesPerPixel(plan.codec, plan.quality))
  const size = { width, height, pictures: spec.segments.length }
  return ask(spec.codec === 'gif' ? 'encode' : 'light', frames, size, { writes: [{ ...root, bytes }] })
}

/** Mixing writes 32-bit floats of both channels before it codes them. */
const soundBytes = (samples: number) => samples * 2 * 4
