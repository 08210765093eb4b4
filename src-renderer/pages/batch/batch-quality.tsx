import { Button, Loader } from '@mantine/core'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { noInspection } from '../../../src-shared/quality/wish.ts'
import { ask } from '../../bridge/bridge.ts'
import { VerdictCounts } from '../../parts/verdict-counts.tsx'
import { useAsked } from '../../state/asked.ts'
import { stopInspecting, useInspecting } from '../../state/inspecting.ts'
import { showResults } from '../../state/results.ts'
import { isUnderWay } from '../../view-math/batch-list.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const checksShown = 4

/** What the checks said of the videos of a batch: by which profile, how many passed, and what was found most. */
export function BatchQuality({ batch, onInspect }: { batch: Batch; onInspect(): void }) {
  const { id, verdicts, counts } = batch
  const inspected = verdicts === undefined ? 0 : verdicts.pass + verdicts.warn + verdicts.fail
  // While it is rendered the counts follow by themselves; what was found most is asked for when it begins and when it has ended.
  const stage = isUnderWay(batch) ? `${inspected > 0}` : `${counts.done} ${JSON.stringify(verdicts)}`
  const [asked] = useAsked(`${id} ${stage}`, async () =>
    counts.done === 0 ? null : await ask('quality.summary', { batch: id }),
  )
  const going = useInspecting(({ batches }) => batches.get(id))
  if (counts.done === 0) return null
  const summary = shownOf(asked)
  const say = words.quality
  const profiles = (summary?.profiles ?? [])
    .map(({ profile }) => profile)
    .filter((name) => name !== noInspection)
  const left = counts.done - inspected
  const found = (summary?.checks ?? []).filter(({ severity }) => severity !== 'note').slice(0, checksShown)
  return (
    <section className="batch-quality" aria-label={say.label}>
      <span className="quiet">{inspected === 0 ? say.notInspected : say.inspected(profiles)}</span>
      <VerdictCounts batch={batch} />
      {inspected > 0 && left > 0 && <span className="quiet">{say.left(left)}</span>}
      {found.length > 0 && <span className="quiet">{say.mostFound}</span>}
      {found.map(({ check, severity, videos }) => (
        <button
          key={`${check} ${severity}`}
          type="button"
          className="line-button verdict-count"
          onClick={() => showResults(id, { check })}
        >
          {words.checkWords.names[check]} {number(videos)}
          <span className="visually-hidden">, {say.showVideos}</span>
        </button>
      ))}
      {going !== undefined ? (
        <span className="batch-inspecting" role="status">
          <Loader size={12} aria-hidden="true" /> {say.going(going.done, going.total)}
          <Button size="compact-xs" variant="default" onClick={() => stopInspecting(id)}>
            {say.stop}
          </Button>
        </span>
      ) : (
        left > 0 &&
        !isUnderWay(batch) && (
          <Button size="compact-xs" variant="subtle" onClick={onInspect}>
            {say.inspect}…
          </Button>
        )
      )}
    </section>
  )
}
