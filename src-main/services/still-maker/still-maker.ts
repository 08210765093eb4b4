import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { StillRequest } from '../../../src-shared/batches/batch.ts'
import type { StillReport } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import { isOwnPicture } from '../../outside/files/own-picture.ts'
import { openProduction, type ProductionSetup, rowOf } from '../production/production.ts'
import { openStillMemory } from './still-memory.ts'

/** What stills may leave for the next ones. */
const mostBytes = 512 * 1024 ** 2

/**
 * Makes one frame of one row's video as a PNG, through the same plan and graph as the video. Rejects with a StudioError:
 * those of opening a production, `still.exists`, `row.unknown`, `still.time`, and what keeps the row from being rendered.
 */
export async function makeStill(
  request: StillRequest,
  setup: ProductionSetup,
  signal: AbortSignal,
): Promise<StillReport> {
  const out = resolve(request.out)
  await requireReplaceable(out, request.overwrite)
  const production = await openProduction(
    {
      ...request,
      rows: undefined,
      languages: request.language === undefined ? undefined : [request.language],
      formats: request.format === undefined ? undefined : [request.format],
    },
    `still-${randomUUID()}`,
    setup,
    null,
    false,
    openStillMemory({
      folder: join(setup.studioFolder, 'stills'),
      maxBytes: Math.min(mostBytes, setup.artifactBytes),
    }),
  )
  try {
    const { template } = production.loaded
    if (hasMoving(template)) setup.motion.warm()
    const language = request.language ?? template.defaultLanguage
    const format = production.formats[0]!.id
    const row = await rowOf(production, request.row)
    const plan = await production.planner.plan(row, language, format)
    const { num, den } = plan.rate
    // A little late, so that a time that stands for a frame's own start finds that frame.
    const frame = Math.floor((request.at * num) / den + 1e-6)
    if (frame >= plan.frames) {
      throw new StudioError({
        code: 'still.time',
        message: `The video of row "${row.key}" lasts ${((plan.frames * den) / num).toFixed(2)} seconds: there is no frame at ${request.at}.`,
        whatToDo: 'Give an earlier time.',
      })
    }
    // Drawing takes its time: somebody may have put a file there meanwhile.
    await requireReplaceable(out, request.overwrite)
    await production.maker.still(plan, frame, out, { signal })
    return {
      path: out,
      width: plan.width,
      height: plan.height,
      rowKey: row.key,
      language,
      format,
      at: request.at,
      frame,
    }
  } finally {
    await production.close()
  }
}

/** Only a picture of ours is replaced, unless a person said otherwise; never a folder. */
async function requireReplaceable(path: string, overwrite: boolean): Promise<void> {
  const kind = await kindOfFile(path)
  if (kind === null || (kind === 'file' && (overwrite || (await isOwnPicture(path).catch(() => false)))))
    return
  throw new StudioError({
    code: 'still.exists',
    message: `The picture can't be written as ${path}: there is a ${kind === 'folder' ? 'folder' : 'file'} of that name, which Reelmill did not make.`,
    whatToDo: `Choose another name${kind === 'file' ? ', or replace it with --overwrite' : ''}. It was left as it is.`,
  })
}

/** Whether a still picture of the template may move; it may be in another scene than the one that is asked for. */
export function hasMoving({ scenes }: Template): boolean {
  return scenes.some(({ layers }) =>
    layers.some((layer) => layer.type === 'image' && layer.motion !== undefined),
  )
}
