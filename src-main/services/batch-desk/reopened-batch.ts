import type { Batch, RenderRequest } from '../../../src-shared/batches/batch.ts'
import { noInspection, profileFor } from '../../../src-shared/quality/wish.ts'
import type { EncoderWish } from '../../core/ffmpeg-commands/hardware-choices.ts'
import { kindOfFile } from '../../outside/files/look-at-file.ts'
import type { ProductionSetup } from '../production/production.ts'
import type { ReopenedBatch } from '../quality-inspector/batch-inspector.ts'
import { openBatchProduction } from './batch-production.ts'

/**
 * A batch whose finished videos are to be looked at: its plans as they are drawn up today, of the version of the template that it began with
 * where that still lies there. Its table is not read. `id` names the folder of what is drawn for it, which goes at its end.
 * `hardware`: encoders of this machine that may have made it, besides the processor.
 */
export async function reopenBatch(
  { id: batch, template: { folder } }: Pick<Batch, 'id' | 'template'>,
  asked: RenderRequest,
  id: string,
  setup: ProductionSetup,
  hardware: readonly EncoderWish[],
): Promise<ReopenedBatch> {
  const template = (await kindOfFile(folder)) === 'folder' ? folder : asked.template
  const loaded = await setup.library.load(template)
  const said = profileFor(asked.inspect?.profile, loaded.template.quality?.profile)
  // Whoever asks by hand wants to know, also of a batch of which nobody wanted to.
  const profile = said === noInspection ? 'web' : said
  const request: RenderRequest = {
    ...asked,
    template,
    inspect: { ...asked.inspect, profile },
    // Other batches' drawings are taken over as ever, and none are left for them.
    artifacts: 'drop',
    afresh: false,
  }
  const production = await openBatchProduction(request, id, setup, { batch })
  const processor: EncoderWish = { hardware: null }
  // What made the last one first: it most likely made this one, too.
  let wishes = [processor, ...hardware]
  async function planAsMade({ planHash, ...video }: Parameters<ReopenedBatch['plan']>[0]) {
    for (const wish of planHash === null ? [] : wishes) {
      const planned = await production.plan({ ...video, wish })
      if (planned.hash !== planHash) continue
      if (wish !== wishes[0]) wishes = [wish, ...wishes.filter((other) => other !== wish)]
      return planned
    }
    return production.plan({ ...video, wish: processor })
  }
  return {
    templateHash: production.template.hash,
    profile,
    async plan(video) {
      const planned = await planAsMade(video)
      if (planned.inspecting === undefined) throw new Error('there is always a profile to inspect by')
      return { hash: planned.hash, ...planned.inspecting }
    },
    close: () => production.close(),
  }
}
