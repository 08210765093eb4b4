import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FoundFfmpeg } from '../../src-main/outside/ffmpeg/find-ffmpeg.ts'
import type { RenderRequestSource } from '../../src-shared/batches/batch.ts'
import { noInspection } from '../../src-shared/quality/wish.ts'
import type { Codec } from '../../src-shared/templates/formats.ts'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { projectRoot } from '../helpers/project-root.ts'
import type { OpenStudio } from './open-studio.ts'

const sample = (path: string) => join(projectRoot, 'resources', 'sample-data', path)

/** The templates that come with Reelmill, with their own tables and a row of each that can be made. */
export const shipped = {
  'product-showcase': { data: sample('catalogue/products.csv'), key: 'sku' },
  'personal-ad': { data: sample('customers.csv'), key: 'customer_id' },
  'market-update': { data: sample('neighbourhoods.csv'), key: 'neighbourhood' },
} as const
export type Shipped = keyof typeof shipped

/**
 * The least SSIM of any frame. ProRes codes each frame by itself, and a GIF is made of the same lossless frames: the two
 * ways come out alike. The others code the same frames twice, with key frames elsewhere, and fine noise like that of
 * water comes out of a coder differently each time: 0.9906 at worst in the shipped templates as they are, more where
 * the picture is smaller.
 */
export function leastLikeness(codec: Codec, smallerBy: number): number {
  if (codec === 'prores' || codec === 'gif') return 0.995
  return smallerBy === 1 ? 0.99 : 0.98
}

const folderOf = (template: Shipped) => join(projectRoot, 'resources', 'templates', template)

/** A shipped template as it is written. */
export function templateOf(template: Shipped): TemplateSource {
  return JSON.parse(readFileSync(join(folderOf(template), 'template.json'), 'utf8'))
}

/** A copy of a shipped template whose H.264 formats are smaller by this. Answers its folder. */
export function smallCopy(template: Shipped, folder: string, by: number): string {
  const copy = join(folder, template)
  cpSync(folderOf(template), copy, { recursive: true })
  const source = templateOf(template)
  for (const format of Object.values(source.formats)) {
    if ((format.codec ?? 'h264') !== 'h264') continue
    format.width = 2 * Math.round(format.width / by / 2)
    format.height = 2 * Math.round(format.height / by / 2)
  }
  writeFileSync(join(copy, 'template.json'), JSON.stringify(source))
  return copy
}

/** Renders the same videos as they are made and each in one piece. Answers pairs of paths. */
export async function bothWays(
  studio: OpenStudio,
  folder: string,
  request: Omit<RenderRequestSource, 'out' | 'whole'>,
): Promise<[cut: string, whole: string][]> {
  const [cut, whole] = [join(folder, 'cut'), join(folder, 'whole')]
  // They are compared with each other here, frame by frame: nobody else need look at them.
  const how = { ...request, artifacts: 'drop', inspect: { profile: noInspection } } as const
  await studio.render({ ...how, out: cut })
  await studio.render({ ...how, out: whole, whole: true })
  const { files } = JSON.parse(readFileSync(join(cut, 'manifest.json'), 'utf8')) as {
    files: { path: string | null; status: string }[]
  }
  return files.flatMap(({ path, status }) =>
    path === null || status !== 'done' ? [] : [[join(cut, path), join(whole, path)] as [string, string]],
  )
}

/** SSIM of each frame of two videos, over luma and chroma. Rejects when one has more frames than the other. */
export function likeness({ ffmpeg }: FoundFfmpeg, one: string, other: string): number[] {
  const graph =
    '[0:v]settb=1/1000,setpts=N[a];[1:v]settb=1/1000,setpts=N[b];[a][b]ssim=stats_file=-:shortest=0'
  const end = spawnSync(ffmpeg, ['-v', 'error', '-i', one, '-i', other, '-lavfi', graph, '-f', 'null', '-'], {
    maxBuffer: 1e8,
  })
  if (end.status !== 0) throw new Error(end.stderr.toString())
  return [...end.stdout.toString().matchAll(/ All:(\S+)/g)].map(([, value]) =>
    value === 'inf' ? 1 : Number(value),
  )
}
