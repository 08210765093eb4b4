import { setTimeout as sleep } from 'node:timers/promises'
import { killOne, killTreeOf } from './end-tree.ts'
import { runMark } from './marks.ts'
import { allProcesses, descendantsOf, type ProcessStat, processesMarked } from './process-facts.ts'
import { processStart, stillRuns } from './process-start.ts'

/** A program that a studio started and did not live to end. */
type LeftOver = { pid: number; startedAt: string | null }

/** `gone`: it has ended. Else the system does not let go of it: a share that hangs, another user's process. */
type EndedProcess = { pid: number; found: 'recorded' | 'marked'; gone: boolean }

/**
 * Ends programs that lost studios left behind, with all that they started, and waits until they are gone (at most
 * `patience` milliseconds). A record is ended only when the very process runs that it is about: never a stranger to
 * whom the number has gone, nor one whose start was not recorded. On Linux also every process that carries the mark
 * of a lost studio in its environment: one that was started in the instant before its record was written, and
 * one that left its group. Answers what it found; empty when nothing was left. A mark begins with its studio's process number: what
 * still runs under that one is in good hands, and these are the records of a copied studio folder.
 */
export async function endLeftOver(
  records: readonly LeftOver[],
  marks: readonly string[],
  patience = 5_000,
): Promise<EndedProcess[]> {
  const until = performance.now() + patience
  const found = new Map<number, { how: EndedProcess['found']; startedAt: string }>()
  const note = (pid: number, how: EndedProcess['found']) => {
    const startedAt = found.has(pid) ? null : processStart(pid)
    if (startedAt !== null) found.set(pid, { how, startedAt })
  }
  const kept = ofLivingStudios(marks)
  for (const { pid, startedAt } of records) {
    if (startedAt === null || pid === process.pid || kept.has(pid) || !stillRuns({ pid, startedAt })) continue
    found.set(pid, { how: 'recorded', startedAt })
    for (const member of killTreeOf(pid)) note(member, 'recorded')
  }
  for (;;) {
    // Each may have started another between the look and its end.
    const marked =
      process.platform === 'linux' ? strangersMarked(marks).filter(({ pid }) => !kept.has(pid)) : []
    for (const { pid } of marked) {
      note(pid, 'marked')
      killOne(pid)
    }
    const left = new Set(
      [...found].flatMap(([pid, { startedAt }]) => (stillRuns({ pid, startedAt }) ? [pid] : [])),
    )
    if ((left.size === 0 && marked.length === 0) || performance.now() > until)
      return [...found].map(([pid, { how }]) => ({ pid, found: how, gone: !left.has(pid) }))
    await sleep(process.platform === 'linux' ? 20 : 200)
  }
}

/** A program whose studio is gone has another parent by now. */
function ofLivingStudios(marks: readonly string[]): Set<number> {
  if (process.platform !== 'linux' || marks.length === 0) return new Set()
  const processes = allProcesses()
  const studios = marks.map((mark) => Number.parseInt(mark, 10)).filter((pid) => pid !== process.pid)
  return new Set(studios.flatMap((studio) => descendantsOf(studio, processes).map(({ pid }) => pid)))
}

/** Without those that run us, and those that we run: a studio may have inherited the mark that it looks for. */
function strangersMarked(marks: readonly string[]): ProcessStat[] {
  const marked = processesMarked(marks.map(runMark))
  if (marked.length === 0) return []
  const processes = allProcesses()
  const own = new Set(descendantsOf(process.pid, processes).map(({ pid }) => pid))
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]))
  for (let pid = process.pid; pid > 0 && !own.has(pid); pid = parents.get(pid) ?? 0) own.add(pid)
  return marked.filter(({ pid }) => !own.has(pid))
}
