import { type CheckName, checkNames } from '../../src-shared/quality/checks.ts'
import type { CostSeen } from './quality-cost.ts'
import { type Tally, tallyOf } from './quality-labels.ts'
import type { Looked } from './quality-look.ts'
import { scriptChecks } from './quality-script.ts'
import type { Results } from './results.ts'

/** All that a bench of inspecting saw; what is written as quality.json. */
export type QualityResults = Pick<
  Results,
  'begun' | 'seconds' | 'reelmill' | 'versions' | 'machine' | 'load' | 'missing'
> & {
  seeds: number[]
  /** `seed` null: fixed, part of every seed's set. */
  looked: (Looked & { seed: number | null })[]
  cost: CostSeen | null
}

const goals = { precision: 0.98, recall: 0.95, cost: 0.25 }

const share = (value: number | null, digits = 1): string =>
  value === null ? '-' : `${(value * 100).toFixed(digits)} %`
const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`
const table = (...head: string[]): string[] => [row(...head), row(...head.map(() => '---'))]

/** What belongs to a seed: the fixed clips and those that it drew. */
const ofSeed = ({ looked }: QualityResults, seed: number | null) =>
  looked.filter((one) => one.seed === null || one.seed === seed)
const scores = (looked: readonly Looked[]) => looked.map(({ score }) => score)
const scriptScores = (looked: readonly Looked[]) =>
  looked.flatMap(({ script }) => (script === null ? [] : [script.score]))

export function costShare({ cost }: QualityResults): number | null {
  if (cost === null || cost.inspect.cpu === null || cost.render.cpu === null) return null
  return cost.inspect.cpu / cost.render.cpu
}

/** Of a batch: what inspecting took against all else. Null: not known. */
export function batchShare({ cost }: QualityResults): number | null {
  const whole = cost?.batch.whole.cpu ?? null
  const own = cost?.batch.inspecting ?? null
  return whole === null || own === null ? null : own / (whole - own)
}

export function figuresOf(
  results: QualityResults,
): { name: string; goal: string; seen: string; reached: boolean | null }[] {
  const sets = results.seeds.length === 0 ? [null] : results.seeds
  const tallies = sets.map((seed) => tallyOf(scores(ofSeed(results, seed))))
  const least = (of: (tally: Tally) => number | null) => Math.min(...tallies.map((tally) => of(tally) ?? 1))
  const all = (of: (tally: Tally) => number | null) => tallies.map((tally) => share(of(tally))).join(', ')
  const shipped = results.looked.filter((one) => one.shipped)
  const alarms = shipped.reduce((sum, { score }) => sum + score.false.length, 0)
  const cost = costShare(results)
  const batch = batchShare(results)
  return [
    {
      name: `precision over all, ${sets.length} sets of ${sets.map((seed) => ofSeed(results, seed).length).join(', ')} clips`,
      goal: `at least ${share(goals.precision, 0)}`,
      seen: all(({ precision }) => precision),
      reached: results.looked.length === 0 ? null : least(({ precision }) => precision) >= goals.precision,
    },
    {
      name: 'recall over all',
      goal: `at least ${share(goals.recall, 0)}`,
      seen: all(({ recall }) => recall),
      reached: results.looked.length === 0 ? null : least(({ recall }) => recall) >= goals.recall,
    },
    {
      name: `false alarms on ${shipped.length} clean videos of the shipped templates`,
      goal: 'none',
      seen: String(alarms),
      reached: shipped.length === 0 ? null : alarms === 0,
    },
    {
      name: 'inspecting against rendering the same videos, 1920 x 1080, quality standard, CPU',
      goal: `at most ${share(goals.cost, 0)}`,
      seen: cost === null ? 'not measured' : share(cost),
      reached: cost === null ? null : cost <= goals.cost,
    },
    {
      name: 'the same in a batch of several rows and languages, looking closely at what was planned',
      goal: `at most ${share(goals.cost, 0)}`,
      seen: batch === null ? 'not measured' : share(batch),
      reached: batch === null ? null : batch <= goals.cost,
    },
  ]
}

function said(tally: Tally): (string | number)[] {
  return [tally.right, tally.false, tally.missed, tally.rest, share(tally.precision), share(tally.recall)]
}

export function qualityReport(results: QualityResults): string {
  const { looked, machine, versions, reelmill, cost } = results
  const own = new Set<CheckName>(scriptChecks)
  const withScript = looked.filter(({ script }) => script !== null)
  const lines = [
    '# What `npm run bench:quality` saw',
    '',
    'How to read it: [docs/benchmarks.md](../docs/benchmarks.md). Written by the bench; not to be changed by hand.',
    '',
    ...table('', ''),
    row(
      'Reelmill',
      `${reelmill.version}, commit ${reelmill.commit ?? 'unknown'}${reelmill.changed ? ', changed since' : ''}`,
    ),
    row('when', `${results.begun}, ${results.seconds.toFixed(0)} s`),
    row(
      'machine',
      `${machine.processor}, ${machine.processors} processors, ${machine.memoryGb.toFixed(0)} GB, ${machine.system}`,
    ),
    row(
      'load',
      `${results.load.before.toFixed(2)} before, ${results.load.after.toFixed(2)} after (of one minute)`,
    ),
    row('versions', `Node ${versions.node}, ffmpeg ${versions.ffmpeg}`),
    row('seeds', results.seeds.join(', ') || 'none: only the fixed clips'),
    '',
    '## To reach, and seen',
    '',
    ...table('figure', 'to reach', 'seen', ''),
    ...figuresOf(results).map(({ name, goal, seen, reached }) =>
      row(name, goal, seen, reached === null ? 'not measured' : reached ? 'reached' : '**missed**'),
    ),
    '',
    '## Each set',
    '',
    'A check counts once a clip. Right: found where the fault is; false: found where there is none; missed: there and not found.',
    '',
    ...table('set', 'clips', 'right', 'false', 'missed', 'clips with nothing of it', 'precision', 'recall'),
    ...(results.seeds.length === 0 ? [null] : results.seeds).flatMap((seed) => {
      const name = seed === null ? 'fixed' : `seed ${seed}`
      const set = ofSeed(results, seed)
      const parts = (['foreign', 'planned'] as const).map((kind) =>
        row(
          `${name}, ${kind}`,
          set.filter((one) => one.kind === kind).length,
          ...said(tallyOf(scores(set.filter((one) => one.kind === kind)))),
        ),
      )
      return [row(`**${name}**`, set.length, ...said(tallyOf(scores(set)))), ...parts]
    }),
    '',
    '## Each check, all clips of all seeds',
    '',
    ...table('check', 'right', 'false', 'missed', 'clips with nothing of it', 'precision', 'recall'),
    ...checkNames.flatMap((check) => {
      const tally = tallyOf(scores(looked), check)
      return tally.right + tally.false + tally.missed === 0 ? [] : [row(`\`${check}\``, ...said(tally))]
    }),
    '',
    `No clip of the set has these faults, and nobody was told of them: ${checkNames
      .filter((check) => {
        const { right, false: wrong, missed } = tallyOf(scores(looked), check)
        return right + wrong + missed === 0
      })
      .map((check) => `\`${check}\``)
      .join(', ')}.`,
    '',
    '## What was missed',
    '',
    ...listed(
      looked.flatMap(({ kind, score }) =>
        score.missed.map((check) => `${kind}: ${score.name}: \`${check}\``),
      ),
    ),
    '',
    '## False alarms',
    '',
    ...listed(
      looked.flatMap(({ kind, score }) =>
        score.false.map(({ check, from, said: told }) => {
          const at = from === null ? '' : ` at ${from.toFixed(2)} s`
          return `${kind}: ${score.name}: \`${check}\`${at}: ${told}`
        }),
      ),
    ),
    '',
    '## What one would use instead',
    '',
    'A script around ffmpeg: blackdetect, freezedetect, silencedetect, ebur128, and what the decoder complains of. It knows nothing of what was meant.',
    '',
    ...table(
      'over the same clips',
      'right',
      'false',
      'missed',
      'clips with nothing of it',
      'precision',
      'recall',
    ),
    row('Reelmill', ...said(tallyOf(scores(withScript)))),
    row('the script', ...said(tallyOf(scriptScores(withScript)))),
    row('Reelmill, only what the script looks for', ...said(tallyOf(onlyOf(scores(withScript), own)))),
    row('the script, only what it looks for', ...said(tallyOf(onlyOf(scriptScores(withScript), own)))),
    ...(['foreign', 'planned'] as const).map((kind) =>
      row(
        `the script, only what it looks for, ${kind}`,
        ...said(tallyOf(onlyOf(scriptScores(withScript.filter((one) => one.kind === kind)), own))),
      ),
    ),
    '',
    '## Cost',
    '',
    ...costLines(results),
    '',
  ]
  if (results.missing.length > 0) lines.push('## Not measured', '', ...listed(results.missing), '')
  if (cost === null) lines.push('')
  return `${lines.join('\n').trimEnd()}\n`
}

const onlyOf = (all: ReturnType<typeof scores>, own: ReadonlySet<CheckName>) =>
  all.map((score) => ({
    ...score,
    right: score.right.filter((check) => own.has(check)),
    missed: score.missed.filter((check) => own.has(check)),
    false: score.false.filter(({ check }) => own.has(check)),
  }))

const listed = (items: readonly string[]): string[] =>
  items.length === 0 ? ['Nothing.'] : items.map((item) => `- ${item}`)

function costLines(results: QualityResults): string[] {
  const { looked, cost } = results
  const timed = looked.filter(({ cpu, script }) => cpu !== null && script !== null)
  const sum = (of: (one: Looked) => number) => timed.reduce((all, one) => all + of(one), 0) / 1000
  const set = `Over the ${timed.length} clips of the set, small frames, inspecting took ${sum(({ cpu }) => cpu ?? 0).toFixed(1)} CPU-s, the script ${sum(({ script }) => script?.cpu ?? 0).toFixed(1)} CPU-s.`
  if (cost === null) return [set]
  const seconds = (value: number | null) => (value === null ? '-' : `${value.toFixed(1)} CPU-s`)
  const against = (value: number | null) =>
    value === null || cost.render.cpu === null ? '-' : share(value / cost.render.cpu)
  return [
    ...table(`${cost.videos} videos of product-showcase, 1920 x 1080, standard`, 'CPU', 'of rendering'),
    row('`reelmill render`, without inspecting', seconds(cost.render.cpu), ''),
    row(
      '`reelmill qc` of its videos, one after the other, nothing shared',
      seconds(cost.inspect.cpu),
      against(cost.inspect.cpu),
    ),
    row('of that, starting the command', seconds(cost.start.cpu), against(cost.start.cpu)),
    row('the script', seconds(cost.script), against(cost.script)),
    '',
    `A batch of ${cost.batch.videos} (four rows, two languages), inspected while it was rendered: ${seconds(cost.batch.whole.cpu)} in all, ${seconds(cost.batch.inspecting)} of them inspecting, by what its programs and threads told. What its videos share is measured once.`,
    '',
    set,
  ]
}
