import { Button } from '@mantine/core'
import { IconColumns2, IconFolderOpen, IconRefresh, IconX } from '@tabler/icons-react'
import type { Job } from '../../../src-shared/batches/batch.ts'
import { actsAtOnce } from '../../../src-shared/contract/jobs.ts'
import { ask } from '../../bridge/bridge.ts'
import { confirm } from '../../parts/confirm.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { selectNone, useResults } from '../../state/results.ts'
import { words } from '../../words/words.ts'

/** Asks once, then has the videos made anew. */
export async function renderAgain(batch: string, jobs: readonly number[]): Promise<void> {
  const { results } = words
  const yes = await confirm({
    title: results.againTitle(jobs.length),
    text: results.againText,
    yes: results.again,
  })
  if (!yes) return
  try {
    let changed = 0
    for (let from = 0; from < jobs.length; from += actsAtOnce) {
      const numbers = jobs.slice(from, from + actsAtOnce)
      const answer = await ask('jobs.act', { batch, jobs: { numbers }, action: { do: 'retry' } })
      changed += answer.changed
      if (answer.refused[0] !== undefined) throw new Error(answer.refused[0].why)
    }
    tell(results.againDone(changed))
    selectNone()
  } catch (error) {
    tellFault(error)
  }
}

const revealVideo = (job: number): void => void ask('desktop.reveal', { what: 'video', job }).catch(tellFault)

/** What can be done with the videos that are selected. */
export function SelectionBar({ batch, onCompare }: { batch: string; onCompare(pair: [Job, Job]): void }) {
  const selected = useResults(({ selected }) => selected)
  const jobs = useResults(({ jobs }) => jobs)
  if (selected.size === 0) return null
  const { results } = words
  const chosen = [...selected]
  const [one, other] = chosen.map((id) => jobs.get(id))
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is no set of fields
    <div className="selection-bar" role="group" aria-label={results.selected(selected.size)}>
      <strong>{results.selected(selected.size)}</strong>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} />}
        onClick={() => void renderAgain(batch, chosen)}
      >
        {results.again}
      </Button>
      {chosen.length === 2 && one !== undefined && other !== undefined && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconColumns2 size={15} />}
          onClick={() => onCompare([one, other])}
        >
          {results.compare}
        </Button>
      )}
      {chosen.length === 1 && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFolderOpen size={15} />}
          onClick={() => revealVideo(chosen[0]!)}
        >
          {words.showInFolder}
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconX size={15} />}
        onClick={() => selectNone()}
      >
        {results.selectNone}
      </Button>
    </div>
  )
}
