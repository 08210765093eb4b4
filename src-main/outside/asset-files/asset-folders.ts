import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'

/** What is wrong with an asset, in the words that a rejected row shows. */
export type AssetProblem = Pick<RowProblem, 'rule' | 'message' | 'whatToDo'>

/** A regular file inside the allowed folders; `path` is absolute and free of links. */
type FoundFile = { path: string }

/** The folders that assets may lie in. Nothing outside of them is ever named to another program. */
export type AssetFolders = {
  /**
   * Finds a file. A relative path is looked for in `startFolders`, in order (each one of the allowed folders). Links
   * are followed only as long as they stay inside the allowed folders.
   */
  find(asset: {
    path: string
    startFolders: readonly string[]
    /** How messages name the source. */
    name: string
  }): Promise<{ ok: FoundFile } | { problem: AssetProblem }>
}

/** Opens the allowed folders; throws `asset.root` when one is not there or not a folder. */
export async function openAssetFolders(folders: readonly string[]): Promise<AssetFolders> {
  const realFolders = await Promise.all(folders.map(realFolder))
  const inside = (file: string) => realFolders.some((folder) => contains(folder, file))
  const names = createNameMemory()

  return {
    async find({ path: wanted, startFolders, name }) {
      // The rule is the reader's; it is asked again here, since this is where the disk begins.
      if (wanted.includes('\0') || wanted.split(/[\\/]/).includes('..')) return outside(name, 'climbs')
      const tries = path.isAbsolute(wanted)
        ? [wanted]
        : startFolders.map((folder) => path.join(folder, wanted))
      for (const file of tries) {
        const looked = await look(file)
        if (looked === 'missing') continue
        if (typeof looked === 'string') return unreadable(name, looked)
        if (!inside(looked.path)) return outside(name, path.isAbsolute(wanted) ? 'absolute' : 'link')
        if (looked.kind === 'folder') {
          return refuse(
            'asset.folder',
            `${name} is a folder, not a file.`,
            'Give the path of one file in it.',
          )
        }
        if (looked.kind === 'special') {
          return refuse(
            'asset.unreadable',
            `${name} is not an ordinary file (a device, a pipe or a socket).`,
            'Put an ordinary file in its place.',
          )
        }
        return { ok: { path: looked.path } }
      }
      if (
        path.isAbsolute(wanted) &&
        !folders.concat(realFolders).some((folder) => contains(folder, wanted))
      ) {
        return outside(name, 'absolute')
      }
      for (const file of tries) {
        const like = await names.similar(file)
        if (like !== null) return missing(name, like)
      }
      return missing(name, null)
    },
  }
}

type Looked = { path: string; kind: 'file' | 'folder' | 'special' }

/** Follows every link of a path; a code like `EACCES` when the system refuses. Opens nothing. */
async function look(file: string): Promise<Looked | 'missing' | string> {
  try {
    const real = await realpath(file)
    const facts = await stat(real)
    return { path: real, kind: facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : 'special' }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(code) ? 'missing' : code
  }
}

async function realFolder(folder: string): Promise<string> {
  try {
    const real = await realpath(folder)
    if ((await stat(real)).isDirectory()) return real
  } catch (cause) {
    throw new StudioError({
      code: 'asset.root',
      message: `The folder ${folder}, in which assets may lie, can't be opened.`,
      whatToDo: 'Check that the folder exists and may be read, or leave it out of the declared roots.',
      cause,
    })
  }
  throw new StudioError({
    code: 'asset.root',
    message: `${folder}, in which assets may lie, is a file.`,
    whatToDo: 'Declare the folder that the file lies in.',
  })
}

/** `path.relative` compares as the system does: without regard to case on Windows. */
function contains(folder: string, file: string): boolean {
  const way = path.relative(folder, file)
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

const remembered = 64
const largestFolder = 200_000

/** Remembers the names in the folders that were last looked into, so that 10,000 missing files cost one listing. */
function createNameMemory() {
  const folders = new Map<string, Promise<Map<string, string>>>()

  function listing(folder: string): Promise<Map<string, string>> {
    const known = folders.get(folder)
    if (known !== undefined) return known
    const found = readdir(folder).then(
      (names) => {
        const byFolded = new Map<string, string>()
        for (const name of names.slice(0, largestFolder)) {
          byFolded.set(`=${folded(name)}`, name)
          const stem = folded(name.slice(0, name.length - path.extname(name).length))
          if (stem !== '' && !byFolded.has(`~${stem}`)) byFolded.set(`~${stem}`, name)
        }
        return byFolded
      },
      () => new Map<string, string>(),
    )
    if (folders.size >= remembered) folders.delete(folders.keys().next().value!)
    folders.set(folder, found)
    return found
  }

  return {
    /** The file that was probably meant: its name differs in case, accents' form, %-codes or ending only. */
    async similar(file: string): Promise<string | null> {
      const folder = path.dirname(file)
      const wanted = path.basename(file)
      let names = await listing(folder)
      let shownFolder = ''
      if (names.size === 0) {
        // The folder itself may be the part that is spelt otherwise.
        const real = (await listing(path.dirname(folder))).get(`=${folded(path.basename(folder))}`)
        if (real === undefined) return null
        names = await listing(path.join(path.dirname(folder), real))
        shownFolder = `${real}/`
      }
      const stem = wanted.slice(0, wanted.length - path.extname(wanted).length)
      const like =
        names.get(`=${folded(wanted)}`) ??
        names.get(`=${folded(decoded(wanted))}`) ??
        names.get(`~${folded(stem)}`)
      return like === undefined ? null : shownFolder + like
    },
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().trim()
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function missing(name: string, like: string | null): { problem: AssetProblem } {
  if (like === null) {
    return refuse(
      'asset.missing',
      `${name} is not there.`,
      'Put the file into the folder of the data, or correct its path in the table.',
    )
  }
  const plain = name.replaceAll('"', '')
  const sameLetters = plain.normalize('NFC').endsWith(like.normalize('NFC'))
  return refuse(
    'asset.missing',
    sameLetters
      ? `${name} is not there; there is "${like}", whose accented letters are stored in another form (NFC and NFD).`
      : `${name} is not there; there is "${like}".`,
    sameLetters
      ? 'Rename the file, typing its name anew, or copy its name from the folder into the table.'
      : 'Write the name into the table exactly as the file has it: capitals, ending and all.',
  )
}

function outside(name: string, how: 'climbs' | 'link' | 'absolute'): { problem: AssetProblem } {
  const what = {
    climbs: `${name} climbs out of its folder with "..".`,
    link: `${name} is a link, or lies behind a link, that leads out of the folders in which assets may lie.`,
    absolute: `${name} lies outside the folders in which assets may lie.`,
  }[how]
  return refuse(
    'asset.outside',
    what,
    'Put the file into the folder of the data, or declare its folder as a root.',
  )
}

function unreadable(name: string, code: string): { problem: AssetProblem } {
  if (code === 'ELOOP') {
    return refuse(
      'asset.unreadable',
      `${name} is a link that leads back to itself.`,
      'Put the file itself in the place of the link.',
    )
  }
  return code === 'EACCES' || code === 'EPERM'
    ? refuse(
        'asset.unreadable',
        `${name} may not be read (${code}).`,
        'Give the account that runs Reelmill the right to read the file and its folder.',
      )
    : refuse(
        'asset.unreadable',
        `${name} can't be read (${code}).`,
        'Check the disk or the network drive that the file is on.',
      )
}

function refuse(rule: string, message: string, whatToDo: string): { problem: AssetProblem } {
  return { problem: { rule, message, whatToDo } }
}
