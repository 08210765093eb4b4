import { isDeviceName } from '../../../src-shared/data/file-names.ts'
import type { RowProblem } from '../../../src-shared/data/rows.ts'

/** What is wrong with an asset, in the words that a rejected row shows. */
export type AssetProblem = Pick<RowProblem, 'rule' | 'message' | 'whatToDo'>

/** What a cell or a template's source turned out to be. Nothing was opened yet. */
type AssetSource =
  /** `path` has forward slashes and no `.` or `..`; an absolute one still has to lie inside an allowed folder. */
  | { kind: 'file'; path: string; absolute: boolean }
  /** An https address, as the URL parser writes it. Its host was not judged yet. */
  | { kind: 'web'; address: string }

export type Platform = 'posix' | 'windows'

const longestSource = 4_096
const longestPart = 255
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const controlCharacter = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/**
 * Says what an asset's source may be: a path inside the allowed folders or an https address. Every other shape is
 * refused here, before anything touches the disk, on every system alike: a table that works on one machine must not
 * reach a device, a network share or a hidden stream on another.
 */
export function readSource(
  text: string,
  platform: Platform,
): { ok: AssetSource } | { problem: AssetProblem } {
  const source = text.trim()
  if (source === '') {
    return refuse(
      'asset.empty',
      'The name of the file is empty.',
      'Write the name of a file, or nothing at all.',
    )
  }
  if (source.length > longestSource) {
    return refuse(
      'asset.name',
      `The source is ${source.length} characters long; no path or address is.`,
      'Check that the column holds one path or address in each row.',
    )
  }
  if (controlCharacter.test(source)) {
    return refuse(
      'asset.characters',
      `${quoted(source)} holds a character that cannot be seen (a line break, a tab, a NUL or the like).`,
      'Take the invisible character out of the name. If the cell lists several files, keep one.',
    )
  }
  if (!source.isWellFormed()) {
    return refuse(
      'asset.characters',
      `${quoted(source)} holds half of a character, so no file can have that name.`,
      'Save the table as UTF-8 again, from the program that made it.',
    )
  }
  // No scheme in use has a dot, and names of files do.
  const scheme = /^([a-z][a-z0-9+-]+):/i.exec(source)?.[1]?.toLowerCase()
  return scheme === undefined ? readPath(source, platform) : readAddress(source, scheme)
}

function readAddress(source: string, scheme: string): { ok: AssetSource } | { problem: AssetProblem } {
  if (scheme === 'http') {
    return refuse(
      'asset.scheme',
      'The address starts with http:, which sends the file unprotected.',
      'Use the https: address of the file, or download it and give its path.',
    )
  }
  if (scheme !== 'https' || !/^https:\/\/[^/]/i.test(source)) {
    return refuse(
      'asset.scheme',
      scheme === 'https'
        ? 'The address starts with https: but names no host.'
        : `The source starts with "${scheme.slice(0, 40)}:", which is not read.`,
      'Give the path of a file, relative to the folder of the data, or an https:// address.',
    )
  }
  if (/[\s,;|]\s*https?:\/\//i.test(source)) {
    return refuse(
      'asset.several',
      'The cell holds more than one web address.',
      'Keep one address in the cell, or map a column that holds one.',
    )
  }
  if (!URL.canParse(source)) {
    return refuse(
      'asset.address',
      'The source starts like a web address, but is not a valid one.',
      'Check the host name and the characters of the address; open it in a browser to be sure.',
    )
  }
  return { ok: { kind: 'web', address: new URL(source).href } }
}

function readPath(source: string, platform: Platform): { ok: AssetSource } | { problem: AssetProblem } {
  // Tables are often made on Windows; a backslash in a file's name is rarer than one between folders.
  const path = source.replaceAll('\\', '/')
  if (path.startsWith('//')) {
    return refuse(
      'asset.network-path',
      `${quoted(source)} is a path on another computer or of a device.`,
      'Copy the file into the folder of the data and give its path from there.',
    )
  }
  const drive = /^[a-z]:/i.test(path)
  if (drive && !(platform === 'windows' && path[2] === '/')) {
    return refuse(
      'asset.drive',
      platform === 'windows'
        ? `${quoted(source)} names a drive, but no folder of it.`
        : `${quoted(source)} names a drive of a Windows computer.`,
      'Give the path relative to the folder of the data, like images/lamp.png.',
    )
  }
  const absolute = drive || path.startsWith('/')
  const parts = (drive ? path.slice(2) : path).split('/').filter((part) => part !== '' && part !== '.')
  const problem = parts.includes('..') ? climbs(source) : firstProblem(parts, source, platform)
  if (problem !== undefined) return { problem }
  if (parts.length === 0 || path.endsWith('/')) {
    return refuse('asset.folder', `${quoted(source)} is a folder, not a file.`, 'Give the path of one file.')
  }
  const start = drive ? `${path.slice(0, 2)}/` : absolute ? '/' : ''
  return { ok: { kind: 'file', path: start + parts.join('/'), absolute } }
}

function climbs(source: string): AssetProblem {
  return {
    rule: 'asset.outside',
    message: `${quoted(source)} climbs out of its folder with "..".`,
    whatToDo:
      'Put the file into the folder of the data, or declare its folder as a root, and give its path from there.',
  }
}

function firstProblem(parts: string[], source: string, platform: Platform): AssetProblem | undefined {
  for (const part of parts) {
    if (part.includes(':')) {
      return {
        rule: 'asset.stream',
        message: `${quoted(source)} has a colon in its path, which on Windows names a hidden part of a file.`,
        whatToDo: 'Rename the file so that its name has no colon.',
      }
    }
    if (isDeviceName(part)) {
      return {
        rule: 'asset.device',
        message: `${quoted(source)}: "${part}" is the name of a device on Windows, not of a file.`,
        whatToDo: 'Rename the file or folder; CON, PRN, AUX, NUL, COM1 to COM9 and LPT1 to LPT9 are taken.',
      }
    }
    if (new TextEncoder().encode(part).length > longestPart) {
      return {
        rule: 'asset.name',
        message: `${quoted(source)} has a name longer than the ${longestPart} bytes that file systems allow.`,
        whatToDo: 'Shorten the name of the file.',
      }
    }
    if (platform === 'windows' && (/[<>"|?*]/.test(part) || /[. ]$/.test(part))) {
      return {
        rule: 'asset.characters',
        message: `${quoted(source)} has a name that Windows does not allow (it ends with a dot or space, or holds < > " | ? *).`,
        whatToDo: 'Rename the file, and write the new name into the table.',
      }
    }
  }
  return undefined
}

function refuse(rule: string, message: string, whatToDo: string): { problem: AssetProblem } {
  return { problem: { rule, message, whatToDo } }
}

/** A source for a message: in quotes, invisible characters shown as `·`, at most 120 characters. */
export function quoted(source: string): string {
  const visible = source.toWellFormed().replace(new RegExp(controlCharacter, 'g'), '·')
  return `"${visible.length > 120 ? `${visible.slice(0, 119).toWellFormed()}…` : visible}"`
}
