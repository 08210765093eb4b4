import { orAbort } from '../concurrency/or-abort.ts'
import type { IntakeItem } from '../row-intake/read-rows.ts'
import type { Examined } from '../video-planner/video-planner.ts'
import type { PlannedRows } from './plan-rows.ts'
import type { RowExaminer } from './row-examiner.ts'

export type ExaminedItem =
  | (Extract<IntakeItem, { kind: 'row' }> & { examined: Examined })
  | Extract<IntakeItem, { kind: 'rejected' }>

/** Some records: how many there were, the plans of those that passed, the problems of each that did not. */
export type PlannedItems = PlannedRows & { records: number }

const groupSize = 24

/** The records of a table with what was found in each, in the table's order. */
export async function* examinedRows(
  items: AsyncIterable<IntakeItem>,
  examiner: Pick<RowExaminer, 'examine'>,
  atOnce: number,
  signal: AbortSignal,
): AsyncGenerator<ExaminedItem, void, void> {
  for await (const group of inGroups(items, (group) => examineGroup(group, examiner), atOnce, signal))
    yield* group
}

/** The records of a table, planned, some dozen at a time and in the table's order. */
export function plannedRows(
  items: AsyncIterable<IntakeItem>,
  examiner: Pick<RowExaminer, 'plan'>,
  atOnce: number,
  signal: AbortSignal,
): AsyncGenerator<PlannedItems, void, void> {
  return inGroups(items, (group) => planGroup(group, examiner), atOnce, signal)
}

/** A bounded number of groups is on its way at any time, so memory does not grow with the table. */
async function* inGroups<T>(
  items: AsyncIterable<IntakeItem>,
  answer: (group: IntakeItem[]) => Promise<T>,
  atOnce: number,
  signal: AbortSignal,
): AsyncGenerator<T, void, void> {
  const underWay: Promise<T>[] = []
  let group: IntakeItem[] = []
  const send = () => {
    const sent = answer(group)
    // A failure is met when its turn comes.
    sent.catch(() => {})
    underWay.push(sent)
    group = []
  }
  for await (const item of items) {
    signal.throwIfAborted()
    group.push(item)
    if (group.length < groupSize) continue
    send()
    if (underWay.length >= atOnce) yield await orAbort(underWay.shift()!, signal)
  }
  if (group.length > 0) send()
  for (const sent of underWay) {
    yield await orAbort(sent, signal)
  }
}

async function examineGroup(
  group: IntakeItem[],
  examiner: Pick<RowExaminer, 'examine'>,
): Promise<ExaminedItem[]> {
  const examined = await examiner.examine(group.flatMap((item) => (item.kind === 'row' ? [item.row] : [])))
  let next = 0
  return group.map((item) => (item.kind === 'row' ? { ...item, examined: examined[next++]! } : item))
}

async function planGroup(group: IntakeItem[], examiner: Pick<RowExaminer, 'plan'>): Promise<PlannedItems> {
  const { packed, rejected } = await examiner.plan(
    group.flatMap((item) => (item.kind === 'row' ? [item.row] : [])),
  )
  const before = group.flatMap((item) => (item.kind === 'rejected' ? [item.problems] : []))
  return { packed, rejected: [...before, ...rejected], records: group.length }
}
