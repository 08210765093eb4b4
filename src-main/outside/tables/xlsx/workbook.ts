import { StudioError } from '../../../../src-shared/contract/errors.ts'
import { type NumberFormat, readNumberFormat } from './number-format.ts'
import { detached, readWholeXml } from './xml.ts'
import type { Zip } from './zip.ts'

/** What has to be known before a sheet can be read. */
export type Workbook = {
  /** Sheets with cells, in the order of their tabs. */
  sheets: { name: string; file: string; hidden: boolean }[]
  from1904: boolean
  strings: string[]
  /** By a cell's style number. */
  formats: NumberFormat[]
}

/** Characters of all shared strings together. */
const mostStrings = 64_000_000
const mostStyles = 70_000

/** Reads a workbook's parts but its sheets. Throws `data.not-a-table`, `data.unpacks-too-large`. */
export async function readWorkbook(zip: Zip, path: string): Promise<Workbook> {
  const main = await mainPart(zip, path)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const relations = await readRelations(zip, `${folder}_rels/${main.slice(folder.length)}.rels`)
  const parts = (kind: string) =>
    [...relations.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target
  const strings = parts('sharedStrings')
  const styles = parts('styles')
  const { sheets, from1904 } = await readSheetList(zip, main)
  return {
    sheets: sheets.flatMap(({ name, relation, hidden }) => {
      const found = relations.get(relation)
      // Charts and dialogs have tabs too, but no cells.
      if (!found?.type.endsWith('/worksheet')) return []
      return [{ name, hidden, file: inFolder(folder, found.target) }]
    }),
    from1904,
    strings: strings === undefined ? [] : await readStrings(zip, inFolder(folder, strings), path),
    formats: styles === undefined ? [] : await readFormats(zip, inFolder(folder, styles)),
  }
}

/** The workbook part's name, by the package's own relations; what else is a ZIP is named for what it is. */
async function mainPart(zip: Zip, path: string) {
  if (zip.names.includes('_rels/.rels')) {
    const relations = await readRelations(zip, '_rels/.rels')
    const document = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))
    const target = document?.target.replace(/^\//, '')
    if (target !== undefined && zip.names.includes(target) && /(^|\/)workbook[^/]*\.xml$/i.test(target))
      return target
  }
  const what = zip.names.some((name) => name.endsWith('workbook.bin'))
    ? 'a binary Excel workbook (.xlsb)'
    : zip.names.some((name) => name.startsWith('word/'))
      ? 'a Word document'
      : zip.names.some((name) => name.startsWith('ppt/'))
        ? 'a PowerPoint presentation'
        : zip.names.includes('content.xml')
          ? 'an OpenDocument file'
          : zip.names.some((name) => name.endsWith('.iwa'))
            ? 'an Apple Numbers or Pages document'
            : 'a ZIP archive without a workbook'
  throw new StudioError({
    code: 'data.not-a-table',
    message: `${path} is ${what}, not an Excel workbook (XLSX).`,
    whatToDo: what.startsWith('a ZIP')
      ? 'Unpack it and name the table inside.'
      : 'Open it in its program and save the table as .xlsx or CSV.',
  })
}

function inFolder(folder: string, target: string) {
  if (target.startsWith('/')) return target.slice(1)
  const parts = folder.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function readRelations(zip: Zip, name: string) {
  const relations = new Map<string, { type: string; target: string }>()
  await readWholeXml(zip.read(name), {
    open(element, attribute) {
      if (element !== 'Relationship' || relations.size > 10_000) return
      relations.set(attribute('Id') ?? '', {
        type: attribute('Type') ?? '',
        target: attribute('Target') ?? '',
      })
    },
  })
  return relations
}

async function readSheetList(zip: Zip, name: string) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let from1904 = false
  await readWholeXml(zip.read(name), {
    open(element, attribute) {
      if (element === 'workbookPr') from1904 = /^(1|true|on)$/.test(attribute('date1904') ?? '')
      if (element !== 'sheet' || sheets.length > 10_000) return
      const state = attribute('state')
      sheets.push({
        name: attribute('name') ?? '',
        relation: attribute('r:id') ?? attribute('ns0:id') ?? attribute('id') ?? '',
        hidden: state === 'hidden' || state === 'veryHidden',
      })
    },
  })
  return { sheets, from1904 }
}

async function readStrings(zip: Zip, name: string, path: string) {
  const strings: string[] = []
  let characters = 0
  let text: string | null = null
  let inText = false
  let inPhonetic = false
  await readWholeXml(zip.read(name), {
    open(element) {
      if (element === 'si') text = ''
      else if (element === 'rPh') inPhonetic = true
      else if (element === 't') inText = !inPhonetic
    },
    text(piece) {
      if (inText && text !== null) text += piece
    },
    close(element) {
      if (element === 't') inText = false
      else if (element === 'rPh') inPhonetic = false
      else if (element === 'si' && text !== null) {
        characters += text.length + 8
        if (characters > mostStrings) {
          throw new StudioError({
            code: 'data.unpacks-too-large',
            message: `${path} holds more than ${mostStrings / 1e6} million characters of text.`,
            whatToDo: 'Save the sheet as CSV: that can be of any size.',
          })
        }
        strings.push(detached(unescaped(text)))
        text = null
      }
    },
  })
  return strings
}

/** Characters that XML can't hold are written `_x000D_`, and a `_x` of the text itself `_x005F_x`. */
export function unescaped(text: string) {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

async function readFormats(zip: Zip, name: string) {
  const codes = new Map<number, string>()
  const formats: NumberFormat[] = []
  const known = new Map<number, NumberFormat>()
  let inCellFormats = false
  await readWholeXml(zip.read(name), {
    open(element, attribute) {
      if (element === 'cellXfs') inCellFormats = true
      else if (element === 'numFmt' && codes.size < mostStyles) {
        codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      } else if (element === 'xf' && inCellFormats && formats.length < mostStyles) {
        const id = Number(attribute('numFmtId') ?? 0)
        const format = known.get(id) ?? readNumberFormat(id, codes.get(id))
        known.set(id, format)
        formats.push(format)
      }
    },
    close(element) {
      if (element === 'cellXfs') inCellFormats = false
    },
  })
  return formats
}
