/*
 * Gets what this clone still lacks, then runs a TypeScript file with the right Node.
 *
 *   node scripts/set-up.mjs [--for demo|tests|desktop] [--quiet] [-- FILE.ts ARGUMENTS...]
 *
 * Starts on Node 18 and uses nothing but what Node brings. What it says goes to standard error, so that the output
 * of FILE.ts can be piped. With --quiet it speaks only when something has to be got.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { becomeFile } from './set-up/become.mjs'
import { withLock } from './set-up/lock.mjs'
import { findNode } from './set-up/node.mjs'
import { endRunning } from './set-up/run.mjs'
import { steps } from './set-up/steps.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const begun = Date.now()
const { purpose, quiet, file, args } = readArguments(process.argv.slice(2))
const say = (line) => process.stderr.write(`${line}\n`)
const place = { root, tools: join(root, '.tools'), purpose, say }

if (Number(process.versions.node.split('.')[0]) < 18) {
  say(`Reelmill's set-up needs Node 18 or newer to begin with; this is ${process.version}.`)
  say(
    'Linux: sudo apt-get install nodejs npm   macOS: brew install node   Windows: winget install OpenJS.NodeJS.LTS',
  )
  process.exit(1)
}

const onSignal = (signal) => {
  endRunning()
  process.exit(signal === 'SIGINT' ? 130 : 143)
}
process.on('SIGINT', onSignal)
process.on('SIGTERM', onSignal)

const wanted = steps(place)
const missing = await wanted.filterMissing()
if (missing.length > 0) {
  await withLock(place, async () => {
    for (const step of missing) {
      // Another set-up may have got it while this one waited for the lock.
      if (await step.isThere()) continue
      const problem = await step.get()
      if (problem === undefined) continue
      say(`${step.name}: ${problem.message}`)
      for (const line of problem.commands ?? []) say(`  ${line}`)
      if (step.must) {
        say('The set-up stops here; start the same command again when that is done.')
        process.exit(1)
      }
    }
  })
}
const seconds = ((Date.now() - begun) / 1000).toFixed(1)
if (missing.length > 0) say(`Set-up: done after ${seconds} s.`)
else if (!quiet) say(`Set-up: everything is there (${seconds} s).`)

if (file !== undefined) {
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
  const node = await findNode(root)
  becomeFile(node.path, file, args, root)
}

function readArguments(given) {
  const stop = given.indexOf('--')
  const own = stop === -1 ? given : given.slice(0, stop)
  const [file, ...args] = stop === -1 ? [] : given.slice(stop + 1)
  let purpose = 'demo'
  let quiet = false
  for (let i = 0; i < own.length; i++) {
    if (own[i] === '--quiet') quiet = true
    else if (own[i] === '--for' && ['demo', 'tests', 'desktop'].includes(own[i + 1])) purpose = own[++i]
    else {
      process.stderr.write(
        `set-up: "${own[i]}" is not known.\n` +
          'Use: node scripts/set-up.mjs [--for demo|tests|desktop] [--quiet] [-- FILE.ts ARGUMENTS...]\n',
      )
      process.exit(2)
    }
  }
  return { purpose, quiet, file, args }
}
