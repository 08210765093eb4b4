import type { z } from 'zod'
import type { checkRequest } from '../../../src-shared/batches/batch.ts'
import type { BatchPlan } from '../../../src-shared/plans/batch-plan.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { explainedPlan, plannedInShort } from '../plan-words.ts'
import { followedRows, followWork } from './follow-work.ts'
import { problemLine } from './render.ts'

const examples = 3

/** What a batch would make, and how much of it is shared. */
export function plan(
  door: Door,
  request: z.input<typeof checkRequest>,
  choice: StudioChoice & { explain?: boolean; graph?: string },
): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio, onInterrupt) => {
    const { terminal } = door
    const { graph } = choice
    const planned = await followWork(door, studio, onInterrupt, choice, followedRows('plan'), () =>
      studio.api.ask('plan.run', { id: 'plan', request, ...(graph === undefined ? {} : { graph }) }),
    )
    if (planned === null) return { exit: exitStatus.interrupted }
    const exit = planned.rejectedRows > 0 ? exitStatus.withFaults : exitStatus.done
    if (choice.json) return { exit, ...planned }
    if (choice.explain) for (const line of explainedPlan(planned, terminal.columns())) terminal.out(line)
    for (const line of [...setAside(planned), ...plannedInShort(planned)]) terminal.out(line)
    return { exit }
  })
}

function setAside({ problems, problemCount }: BatchPlan): string[] {
  const lines = problems.slice(0, examples).map(problemLine)
  return problemCount > lines.length
    ? [...lines, `... ${problemCount - lines.length} more: \`reelmill check\` names them all.`]
    : lines
}
