import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../helpers/project-root.ts'
import { type Cost, runGroup, timesOf } from './measure.ts'
import { parseStatus } from './process-files.ts'

/** What is asked of the command line, without the studio's folder. */
export type BatchAsk = {
  template: string
  table: string
  /** Record numbers, like `1-6`; all without it. */
  rows?: string
  /** Folder that the videos and the studio go into; emptied before. */
  folder: string
  /** Another folder for the studio; that one is not emptied. */
  studio?: string
  more?: readonly string[]
  env?: Record<string, string>
}

export type BatchSeen = Cost & {
  /** CPU seconds of Reelmill's own process, without the programs that it starts; null where nothing tells. */
  own: number | null
  /** Seconds after the start at which each video was done, rising. */
  done: number[]
  outputFolder: string
  studio: string
}

export const reelmillFile = join(projectRoot, 'src-main', 'headless', 'reelmill.mjs')

/** The words that start Reelmill's command line with this Node. */
export const reelmillCall = (...words: string[]) => ({
  command: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', reelmillFile, ...words],
  cwd: projectRoot,
})

/** How often /proc is read, in milliseconds: what a process uses after the last reading is not seen. */
const readingStep = 50

/** The command that renders a batch into its folder. */
export function renderCall(ask: BatchAsk) {
  const [studio, outputFolder] = [ask.studio ?? join(ask.folder, 'studio'), join(ask.folder, 'videos')]
  const call = reelmillCall(
    ...['render', '--template', ask.template, '--data', ask.table, '--key', 'sku', '--out', outputFolder],
    ...(ask.rows === undefined ? [] : ['--rows', ask.rows]),
    // What is compared is rendering.
    ...['--inspect', 'off', '--studio', studio, '--json', ...(ask.more ?? [])],
  )
  return { ...call, ...(ask.env === undefined ? {} : { env: ask.env }), studio, outputFolder }
}

/** Renders a batch in a studio folder that is empty before: nothing was made by an earlier run. */
export async function renderBatch(ask: BatchAsk): Promise<BatchSeen> {
  await rm(ask.folder, { recursive: true, force: true })
  const done: number[] = []
  const watch = watchProcess()
  const { studio, outputFolder, ...words } = renderCall(ask)
  const call = {
    ...words,
    onStart: watch.follow,
    onLine: (line: string, seconds: number) => done.push(...Array(videosDone(line)).fill(seconds)),
  }
  try {
    const cost = await runGroup([call], 1)
    return { wall: cost.wall, cpu: cost.cpu, own: watch.seen().own, done, outputFolder, studio }
  } finally {
    watch.stop()
  }
}

/** How many videos an event of the command line says were done; 0 for every other line. */
export function videosDone(line: string): number {
  if (!line.includes('"jobs.changed"')) return 0
  const event = JSON.parse(line) as { event: string; jobs: { status: string }[] }
  return event.event === 'jobs.changed' ? event.jobs.filter(({ status }) => status === 'done').length : 0
}

/** Looks at a process again and again until it ends: its own CPU time and its memory at their last readings. */
export function watchProcess() {
  let own: number | null = null
  let peak: number | null = null
  let timer: NodeJS.Timeout | undefined
  let pid: number | undefined
  const look = () => {
    if (pid === undefined) return
    own = timesOf(pid)?.own ?? own
    peak = memoryOf(pid)?.peak ?? peak
  }
  return {
    follow(child: ChildProcess) {
      pid = child.pid
      timer = setInterval(look, readingStep)
      child.once('exit', () => clearInterval(timer))
    },
    stop: () => clearInterval(timer),
    seen: () => ({ own, peak }),
  }
}

/** Resident memory of a process in MB, now and at its highest; null where there is no /proc or it is gone. */
export function memoryOf(pid: number): { resident: number; peak: number } | null {
  try {
    return parseStatus(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return null
  }
}
