import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'

// The owner touches its lock every few seconds, so one from another machine or container can be seen to be dead.
const touchMs = 5_000
const silentMs = 60_000
// What a killed set-up had started sees within half a second that it is alone, and ends.
const orphansMs = 1_500

/** Does `work` while no other set-up in this clone does. A lock whose owner is gone is taken over. */
export async function withLock({ tools, say }, work) {
  mkdirSync(tools, { recursive: true })
  const path = join(tools, 'set-up.lock')
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid), host: hostname() })
  let told = ''
  for (let answer = take(path, mine); answer !== 'taken'; answer = take(path, mine)) {
    const line =
      answer === 'stale'
        ? 'Set-up: an earlier one was broken off; beginning again where it was.'
        : 'Set-up: another one is at work in this folder; waiting for it.'
    if (told !== line) say(line)
    told = line
    await new Promise((resolve) => setTimeout(resolve, answer === 'stale' ? orphansMs : 300))
  }
  const touching = setInterval(() => touch(path), touchMs)
  touching.unref()
  const release = () => {
    clearInterval(touching)
    if (read(path) === mine) rmSync(path, { force: true })
  }
  process.on('exit', release)
  // What a set-up that was killed had begun to unpack.
  for (const name of readdirSync(tools)) {
    if (/\.(part|download)$/.test(name)) rmSync(join(tools, name), { recursive: true, force: true })
  }
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take(path, mine) {
  // Written first and linked then, so that a lock is never seen without its owner.
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    linkSync(draft, path)
    return 'taken'
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  const theirs = read(path)
  if (theirs === undefined || !isDead(path, theirs)) return 'busy'
  takeAway(path, theirs)
  return 'stale'
}

function takeAway(path, theirs) {
  const aside = `${path}.stale-${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  // Between the look and the rename a living one may have taken it: then it gets it back.
  if (read(aside) !== theirs) {
    try {
      linkSync(aside, path)
    } catch {
      // A third one was quicker; the two do the same work twice at worst.
    }
  }
  rmSync(aside, { force: true })
}

function isDead(path, text) {
  let owner
  try {
    owner = JSON.parse(text)
  } catch {
    return true
  }
  if (owner.host === hostname() && !isRunning(owner)) return true
  try {
    return Date.now() - statSync(path).mtimeMs > silentMs
  } catch {
    return false
  }
}

function isRunning({ pid, started }) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  // A number is given again after a restart of the machine; the start time is not.
  return started === undefined || startOf(pid) === started
}

/** When a process began, in the kernel's own unit; undefined where /proc is missing. */
function startOf(pid) {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function touch(path) {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch {
    // Taken away by hand; nothing to keep alive.
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
