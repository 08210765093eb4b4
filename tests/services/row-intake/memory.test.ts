import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { projectRoot } from '../../helpers/project-root.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { makeXlsx } from '../../outside/tables/make-xlsx.ts'

const total = 50_000
const heading = [
  'sku',
  'name',
  'name_es',
  'price',
  'description',
  'date',
  'image',
  'category',
  'more',
  'number',
]

function cells(at: number) {
  return [
    `SKU-${at}`,
    `Product number ${at}, the fine one`,
    `Producto número ${at}`,
    `${(at * 7) % 5000},99 €`,
    `<p>Description of ${at} with some text that goes on for a while &amp; more</p>`,
    `${1 + (at % 28)}.11.2026`,
    `images/product-${at}.jpg`,
    `Category ${at % 20}`,
    'some more text',
    String(at),
  ]
}

async function makeFile(path: string) {
  const rows = Array.from({ length: total }, (_, at) => cells(at))
  if (path.endsWith('.xlsx'))
    return writeFile(path, makeXlsx({ sheets: [{ name: 'Products', rows: [heading, ...rows] }] }))
  const file = createWriteStream(path)
  if (path.endsWith('.csv'))
    for (const row of [heading, ...rows]) file.write(`${row.map((cell) => `"${cell}"`).join(';')}\r\n`)
  else {
    for (const [at, row] of rows.entries()) {
      file.write(
        `${at === 0 ? '[' : ','}\n${JSON.stringify(Object.fromEntries(heading.map((name, column) => [name, row[column]])))}`,
      )
    }
    file.write(']')
  }
  file.end()
  await finished(file)
}

it.each(['csv', 'json', 'xlsx'])(
  '50,000 rows of %s are read from the first to the last in less than 250 MB',
  (kind) =>
    withTempFolder(async (folder) => {
      const path = join(folder, `data.${kind}`)
      await makeFile(path)
      const program = join(projectRoot, 'tests/services/row-intake/read-all.ts')
      // With little room for garbage: otherwise the most that it holds is how late it tidied up.
      const room = ['--max-old-space-size=64', '--max-semi-space-size=4']
      const { stdout } = await promisify(execFile)(process.execPath, [...room, program, path])
      const { rows, last, mostMemory } = JSON.parse(stdout) as {
        rows: number
        last: string
        mostMemory: number
      }
      expect({ rows, last }).toEqual({ rows: total, last: 'SKU-49999' })
      expect(mostMemory).toBeLessThan(250_000_000)
    }),
  120_000,
)
