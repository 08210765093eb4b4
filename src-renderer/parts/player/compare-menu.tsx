import { ActionIcon, Menu, SegmentedControl } from '@mantine/core'
import { IconColumns2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { Job } from '../../../src-shared/batches/batch.ts'
import type { ResultsAnswers } from '../../../src-shared/contract/results.ts'
import { ask } from '../../bridge/bridge.ts'
import { apart } from '../../view-math/bidi.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { tellFault } from '../tell.tsx'
import type { Look } from './look.ts'
import { shownOf, titleOf } from './shown.ts'
import type { Comparing } from './stage.tsx'

type Besides = ResultsAnswers['results.beside']

/** What a video is compared with, and how. */
export function Compare({ look }: { look: Look }) {
  const { player } = words
  return (
    <>
      {look.beside !== null && (
        <SegmentedControl
          size="xs"
          aria-label={player.compare}
          data={[
            { value: 'side-by-side', label: player.sideBySide },
            { value: 'wipe', label: player.wipe },
          ]}
          value={look.comparing}
          onChange={(value) => look.setComparing(value as Comparing)}
        />
      )}
      <Choice look={look} />
    </>
  )
}

/** What it may be compared with: other languages and formats of its row, the same one of other batches. */
function Choice({ look: { shown, beside, setBeside } }: { look: Look }) {
  const { job } = shown
  const [besides, setBesides] = useState<Besides | null>(null)
  const load = () =>
    void ask('results.beside', { job: job.id }).then(setBesides, (error) => {
      setBesides({ renditions: [], earlier: [] })
      tellFault(error)
    })
  const { player } = words
  const choose = (other: Job, title: string) => {
    const found = shownOf(other)
    if (found !== null) setBeside({ ...found, title })
  }
  const isEmpty = besides !== null && besides.renditions.length + besides.earlier.length === 0
  return (
    <Menu position="bottom-end" withinPortal onOpen={load} width={260}>
      <Menu.Target>
        <ActionIcon
          variant={beside === null ? 'subtle' : 'light'}
          color={beside === null ? 'gray' : undefined}
          size="lg"
          aria-label={player.compare}
        >
          <IconColumns2 size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="compare-menu">
        {beside !== null && <Menu.Item onClick={() => setBeside(null)}>{player.compareEnd}</Menu.Item>}
        {(besides === null || isEmpty) && (
          <Menu.Item disabled>{isEmpty ? player.compareNone : words.loading}</Menu.Item>
        )}
        {besides !== null && besides.renditions.length > 0 && <Menu.Label>{player.renditions}</Menu.Label>}
        {besides?.renditions.map((other) => (
          <Menu.Item key={other.id} onClick={() => choose(other, titleOf(other))}>
            {titleOf(other)}
          </Menu.Item>
        ))}
        {besides !== null && besides.earlier.length > 0 && <Menu.Label>{player.earlier}</Menu.Label>}
        {besides?.earlier.map(({ job: other, batch }) => {
          const when = dayAndTime(batch.createdAt, new Date())
          return (
            <Menu.Item key={other.id} onClick={() => choose(other, `${apart(batch.name)} · ${when}`)}>
              {batch.name} <span className="quiet">{when}</span>
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
