import type { AssetType } from '../../../src-shared/data/variables.ts'
import {
  type FileKind,
  fileKind,
  headBytes,
  kindProblem,
  tagLength,
} from '../../core/asset-rules/file-kinds.ts'
import { type AssetProblem, type Platform, quoted, readSource } from '../../core/asset-rules/read-source.ts'
import { openAssetFolders } from '../../outside/asset-files/asset-folders.ts'
import { readAsset, readPart } from '../../outside/asset-files/read-asset.ts'
import { createTurns } from '../../outside/web-assets/turns.ts'
import type { WebAssetSetup } from '../../outside/web-assets/web-assets.ts'
import { shownAddress } from '../../outside/web-assets/web-fault.ts'

export type AssetDeskSetup = {
  /** The folder of the data's file; null for data that has none. */
  dataFolder: string | null
  templateFolder: string
  /** Further folders that assets may lie in, in the order in which they are searched after the data's folder. */
  roots: readonly string[]
  /** Whether https addresses are fetched. */
  fetch: boolean
  /** Where fetched files are kept, over batches. */
  cacheFolder: string
  /** Limits of fetching other than the defaults. */
  web?: Omit<WebAssetSetup, 'folder'>
  /** Files that are read at once (default 8). */
  atOnce?: number
  platform?: Platform
  /** What was read of files before, by identity; is added to. Default: nothing. */
  known?: KnownFiles
}

/** Files that were read through: their content, as long as their identity (path, size, times, inode) is the same. */
export type KnownFiles = Map<string, { content: string; bytes: number; kind: FileKind }>

/**
 * An asset as a local file. `path` is absolute, free of links and `..`, and inside the allowed folders or the cache.
 * `content` is the SHA-256 of its bytes, lower-case hex. `identity` (path, size, times, inode) is the file's when it was
 * read; null for a fetched one, which lies in the cache under its content. `kind` is what the first bytes say: `jpeg`, `mp4`, ... `name` is
 * how messages call it: the source in quotes, or the address without its query.
 */
export type Asset = {
  path: string
  content: string
  identity: string | null
  bytes: number
  kind: string
  name: string
}
type AssetAnswer =
  | { ok: Asset }
  /** `mayPass`: another try later may succeed (a server or the disk was at fault, or a file is still being copied). */
  | { problem: AssetProblem; mayPass: boolean }

export type AssetDesk = {
  /**
   * Finds out what a source stands for: a row's (searched in the data's folder, the roots, then the template's folder)
   * or the template's own (in its folder alone). Asked again for the same source, it gives the same answer without
   * touching the disk, so that all videos of a run are made from the same bytes. Never rejects.
   */
  resolve(source: string, type: AssetType, owner?: 'row' | 'template'): Promise<AssetAnswer>
  /** Forgets the answer for a source, for another try; without a source, all answers. */
  forget(source?: string): void
  /** What it cost so far: different sources asked for, files and bytes read through, files fetched or from the cache. */
  spent(): { sources: number; filesRead: number; bytesRead: number; fetched: number; fromCache: number }
  close(): Promise<void>
}

/** Builds the desk; throws `asset.root` when one of the folders is not there. */
export async function createAssetDesk(setup: AssetDeskSetup): Promise<AssetDesk> {
  const rowFolders = [
    ...(setup.dataFolder === null ? [] : [setup.dataFolder]),
    ...setup.roots,
    setup.templateFolder,
  ]
  const folders = {
    row: { start: rowFolders, allowed: await openAssetFolders(rowFolders) },
    template: { start: [setup.templateFolder], allowed: await openAssetFolders([setup.templateFolder]) },
  }
  const platform = setup.platform ?? (process.platform === 'win32' ? 'windows' : 'posix')
  const web = setup.fetch ? await openWeb({ ...setup.web, folder: setup.cacheFolder }) : null
  await web?.tidy()

  const turns = createTurns({ atOnce: setup.atOnce ?? 8, perKey: Number.POSITIVE_INFINITY })
  const answers = new Map<string, Promise<AssetAnswer>>()
  const filesByIdentity: KnownFiles = setup.known ?? new Map()
  const spent = { sources: 0, filesRead: 0, bytesRead: 0, fetched: 0, fromCache: 0 }

  async function find(source: string, type: AssetType, owner: 'row' | 'template'): Promise<AssetAnswer> {
    const read = readSource(source, platform)
    if ('problem' in read) return { problem: read.problem, mayPass: false }
    if (read.ok.kind === 'web') return fetchFile(read.ok.address, type)
    const { path } = read.ok
    return turns.take('', () => readFile(path, quoted(source.trim()), type, owner))
  }

  async function readFile(
    path: string,
    name: string,
    type: AssetType,
    owner: 'row' | 'template',
  ): Promise<AssetAnswer> {
    const found = await folders[owner].allowed.find({ path, startFolders: folders[owner].start, name })
    if ('problem' in found) return { problem: withWebHint(found.problem, path), mayPass: false }
    const outcome = await readAsset({
      path: found.ok.path,
      headBytes,
      name,
      isKnown: (identity) => filesByIdentity.has(identity),
    })
    if ('problem' in outcome) {
      return { problem: outcome.problem, mayPass: outcome.problem.rule === 'asset.changing' }
    }
    if ('read' in outcome) {
      const { content, bytes, head } = outcome.read
      spent.filesRead += 1
      spent.bytesRead += bytes
      const kind = await kindOf(found.ok.path, head)
      filesByIdentity.set(outcome.identity, { content, bytes, kind })
    }
    const file = filesByIdentity.get(outcome.identity)!
    return checked({ path: found.ok.path, identity: outcome.identity, ...file }, type, name)
  }

  async function fetchFile(address: string, type: AssetType): Promise<AssetAnswer> {
    const name = shownAddress(address)
    if (web === null) {
      return {
        problem: {
          rule: 'asset.fetch-off',
          message: `${name} is a web address, and fetching is not allowed.`,
          whatToDo: 'Allow it with --fetch, or download the file and give its path.',
        },
        mayPass: false,
      }
    }
    const answer = await web.fetch(address, {
      reason: type,
      headBytes,
      look: (head) => kindProblem(fileKind(head), type, name),
    })
    if ('problem' in answer) {
      const { mayPass, ...problem } = answer.problem
      return { problem, mayPass }
    }
    const { path, content, bytes, from } = answer.ok
    spent[from === 'cache' ? 'fromCache' : 'fetched'] += 1
    const kind = await kindOf(path, await readPart(path, 0, headBytes))
    return checked({ path, content, identity: null, bytes, kind }, type, name)
  }

  return {
    resolve(source, type, owner = 'row') {
      const key = `${owner} ${type} ${source}`
      const known = answers.get(key)
      if (known !== undefined) return known
      spent.sources += 1
      const answer = find(source, type, owner).catch(
        (error: unknown): AssetAnswer => ({
          problem: {
            rule: 'asset.unreadable',
            message: `${quoted(source)} can't be read (${error instanceof Error ? error.message : String(error)}).`,
            whatToDo: 'Check the file and the disk that it is on, and start again.',
          },
          mayPass: true,
        }),
      )
      answers.set(key, answer)
      return answer
    },
    forget(source) {
      if (source === undefined) return answers.clear()
      for (const owner of ['row', 'template']) {
        for (const type of ['image', 'video', 'audio']) answers.delete(`${owner} ${type} ${source}`)
      }
    },
    spent: () => ({ ...spent }),
    async close() {
      await web?.close()
    },
  }
}

/** Loaded when it is allowed: most batches fetch nothing. */
async function openWeb(setup: WebAssetSetup) {
  const { createWebAssets } = await import('../../outside/web-assets/web-assets.ts')
  return createWebAssets(setup)
}

function checked(
  file: Omit<Asset, 'kind' | 'name'> & { kind: FileKind },
  type: AssetType,
  name: string,
): AssetAnswer {
  const problem = kindProblem(file.kind, type, name)
  return problem === null ? { ok: { ...file, kind: file.kind.name, name } } : { problem, mayPass: false }
}

/** Looks behind tags as well: what stands there is what a video program would act upon. */
async function kindOf(path: string, head: Uint8Array): Promise<FileKind> {
  let place = 0
  let part = head
  for (let tags = 0; tags < 8; tags += 1) {
    const length = tagLength(part)
    if (length === 0) break
    place += length
    part = await readPart(path, place, headBytes)
  }
  const behind = place === 0 ? null : fileKind(part)
  // A sound may start with a little silence behind its tag; text or a picture there is no sound.
  return behind === null || behind.name === 'unknown' ? fileKind(head) : behind
}

/** Somebody who writes "www.shop.example/lamp.png" means the web. */
function withWebHint(problem: AssetProblem, path: string): AssetProblem {
  return problem.rule === 'asset.missing' && /^www\.[^/]+\.[a-z]{2,}\//i.test(path)
    ? {
        ...problem,
        whatToDo: `If this is a web address, write https:// before it: https://${path.split('/')[0]}/...`,
      }
    : problem
}
