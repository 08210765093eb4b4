import type { IntakeItem } from '../row-intake/read-rows.ts'
import type { Examined } from '../video-planner/video-planner.ts'
import type { RowExaminer } from './row-examiner.ts'

export type ExaminedItem =
  | (Extract<IntakeItem, { kind: 'row' }> & { examined: Examined })
  | Extract<IntakeItem, { kind: 'rejected' }>

const groupSize = 24

/**
 * The records of a table with what was found in each, in the table's order. A bounded number of groups is on its way
 * at any time, so memory does not grow with the table.
 */
export async function* examinedRows(
  items: AsyncIterable<IntakeItem>,
  examiner: RowExaminer,
  atOnce: number,
  signal: AbortSignal,
): AsyncGenerator<ExaminedItem, void, void> {
  const underWay: Promise<ExaminedItem[]>[] = []
  let group: IntakeItem[] = []
  const send = () => {
    const sent = examineGroup(group, examiner)
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
    if (underWay.length >= atOnce) yield* await underWay.shift()!
  }
  if (group.length > 0) send()
  for (const sent of underWay) yield* await sent
}

async function examineGroup(group: IntakeItem[], examiner: RowExaminer): Promise<ExaminedItem[]> {
  const examined = await examiner.examine(group.flatMap((item) => (item.kind === 'row' ? [item.row] : [])))
  let next = 0
  return group.map((item) => (item.kind === 'row' ? { ...item, examined: examined[next++]! } : item))
}
