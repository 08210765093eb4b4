import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type { Licences, Part } from '../src-shared/contract/licences.ts'

const isText = (file: string) => /^(licen[cs]e|copying|notice|ofl)([._-].*)?$/i.test(file)

/** Node for a clone whose own is older: not in the app. */
const staysAtHome = /^node-(linux|win)-/

/** What packages say of themselves. */
type Package = {
  name: string
  version: string
  license?: string
  homepage?: string
  repository?: string | { url?: string }
  author?: string | { name?: string }
}

/**
 * Everything by others that an app made here carries, with the texts of their licences: the packages of `package-lock.json` that
 * are not for development alone and are here, fonts and ffmpeg among them, and Electron. A package that carries no text has the one of
 * `resources/licences` that it names; throws where there is none.
 */
export function gatherLicences(root: string): Licences {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  const folders = Object.entries(lock.packages)
    .filter(([folder, { dev }]) => folder !== '' && (dev !== true || folder === 'node_modules/electron'))
    .map(([folder]) => join(root, folder))
    .filter((folder) => existsSync(join(folder, 'package.json')))
  const texts = new Map<string, number>()
  const parts = folders.flatMap((folder): Part[] => {
    const read = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
    if (staysAtHome.test(read.name)) return []
    const text = textOf(root, folder, read)
    if (!texts.has(text)) texts.set(text, texts.size)
    return [
      {
        name: read.name,
        version: read.version,
        licence: read.license ?? '',
        address: addressOf(read),
        text: texts.get(text)!,
      },
    ]
  })
  const byName = new Map(parts.map((part) => [`${part.name} ${part.version}`, part]))
  return {
    parts: [...byName.values()].sort((one, other) => one.name.localeCompare(other.name, 'en')),
    texts: [...texts.keys()],
  }
}

function textOf(root: string, folder: string, { name, license = '', author }: Package): string {
  const files = readdirSync(folder).filter(isText).sort()
  if (files.length > 0)
    return files
      .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
      .join('\n\n\n')
  const general = join(root, 'resources', 'licences', `${license.replace(/-(or-later|only)$/, '')}.txt`)
  if (!existsSync(general))
    throw new Error(`${name} carries no text of its licence (${license}); put one into resources/licences.`)
  const by = typeof author === 'string' ? author : author?.name
  const whose = by === undefined ? name : `${name}, by ${by}`
  return `${license}: ${whose}\n\n${readFileSync(general, 'utf8').trim()}`
}

function addressOf({ homepage, repository }: Package): string {
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  const readable = address.replace(/^git\+/, '').replace(/\.git$/, '')
  return /^https?:\/\//.test(readable) ? readable : ''
}

/** All of it as one text, for the folder of the app. */
export function licencesAsText({ parts, texts }: Licences): string {
  const line = '-'.repeat(80)
  return texts
    .map((text, index) => {
      const whose = parts.filter((part) => part.text === index)
      const names = whose.map(({ name, version, licence }) => `${name} ${version} (${licence})`)
      return `${names.join('\n')}\n\n${text}\n`
    })
    .join(`\n${line}\n\n`)
}

/** For the page's bundle: fills `gathered-licences.ts` with what is found when it is built. */
export function fillLicences(root: string): Plugin {
  const filled = /\/pages\/settings\/gathered-licences\.ts$/
  return {
    name: 'fill-licences',
    load: (id) =>
      filled.test(id.replaceAll('\\', '/'))
        ? `export const licences = JSON.parse(${JSON.stringify(JSON.stringify(gatherLicences(root)))})`
        : null,
  }
}
