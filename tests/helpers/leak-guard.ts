import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'

/*
 * Loaded before every test file. It fails the test that leaves a child process or a temp folder behind.
 *
 * - Each test file has a temp folder of its own (TMPDIR), so what lies there is this file's doing.
 * - Children are read from /proc on Linux. Elsewhere Node's own list of live children is asked; that one does not see
 *   a child which was `unref`ed, nor a grandchild.
 * - At the end of a file all processes that inherited its mark are looked for: they include grandchildren whose
 *   parent is gone, which is how an ffmpeg outlives the farm.
 */

const graceMs = 2_000
const mark = `${process.pid}-${Date.now()}`
// Where files share a process, the temp folder of the machine is the one that the first of them found.
const shared = globalThis as { machineTemp?: string }
shared.machineTemp ??= tmpdir()
const own = mkdtempSync(join(shared.machineTemp, 'reelmill-tests-'))
for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = own
process.env.REELMILL_TEST_FILE = mark
// A file that can't be loaded never comes to its last hook.
const tidyUp = () => rmSync(own, { recursive: true, force: true })
process.once('exit', tidyUp)

let childrenBefore = new Set<string>()
let tempBefore = new Set<string>()

beforeEach(() => {
  childrenBefore = new Set(liveChildren())
  tempBefore = new Set(tempEntries())
})

afterEach(async () => {
  const children = await whatStays(() => liveChildren().filter((child) => !childrenBefore.has(child)))
  const temp = await whatStays(() => tempEntries().filter((entry) => !tempBefore.has(entry)))
  expect(children, 'this test left child processes running: end them and await their exit').toEqual([])
  expect(temp, 'this test left temp folders behind: use withTempFolder, or remove them').toEqual([])
})

afterAll(async () => {
  const processes = await whatStays(markedProcesses)
  for (const found of processes) {
    try {
      process.kill(Number.parseInt(found, 10), 'SIGKILL')
    } catch {
      // It ended by itself in the meantime.
    }
  }
  const temp = tempEntries()
  rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  process.off('exit', tidyUp)
  expect(processes, 'this test file left processes running: end them and await their exit').toEqual([])
  expect(temp, 'this test file left temp folders behind: use withTempFolder, or remove them').toEqual([])
})

/** Asks until nothing is left or the time of grace is over: an exit may need a moment to be seen. */
async function whatStays(list: () => string[]): Promise<string[]> {
  const end = Date.now() + graceMs
  let left = list()
  while (left.length > 0 && Date.now() < end) {
    await sleep(20)
    left = list()
  }
  return left
}

function tempEntries(): string[] {
  // Chromium and Playwright tidy their dot-files and artifact folders by themselves, some time after the window closes;
  // npm keeps compiled code in a folder for its next run.
  return readdirSync(own).filter((name) => !/^(\.|playwright|node-compile-cache$)/.test(name))
}

/** "pid command" of each child of this process that still runs. */
function liveChildren(): string[] {
  if (process.platform !== 'linux') {
    return process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap')
  }
  return readdirSync('/proc/self/task').flatMap((thread) =>
    readOrNothing(`/proc/self/task/${thread}/children`)
      .split(' ')
      .filter((pid) => pid !== '')
      .flatMap(describeProcess),
  )
}

/** "pid command" of each process, wherever it hangs now, that inherited this file's mark. */
function markedProcesses(): string[] {
  if (process.platform !== 'linux') return []
  const wanted = `REELMILL_TEST_FILE=${mark}\0`
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => readOrNothing(`/proc/${pid}/environ`).includes(wanted))
    .flatMap(describeProcess)
}

function describeProcess(pid: string): string[] {
  const stat = readOrNothing(`/proc/${pid}/stat`)
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
  if (stat === '' || state === 'Z') return []
  return [`${pid} ${readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim().slice(0, 120)}`]
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
