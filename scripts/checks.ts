import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'

/*
 * Every check there is, one after the other; a check that fails does not stop the next.
 *
 *   npm test                                 all of them, but for `survive` and `long`, which take long
 *   npm test -- --only types,unit            some of them
 *   npm test -- --only unit tests/core       what vitest understands as a filter follows
 *   npm run test:survive                     the check `survive`: a studio killed again and again; it tells how far it is
 *   npm run test:long                        the check `long`, likewise
 *
 * What a check drew at random is told by its seed, also when it passed: FC_SEED=... draws the same again.
 * A test that passed at its second try only is told by its name and with its failure: see tests/README.md.
 * The last line is `N passed, N failed`: types and lint count as one each, tests one by one. A test file that can't be
 * loaded, a check that crashes and a check that finds no test count as failed.
 */

/** `secondTries`: tests that passed only when they were tried again, and what they failed by at first. */
type Count = { passed: number; failed: number; skipped: number; secondTries: SecondTry[]; output: string }
type SecondTry = { test: string; failure: string }
type Check = { name: string; onlyByName?: true; run: () => Promise<Count> }

const root = join(import.meta.dirname, '..')
const bin = (...parts: string[]) => join(root, 'node_modules', ...parts)

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
})

const checks: Check[] = [
  { name: 'types', run: () => tool([bin('typescript', 'bin', 'tsc'), '-p', '.', '--pretty', 'false']) },
  {
    name: 'lint',
    run: () =>
      tool([bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--colors=off', '--error-on-warnings']),
  },
  { name: 'architecture', run: () => vitest('architecture') },
  // They wait for programs and clocks more than they work: three side by side fill two processors.
  { name: 'unit', run: () => vitest('unit*', { workers: 3 }) },
  { name: 'whole-studio', run: () => vitest('whole-studio') },
  { name: 'desktop', run: () => vitest('desktop') },
  {
    name: 'survive',
    onlyByName: true,
    run: () => vitest('survive', { tell: (text) => process.stdout.write(text) }),
  },
  {
    name: 'long',
    onlyByName: true,
    run: () => vitest('long', { tell: (text) => process.stdout.write(text) }),
  },
]

const wanted = values.only?.split(',').map((name) => name.trim())
const unknown = wanted?.filter((name) => !checks.some((check) => check.name === name)) ?? []
if (unknown.length > 0) {
  const known = checks.map((check) => check.name).join(', ')
  console.error(`There is no check called ${unknown.join(', ')}. Choose from: ${known}.`)
  process.exit(2)
}

let running: ChildProcess | undefined
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    running?.kill(signal)
    process.exit(status)
  })
}

let passed = 0
let failed = 0
for (const { name, run } of checks.filter((check) => wanted?.includes(check.name) ?? !check.onlyByName)) {
  if (process.stdout.isTTY) process.stdout.write(`… ${name}`)
  const begun = performance.now()
  const count = await run().catch((error: Error) => failure(error.stack ?? error.message))
  const seconds = `${((performance.now() - begun) / 1000).toFixed(1)} s`
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
  if (count.failed > 0) console.log(`\n${count.output.trim()}\n`)
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  const mark = count.failed > 0 ? '✗' : '✓'
  console.log(
    `${mark} ${name.padEnd(14)}${seconds.padStart(8)}   ${count.passed} passed, ${count.failed} failed${skipped}`,
  )
  if (count.failed === 0)
    for (const [seed] of count.output.matchAll(/^seed of .*/gm)) console.log(`  ${seed}`)
  for (const { test, failure } of count.secondTries)
    console.log(`  passed at the second try: ${test}\n${failure.replace(/^/gm, '    ')}`)
  passed += count.passed
  failed += count.failed
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)

async function tool(args: string[]): Promise<Count> {
  const { code, output } = await start(process.execPath, args)
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, secondTries: [], output } : failure(output)
}

/** Of one project, or of several: `unit*`. `tell` is shown what vitest prints as it comes. `workers`: files side by side, else as vitest.config.ts says. */
async function vitest(
  project: string,
  { tell, workers }: { tell?: (text: string) => void; workers?: number } = {},
): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-checks-'))
  try {
    const reportFile = join(folder, 'report.json')
    const args = [
      bin('vitest', 'vitest.mjs'),
      'run',
      ...['--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
      ...(workers === undefined ? [] : [`--maxWorkers=${workers}`]),
      ...positionals,
    ]
    const { code, output } = await start(process.execPath, args, tell)
    if (!existsSync(reportFile)) return failure(`${output}\nvitest ended without a report (status ${code})`)
    return { ...countTests(readFileSync(reportFile, 'utf8'), code), output }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Counts from vitest's own report. What is broken outside of a test counts as one failure each. */
function countTests(json: string, code: number | null): Omit<Count, 'output'> {
  const report = JSON.parse(json) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
    testResults: {
      name: string
      status: string
      assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
    }[]
  }
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
  let failures = report.numFailedTests + brokenFiles
  // No test at all, or a rejection that belongs to none of them: vitest's status knows, its counts don't.
  if (failures === 0 && (code !== 0 || report.numPassedTests === 0)) failures = 1
  return {
    passed: report.numPassedTests,
    failed: failures,
    skipped: report.numPendingTests + report.numTodoTests,
    // One that passed has failures when a try before was in vain.
    secondTries: report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
        .map(({ fullName, failureMessages }) => ({
          test: `${relative(root, name)} > ${fullName}`,
          failure: stripVTControlCharacters(failureMessages[0]!).split('\n').slice(0, 12).join('\n'),
        })),
    ),
  }
}

function failure(output: string): Count {
  return { passed: 0, failed: 1, skipped: 0, secondTries: [], output }
}

/** Runs a program to its end; answers both its streams in one, in order, without colours. */
function start(
  command: string,
  args: string[],
  tell: (text: string) => void = () => {},
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running = child
    const pieces: string[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        pieces.push(text)
        tell(text)
      })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: stripVTControlCharacters(pieces.join('')) }))
  })
}
