import type { Sample, SamplePreview, SamplingPlan } from '../../../src-shared/review/sampling.ts'
import { type Door, type StudioChoice, withRecords } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { count, inLine, localTime, table } from '../wording.ts'

type Asked = { batch: string; plan: SamplingPlan; seed: number | undefined; preview: boolean }

export function drawSample(
  door: Door,
  { batch, plan, seed, preview }: Asked,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, 'review sample', async ({ api }) => {
    const { terminal } = door
    const asked = { batch, plan, ...(seed === undefined ? {} : { seed }) }
    const foreseen = await api.ask('review.preview-sample', asked)
    // What was said is what is drawn.
    const drawn = preview ? null : await api.ask('review.sample', { ...asked, seed: foreseen.seed })
    const said = { ...foreseen, ...drawn }
    if (choice.json) terminal.out(JSON.stringify(said))
    else {
      for (const line of table([
        ['Plan', planInWords(said.plan)],
        ['Videos', `${many(said.size)} of ${many(said.lot)}`],
        ...factsOfLot(said),
        ['Seed', String(said.seed)],
      ]))
        terminal.out(inLine(line))
      terminal.out(
        drawn === null
          ? 'Nothing was drawn: without --preview it is.'
          : `Drawn as sample ${drawn.id}: \`reelmill review samples ${drawn.batch}\` says how it stands.`,
      )
    }
    return { exit: exitStatus.done, ...said }
  })
}

function factsOfLot({ accept, reject, acceptance }: SamplePreview): string[][] {
  if (acceptance === null || accept === null || reject === null) return []
  const { letter, whole, why, chances } = acceptance
  return [
    ['Accepted', `with ${many(accept)} rejected or fewer; not with ${many(reject)} or more`],
    ['Letter', `${letter}${whole ? ' (it asks for as many as there are: every video is looked at)' : ''}`],
    ['Severity', why],
    ...chances.map(({ percent, chance }) => [
      `With ${percent} % bad`,
      `the lot is accepted ${(chance * 100).toFixed(1)} times in a hundred`,
    ]),
  ]
}

export function listSamples(door: Door, batch: string, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review samples', async ({ api }) => {
    const { samples } = await api.ask('review.samples', { batch })
    const { terminal } = door
    for (const sample of samples) {
      if (choice.json) terminal.out(JSON.stringify(sample))
      else {
        terminal.out(inLine(headOf(sample)))
        terminal.out(`  ${inLine(sample.says)}`)
      }
    }
    if (samples.length === 0 && !choice.json) terminal.out('Nothing was drawn from this batch.')
    return { exit: exitStatus.done, samples: samples.length }
  })
}

const headOf = ({ id, drawnAt, plan, severity, size, lot, seed }: Sample) =>
  [
    `Sample ${id}`,
    localTime(drawnAt),
    planInWords(plan) + (severity === null ? '' : `, ${severity}`),
    `${many(size)} of ${many(lot)} videos`,
    `seed ${seed}`,
  ].join(' - ')

export function dropSample(door: Door, sample: number, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review drop-sample', async ({ api }) => {
    await api.ask('review.drop-sample', { sample })
    if (!choice.json) door.terminal.out(`Sample ${sample} was taken back.`)
    return { exit: exitStatus.done, sample }
  })
}

function planInWords(plan: SamplingPlan): string {
  switch (plan.kind) {
    case 'all':
      return 'all videos'
    case 'every':
      return `one of every ${many(plan.nth)}`
    case 'per':
      return `${many(plan.each)} of each ${typeof plan.by === 'string' ? plan.by : `value of ${plan.by.variable}`}`
    case 'risk':
      return `${count(plan.videos, 'video')} by risk`
    case 'acceptance':
      return `ISO 2859-1, level ${plan.level}, AQL ${plan.aql}`
    default:
      return plan satisfies never
  }
}

const many = (number: number) => number.toLocaleString('en')
