import { readRows } from '../../../src-main/services/row-intake/read-rows.ts'
import { variableSchema } from '../../../src-shared/data/variables.ts'

/*
 * Run as a program of its own by the memory test: reads a table from its first row to its last and says, as JSON, how
 * many rows passed and the most memory that the process ever held (bytes).
 */
const variables = Object.fromEntries(
  Object.entries({
    name: { type: 'text', perLanguage: true },
    price: { type: 'money', currency: 'EUR' },
    description: { type: 'text', html: true },
    date: { type: 'date' },
    image: { type: 'image' },
  }).map(([name, source]) => [name, variableSchema.parse(source)]),
)
const intake = await readRows({
  data: process.argv[2]!,
  variables,
  languages: ['en', 'es'],
  keyColumn: 'sku',
})
let rows = 0
let last = ''
for await (const item of intake.rows) {
  if (item.kind !== 'row') throw new Error(JSON.stringify(item.problems))
  rows += 1
  last = item.row.key
}
process.stdout.write(JSON.stringify({ rows, last, mostMemory: process.resourceUsage().maxRSS * 1024 }))
