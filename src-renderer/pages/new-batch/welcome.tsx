import { Skeleton, UnstyledButton } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { ErrorNote } from '../../parts/error-note.tsx'
import { chooseSample, loadOffers, useNewBatch } from '../../state/new-batch.ts'
import { shownOf } from '../../view-math/loading.ts'
import { nameOfPath } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { DropCard } from './drop-card.tsx'

/** Where a batch begins: drop a table, or try the samples. */
export function Welcome() {
  const samples = useNewBatch(({ samples }) => samples)
  const templates = useNewBatch(({ templates }) => templates)
  const templateError = useNewBatch(({ templateError }) => templateError)
  const shown = shownOf(samples)
  return (
    <div className="page-scroll">
      <div className="welcome">
        <h1>{words.newBatch.welcome}</h1>
        <p className="welcome-text">{words.newBatch.welcomeText}</p>
        <DropCard />
        {templateError && <ErrorNote error={templateError} />}
        <h2 className="welcome-samples-title">{words.newBatch.samples}</h2>
        {samples.is === 'failed' ? (
          <ErrorNote
            error={samples.error}
            title={words.newBatch.samplesFailed}
            onTryAgain={() => void loadOffers()}
          />
        ) : (
          <ul className="sample-list">
            {shown === null
              ? [0, 1, 2].map((each) => (
                  <li key={each}>
                    <Skeleton height={76} radius="md" />
                  </li>
                ))
              : shown.map((sample) => (
                  <li key={sample.data}>
                    <UnstyledButton className="sample-card" onClick={() => void chooseSample(sample)}>
                      <IconFileSpreadsheet size={22} stroke={1.5} aria-hidden="true" />
                      <span className="sample-title">{sample.title}</span>
                      <span className="sample-facts">
                        {shownOf(templates)?.find(({ name }) => name === sample.template)?.title ??
                          nameOfPath(sample.data)}
                      </span>
                    </UnstyledButton>
                  </li>
                ))}
          </ul>
        )}
      </div>
    </div>
  )
}
