import { readdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { expertCommand, type ZoomFilter } from './expert.ts'
import { type ExpertVideo, prepareExpert } from './expert-stills.ts'
import { likeness } from './likeness.ts'
import { type LimitVideo, prepareLimit, runLimit } from './limit.ts'
import type { BenchTemplate, Materials } from './materials.ts'
import { runGroup } from './measure.ts'
import { renderBatch } from './reelmill.ts'
import type { Results, Round, TemplateResults } from './results.ts'
import { videosAnHour } from './statistics.ts'

/** Frames of each video that are enough to tell which manner is best. */
const trialFrames = 90

type Manner = { atOnce: number; threads: number }

export type ContenderRoom = {
  /** Finds out how the expert's commands run best, and which zoom is cheapest. */
  tune(): Promise<Pick<Results, 'trials' | 'best' | 'zooms'>>
  /** One pass: small batch, expert, large batch, limit. */
  round(name: BenchTemplate, sizes: readonly [number, number], best: Manner): Promise<Round>
  /** Row 1 by Reelmill against row 1 by the expert; both were made by a round before. */
  likeness(name: BenchTemplate): Promise<NonNullable<TemplateResults['likeness']>>
  campaign(best: Manner): Promise<NonNullable<Results['campaign']>>
}

/** The three contenders, over the same templates and rows. */
export function openContenders(ask: {
  materials: Materials
  ffmpeg: string
  folder: string
  smoke: boolean
  say(text: string): void
}): ContenderRoom {
  const { materials, ffmpeg, say } = ask
  const folder = join(ask.folder, 'contenders')
  /** Videos of one group of the expert: as many as there are processors, four at most. */
  const group = ask.smoke ? 1 : Math.min(4, Math.max(2, availableParallelism()))
  const prepared = new Map<string, Promise<ExpertVideo>>()
  const limits = new Map<string, Promise<LimitVideo>>()
  let zoom: ZoomFilter = 'perspective'

  const expertVideo = (name: BenchTemplate, row: number, language = 'en', format = 'landscape') => {
    const key = [name, row, language, format].join('-')
    const video =
      prepared.get(key) ??
      prepareExpert({
        template: materials.template(name),
        row: materials.rows[row]!,
        language,
        format,
        files: materials.folder,
        out: join(folder, 'stills', key),
      })
    prepared.set(key, video)
    return video
  }
  const expertOut = (name: string, index: number) => join(folder, `expert-${name}-${index}.mp4`)
  const runExpert = async (videos: readonly ExpertVideo[], name: string, manner: Manner, frames?: number) => {
    const calls = videos.map((video, index) => ({
      command: ffmpeg,
      args: expertCommand(video, {
        threads: manner.threads,
        zoom,
        out: expertOut(name, index),
        ...(frames === undefined ? {} : { frames }),
      }),
    }))
    const { wall, cpu } = await runGroup(calls, manner.atOnce)
    return { wall, cpu, videos: videos.length }
  }
  const rowsOf = (name: BenchTemplate) =>
    Promise.all(Array.from({ length: group }, (_, row) => expertVideo(name, row)))
  const reelmillFolder = (name: BenchTemplate) => join(folder, `reelmill-${name}`)

  async function limitOf(videos: readonly ExpertVideo[], name: BenchTemplate): Promise<LimitVideo[]> {
    const ready: LimitVideo[] = []
    for (const [index, video] of videos.entries()) {
      const key = `${name}-${index}`
      const one =
        limits.get(key) ??
        prepareLimit(ffmpeg, video, expertOut(name, index), join(folder, 'limit', key), ready[0])
      limits.set(key, one)
      ready.push(await one)
    }
    return ready
  }

  return {
    async tune() {
      const [scene] = (await expertVideo('row-35', 0)).scenes.filter(({ layers }) =>
        layers.some(({ kind }) => kind === 'moving'),
      )
      const alone = { ...(await expertVideo('row-35', 0)), scenes: [{ ...scene!, transition: null }] }
      const zooms: Partial<Results['zooms']> = {}
      for (const filter of ['perspective', 'zoompan'] as const) {
        zoom = filter
        const { wall, cpu } = await runExpert([alone], 'zoom', { atOnce: 1, threads: 1 })
        zooms[filter] = { wall, cpu }
      }
      const found = zooms as Results['zooms']
      zoom =
        (found.perspective.cpu ?? found.perspective.wall) <= (found.zoompan.cpu ?? found.zoompan.wall)
          ? 'perspective'
          : 'zoompan'
      const processors = availableParallelism()
      const manners: Manner[] = [
        { atOnce: processors, threads: 1 },
        { atOnce: 1, threads: processors },
        { atOnce: processors, threads: 2 },
      ]
      const trials: Results['trials'] = []
      for (const manner of manners) {
        const cost = await runExpert(await rowsOf('row-35'), 'trial', manner, trialFrames)
        trials.push({ ...manner, ...cost })
      }
      const { atOnce, threads } = [...trials].sort((a, b) => a.wall - b.wall)[0]!
      return { trials, best: { atOnce, threads }, zooms: found }
    },

    async round(name, [fewRows, manyRows], best) {
      const videos = await rowsOf(name)
      const batch = (rows: number, to: string) =>
        renderBatch({
          template: materials.template(name),
          table: materials.table,
          rows: `1-${rows}`,
          folder: to,
        })
      say(`  Reelmill, ${fewRows} ${fewRows === 1 ? 'row' : 'rows'}`)
      const few = await batch(fewRows, join(folder, 'few'))
      await rm(join(folder, 'few'), { recursive: true, force: true })
      say(`  expert, ${group} videos`)
      const expert = await runExpert(videos, name, best)
      say(`  Reelmill, ${manyRows} rows`)
      const many = await batch(manyRows, reelmillFolder(name))
      let limit: Round['limit'] = null
      if (name === 'row-35') {
        say(`  limit, ${group} videos`)
        const ready = await limitOf(videos, name)
        const { wall, cpu } = await runLimit(ffmpeg, ready, availableParallelism())
        limit = { wall, cpu, videos: ready.length }
      }
      return {
        few: { rows: fewRows, wall: few.wall, cpu: few.cpu, own: few.own },
        many: {
          rows: manyRows,
          wall: many.wall,
          cpu: many.cpu,
          own: many.own,
          anHour: videosAnHour(many.done, fewRows),
        },
        expert,
        limit,
      }
    },

    async likeness(name) {
      const videos = join(reelmillFolder(name), 'videos')
      const names = await readdir(videos, { recursive: true })
      const first = names.find((one) => one.endsWith('.mp4') && one.includes(materials.rows[0]!.sku!))
      if (first === undefined) throw new Error(`no video of row 1 lies in the output of ${name}`)
      return likeness(ffmpeg, join(videos, first), expertOut(name, 0), join(folder, 'ssim.txt'))
    },

    async campaign(best) {
      const formats = ['landscape', 'portrait', 'square']
      const videos = await Promise.all(formats.map((format) => expertVideo('campaign', 0, 'en', format)))
      const reelmill = await renderBatch({
        template: materials.template('campaign'),
        table: materials.table,
        rows: '1',
        folder: reelmillFolder('campaign'),
      })
      const expert = await runExpert(videos, 'campaign', best)
      return { videos: reelmill.done.length, reelmill: { wall: reelmill.wall, cpu: reelmill.cpu }, expert }
    },
  }
}
