import { Button, Checkbox, NumberInput, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { Batch } from '../../../src-shared/batches/batch.ts'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import {
  inspectionLevels,
  qualityLimits,
  type SamplePreview,
  type SamplingPlan,
  severitiesOfInspection,
} from '../../../src-shared/review/sampling.ts'
import { ask } from '../../bridge/bridge.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Told } from '../../parts/told.tsx'
import { loadStatus, reviewSample } from '../../state/review.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

type Kind = SamplingPlan['kind']
const kinds: readonly Kind[] = ['acceptance', 'risk', 'every', 'per', 'all']
const whats = ['language', 'format', 'folder'] as const

const digitsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0

/** Which videos are looked at: a plan, what it would draw, and the seed that draws it. */
export function SampleDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const [kind, setKind] = useState<Kind>('acceptance')
  const [level, setLevel] = useState<(typeof inspectionLevels)[number]>('II')
  const [aql, setAql] = useState(1.5)
  const [severity, setSeverity] = useState<(typeof severitiesOfInspection)[number] | null>(null)
  const [mayReduce, setMayReduce] = useState(false)
  const [amount, setAmount] = useState(20)
  const [by, setBy] = useState<(typeof whats)[number]>('language')
  const [seed, setSeed] = useState<number | null>(null)
  const [found, setFound] = useState<SamplePreview | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [isDrawing, setDrawing] = useState(false)
  const plan: SamplingPlan = {
    all: { kind: 'all' as const },
    every: { kind: 'every' as const, nth: Math.max(2, amount) },
    per: { kind: 'per' as const, by, each: amount },
    risk: { kind: 'risk' as const, videos: amount },
    acceptance: { kind: 'acceptance' as const, level, aql, severity, mayReduce },
  }[kind]
  const [asked] = useDebouncedValue(JSON.stringify({ plan, seed }), 200)
  useEffect(() => {
    let isCurrent = true
    setError(null)
    const wanted = JSON.parse(asked) as { plan: SamplingPlan; seed: number | null }
    ask('review.preview-sample', {
      batch: batch.id,
      plan: wanted.plan,
      ...(wanted.seed === null ? {} : { seed: wanted.seed }),
    }).then(
      (answer) => isCurrent && setFound(answer),
      (thrown: unknown) => {
        if (!isCurrent) return
        setFound(null)
        setError(toErrorShape(thrown))
      },
    )
    return () => {
      isCurrent = false
    }
  }, [batch.id, asked])
  const say = words.review.sampling
  const draw = async () => {
    setDrawing(true)
    try {
      const drawn = await ask('review.sample', {
        batch: batch.id,
        plan,
        ...(seed === null ? (found === null ? {} : { seed: found.seed }) : { seed }),
      })
      await loadStatus()
      reviewSample(drawn.id)
      onClose()
    } catch (thrown) {
      setError(toErrorShape(thrown))
    } finally {
      setDrawing(false)
    }
  }
  return (
    <Dialog title={say.title} size={560} growsDown onClose={onClose}>
      <form
        className="sample-form"
        onSubmit={(event) => {
          event.preventDefault()
          void draw()
        }}
      >
        <Select
          label={say.plan}
          description={say.abouts[kind]}
          allowDeselect={false}
          data-autofocus
          data={kinds.map((value) => ({ value, label: say.kinds[value] }))}
          value={kind}
          onChange={(value) => value !== null && setKind(value)}
        />
        {kind === 'acceptance' && (
          <>
            <div className="sample-fields">
              <Select
                label={say.level}
                allowDeselect={false}
                data={[...inspectionLevels]}
                value={level}
                onChange={(value) => value !== null && setLevel(value)}
              />
              <Select
                label={say.aql}
                allowDeselect={false}
                data={qualityLimits.map((value) => ({
                  value: String(value),
                  label: `${number(value, digitsOf(value))} %`,
                }))}
                value={String(aql)}
                onChange={(value) => value !== null && setAql(Number(value))}
              />
              <Select
                label={say.severity}
                allowDeselect={false}
                data={[
                  { value: '', label: say.byRules },
                  ...severitiesOfInspection.map((value) => ({ value, label: say.severities[value] })),
                ]}
                value={severity ?? ''}
                onChange={(value) => setSeverity(value ? value : null)}
              />
            </div>
            <Checkbox
              size="xs"
              label={say.mayReduce}
              checked={mayReduce}
              onChange={({ currentTarget }) => setMayReduce(currentTarget.checked)}
            />
          </>
        )}
        {(kind === 'risk' || kind === 'every' || kind === 'per') && (
          <div className="sample-fields">
            <NumberInput
              label={say.amounts[kind]}
              min={kind === 'every' ? 2 : 1}
              max={10_000}
              allowDecimal={false}
              value={amount}
              onChange={(value) => typeof value === 'number' && setAmount(Math.max(1, value))}
            />
            {kind === 'per' && (
              <Select
                label={say.by}
                allowDeselect={false}
                data={whats.map((value) => ({ value, label: say.whats[value] }))}
                value={by}
                onChange={(value) => value !== null && setBy(value)}
              />
            )}
          </div>
        )}
        {kind !== 'all' && (
          <NumberInput
            label={say.seed}
            description={say.seedHint}
            placeholder={found === null ? '' : String(found.seed)}
            min={0}
            max={0xffff_ffff}
            allowDecimal={false}
            value={seed ?? ''}
            onChange={(value) => setSeed(typeof value === 'number' ? value : null)}
          />
        )}
        <div className="reject-touched" role="status">
          {found === null ? (
            error === null && words.review.rejecting.counting
          ) : (
            <>
              <p>
                <strong>{say.size(found.size, found.lot)}</strong>
                {found.accept !== null && found.reject !== null && say.numbers(found.accept, found.reject)}
              </p>
              {found.acceptance !== null && (
                <p className="quiet">
                  {say.letter(found.acceptance.letter)} <Told text={found.acceptance.why} />
                </p>
              )}
            </>
          )}
        </div>
        {error !== null && <ErrorNote error={error} />}
        <div className="modal-actions">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={isDrawing} disabled={found === null}>
            {say.draw}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
