import { createHash, randomBytes } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ParsedPayload } from '../../../src-shared/contract/commands.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ReviewDetail } from '../../../src-shared/contract/review.ts'
import type { ExportAnswer } from '../../../src-shared/contract/review-packages.ts'
import {
  mostPacked,
  type PackageContents,
  type PackedFile,
  type PackedItem,
  packageFormat,
  packageVersion,
} from '../../../src-shared/review/package.ts'
import { toldIn } from '../../../src-shared/told/told.ts'
import { packZip } from '../../outside/archives/pack-zip.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'
import { inLanes } from '../concurrency/in-lanes.ts'
import type { ReviewPackagesNeeds } from './needs.ts'
import { asText, openPage } from './page-of-package.ts'
import { sealPackage } from './seal.ts'

export type ExportAsked = Omit<ParsedPayload<'review.export'>, 'id'>
export type ExportHow = {
  signal: AbortSignal
  /** `waits`: why no copy is begun now. */
  onVideo(done: number, of: number, waits: string | null): void
}

const media = 'media'
const limits = { files: mostPacked * 3 + 10, bytes: 1024 ** 4 }
/** The same video may be in a sample twice: as two jobs that made one file. */
type Copied = Pick<PackedItem, 'video' | 'poster' | 'strip'>

/**
 * Writes a package whole or not at all. A video whose copy can't be made is left out and named. Rejects with `package.empty`,
 * `package.too-many`, `package.exists`, `page.not-built`, or the signal's reason.
 */
export async function exportPackage(
  needs: ReviewPackagesNeeds,
  { of, out: wanted, proxy, name, overwrite }: ExportAsked,
  { signal, onVideo }: ExportHow,
): Promise<ExportAnswer> {
  const { store, review, clock } = needs
  const out = resolve(wanted)
  const isZip = extname(out).toLowerCase() === '.zip'
  await refuseTaken(out, isZip && overwrite)
  // Copies take minutes: what is missing is told before.
  const pageOf = await openPage(needs.page)
  const { numbers } = await review.numbers({
    of,
    filter: {},
    sort: { by: 'table', descending: false },
    offset: 0,
    limit: mostPacked + 1,
  })
  const [first] = numbers
  if (first === undefined) throw nothingThere()
  if (numbers.length > mostPacked) throw tooMany()
  const batch = store.batch(store.job(first).batchId)
  const id = `${clock.iso().slice(0, 10)}-${randomBytes(6).toString('hex')}`
  const inside = isZip ? basename(out, extname(out)) : basename(out)
  // Beside its place, so that a rename is all that is left to do.
  const sizes = new Map<string, number>()
  const work = join(dirname(out), `.${inside}.${randomBytes(4).toString('hex')}.part`)
  try {
    await mkdir(join(work, media), { recursive: true })
    const { items, leftOut } = await packItems(numbers)
    if (items.length === 0) throw nothingThere(leftOut.map(({ video, why }) => `${video}: ${why}`))
    const contents: PackageContents = {
      format: packageFormat,
      version: packageVersion,
      id,
      batch: batch.id,
      name: batch.name,
      template: {
        name: batch.template.name,
        title: batch.template.title,
        version: batch.template.version,
      },
      sample: 'sample' in of ? await sampleOf(batch.id, of.sample) : null,
      reviewer: name,
      madeAt: clock.iso(),
      videos: batch.counts.done,
      items,
    }
    const text = asText(contents)
    const key = store.packages.keyOr(() => randomBytes(32).toString('base64'))
    const seal = sealPackage({ id, batch: batch.id, madeAt: contents.madeAt }, text, key)
    await writeWhole(join(work, 'index.html'), [pageOf(text, seal)])
    signal.throwIfAborted()
    const bytes = isZip ? await packed() : await named()
    store.packages.add({
      id,
      batch: batch.id,
      madeAt: contents.madeAt,
      digest: seal.digest,
      reviewer: name,
      items: items.map(({ job, sha256 }) => [job, sha256]),
    })
    return { package: id, path: out, videos: items.length, bytes, leftOut }
  } finally {
    await rm(work, { recursive: true, force: true })
  }

  async function packed(): Promise<number> {
    await packZip(work, inside, out, limits, { signal })
    return (await stat(out)).size
  }

  async function named(): Promise<number> {
    // What is empty may be taken.
    await rmdir(out).catch(() => {})
    await rename(work, out)
    let bytes = (await stat(join(out, 'index.html'))).size
    for (const size of sizes.values()) bytes += size
    return bytes
  }

  async function packItems(jobs: readonly number[]) {
    const items: (PackedItem | undefined)[] = []
    const leftOut: (ExportAnswer['leftOut'][number] | undefined)[] = []
    const copied = new Map<string, Promise<Copied>>()
    let over = 0
    const fault = new AbortController()
    const either = AbortSignal.any([signal, fault.signal])
    const tell = () => onVideo(over, jobs.length, over === jobs.length ? null : needs.slots.waits())
    tell()
    await inLanes(jobs.entries(), needs.atOnce, async ([place, number]) => {
      signal.throwIfAborted()
      const detail = await review.item(number)
      const { job } = detail
      try {
        if (job.status !== 'done') throw new Error('It is being made again.')
        const files = await copiesOf(number, job.output.sha256)
        items[place] = { ...packedItem(detail, job.output), ...files }
      } catch (error) {
        signal.throwIfAborted()
        // A disk that is full is no matter of one video.
        if (['disk.full', 'ENOSPC'].includes((error as { code?: string }).code ?? '')) {
          fault.abort(error)
          throw error
        }
        leftOut[place] = { job: number, video: job.path, why: (error as Error).message }
      }
      over += 1
      tell()
    })
    return {
      items: items.filter((item) => item !== undefined),
      leftOut: leftOut.filter((one) => one !== undefined),
    }

    /** Videos of the same bytes have one copy, made of whichever of their files lies there. */
    async function copiesOf(number: number, sha256: string): Promise<Copied> {
      for (let made = copied.get(sha256); made !== undefined; made = copied.get(sha256)) {
        try {
          return await made
        } catch {
          either.throwIfAborted()
          // The next one makes them of its own file.
          if (copied.get(sha256) === made) copied.delete(sha256)
        }
      }
      const made = inSlot(number, sha256)
      copied.set(sha256, made)
      return made
    }

    function inSlot(number: number, sha256: string): Promise<Copied> {
      const made = needs.slots.run(either, () => {
        // It may have waited.
        tell()
        return copyMedia(number, sha256, either)
      })
      tell()
      return made
    }
  }

  async function copyMedia(job: number, sha256: string, signal: AbortSignal): Promise<Copied> {
    const stem = sha256.slice(0, 20)
    const [copies, posters] = [await needs.copies(), await needs.posters()]
    const file = async (path: string, name: string): Promise<PackedFile> => {
      const to = join(work, media, name)
      await copyFile(path, to, constants.COPYFILE_FICLONE)
      sizes.set(name, (await stat(to)).size)
      return { path: `${media}/${name}`, sha256: await sha256OfFile(to) }
    }
    let [video, strip]: (PackedFile | null)[] = [null, null]
    await copies.proxy(job, proxy, signal, async (path) => {
      video = await file(path, `${stem}.mp4`)
    })
    await copies.strip(job, signal, async (path) => {
      strip = await file(path, `${stem}-strip.jpg`)
    })
    const poster = await file((await posters.poster(job)).path, `${stem}.jpg`)
    return { video: video!, poster, strip: strip! }
  }

  async function sampleOf(batch: string, number: number): Promise<PackageContents['sample']> {
    const { samples } = await review.status(batch)
    const found = samples.find((sample) => sample.id === number)
    if (found === undefined) return null
    const { plan, seed, lot, accept, reject } = found
    return { plan, seed, lot, accept, reject }
  }
}

const german = toldIn('de')

/** What is told of a video: nothing of its row but the key, no path of this machine. */
function packedItem(
  { job, verdict, allFindings, allComments, segments }: ReviewDetail,
  output: { sha256: string; width: number; height: number; frames: number; duration: number },
): Omit<PackedItem, keyof Copied> {
  const { sha256, width, height, frames, duration } = output
  return {
    job: job.id,
    sha256,
    name: job.path,
    row: job.rowKey,
    language: job.language,
    format: job.format,
    width,
    height,
    frames,
    duration,
    verdict,
    findings: allFindings.map(({ check, severity, from, to, region, message }) => ({
      check,
      severity,
      from,
      to,
      region,
      message: { en: message, de: german(message).text },
    })),
    comments: allComments
      .filter((comment) => comment.removedAt === null && comment.sha256 === sha256)
      .map(({ reviewer, from, to, region, words, at }) => ({ reviewer, from, to, region, words, at })),
    segments,
  }
}

async function sha256OfFile(path: string): Promise<string> {
  const sum = createHash('sha256')
  await pipeline(createReadStream(path), sum)
  return sum.digest('hex')
}

/** An empty folder may become the package. */
async function refuseTaken(out: string, mayReplace: boolean): Promise<void> {
  const there = await lstat(out).catch(() => null)
  if (there === null) return
  if (there.isDirectory() ? (await readdir(out)).length === 0 : mayReplace && there.isFile()) return
  throw new StudioError({
    code: 'package.exists',
    message: `${out} is there already.`,
    whatToDo: there.isDirectory()
      ? 'Choose a folder that is not there yet, or is empty.'
      : 'Choose another name, or have it replaced.',
  })
}

const nothingThere = (details: string[] = []) =>
  new StudioError({
    code: 'package.empty',
    message: 'There is no video that could go into a review package.',
    whatToDo: 'Wait until videos are made, or choose another batch or sample.',
    details: details.slice(0, 20),
  })

const tooMany = () =>
  new StudioError({
    code: 'package.too-many',
    message: `A review package holds ${mostPacked.toLocaleString('en')} videos at most.`,
    whatToDo: 'Draw a sample of the batch, and export that.',
  })
