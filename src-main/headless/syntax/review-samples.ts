import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  inspectionLevels,
  qualityLimits,
  type SamplingPlan,
  samplingPlan,
  seedOfSample,
  severitiesOfInspection,
} from '../../../src-shared/review/sampling.ts'
import type { Door, StudioChoice } from '../door.ts'
import { common, type Run, wholeNumber } from './common.ts'

type Drawing = StudioChoice & {
  all?: boolean
  every?: number
  per?: Extract<SamplingPlan, { kind: 'per' }>
  risk?: number
  plan?: 'acceptance'
  level?: string
  aql?: number
  severity?: string
  allowReduced?: boolean
  seed?: number
  preview?: boolean
}

const most = 100_000

function per(text: string): Extract<SamplingPlan, { kind: 'per' }> {
  const [name = '', many = ''] = text.split(':')
  const word = name.trim()
  const by = word === 'language' || word === 'format' || word === 'folder' ? word : { variable: word }
  const read = samplingPlan.safeParse({ kind: 'per', by, each: Number(many.trim() || Number.NaN) })
  if (read.success && read.data.kind === 'per') return read.data
  throw new InvalidArgumentError(
    'Write language, format, folder or a variable, a colon, and how many of each: format:5.',
  )
}

function nth(text: string): number {
  const number = wholeNumber(most)(text)
  if (number > 1) return number
  throw new InvalidArgumentError('Every video is --all.')
}

function limit(text: string): number {
  const number = Number(text.trim() || Number.NaN)
  if ((qualityLimits as readonly number[]).includes(number)) return number
  throw new InvalidArgumentError(`Say one of ${qualityLimits.join(', ')}.`)
}

function seed(text: string): number {
  const read = seedOfSample.safeParse(Number(text.trim() || Number.NaN))
  if (read.success) return read.data
  throw new InvalidArgumentError('Write a whole number from 0 to 4294967295.')
}

/** One way to draw is said; acceptance sampling has words of its own. */
function planOf(said: Drawing, refuse: (why: string) => never): SamplingPlan {
  const ways: SamplingPlan[] = []
  if (said.all) ways.push({ kind: 'all' })
  if (said.every !== undefined) ways.push({ kind: 'every', nth: said.every })
  if (said.per !== undefined) ways.push(said.per)
  if (said.risk !== undefined) ways.push({ kind: 'risk', videos: said.risk })
  const { plan, level, aql, severity, allowReduced } = said
  if (plan !== undefined) {
    if (aql === undefined) return refuse('error: --plan acceptance needs --aql, like --aql 1.0')
    const mayReduce = allowReduced ?? false
    ways.push(samplingPlan.parse({ kind: 'acceptance', level, aql, severity: severity ?? null, mayReduce }))
  } else if ([level, aql, severity, allowReduced].some((word) => word !== undefined))
    return refuse('error: --level, --aql, --severity and --allow-reduced go with --plan acceptance')
  const [way] = ways
  if (way === undefined || ways.length > 1)
    return refuse('error: say one of --plan acceptance, --every, --per, --risk and --all')
  return way
}

export function addSamples(group: Command, door: Door, run: Run): void {
  const draw = group
    .command('sample')
    .description('draw the videos of a batch that are looked at')
    .argument('<batch>', 'its id, or "last"')
    .addOption(
      new Option('--plan <plan>', 'after ISO 2859-1: a lot is accepted or not').choices(['acceptance']),
    )
    .addOption(new Option('--level <level>', 'inspection level; default: II').choices(inspectionLevels))
    .option(
      '--aql <percent>',
      'acceptance quality limit: bad videos in a hundred that are just bearable',
      limit,
    )
    .addOption(
      new Option('--severity <severity>', 'instead of what the lots before say').choices(
        severitiesOfInspection,
      ),
    )
    .option('--allow-reduced', 'fewer videos after many good lots: production is steady, and you agree')
    .option('--every <n>', 'every nth video, from 2 on', nth)
    .option('--per <what:many>', 'so many of each language, format, folder, or value of a variable', per)
    .option('--risk <videos>', 'those that deserve a look most', wholeNumber(most))
    .option('--all', 'every video')
    .option('--seed <number>', 'draw what was drawn by this seed before', seed)
    .option('--preview', 'only say what would be drawn')
    .addHelpText(
      'after',
      `
Examples
  reelmill review sample last --plan acceptance --level II --aql 1.0
  reelmill review sample last --per format:5 --seed 7
  reelmill review sample last --risk 50 --preview`,
    )
  common(draw).action((batch: string, said: Drawing) => {
    const plan = planOf(said, (why) => draw.error(why, { code: 'commander.invalidArgument' }))
    const { seed, preview, studio, json, verbose } = said
    return run(async () => {
      const { drawSample } = await import('../commands/review-samples.ts')
      return drawSample(door, { batch, plan, seed, preview: preview ?? false }, { studio, json, verbose })
    })
  })
  common(
    group
      .command('samples')
      .description('what was drawn from a batch, and whether its lot is accepted')
      .argument('<batch>', 'its id, or "last"'),
  ).action((batch: string, choice: StudioChoice) =>
    run(async () => (await import('../commands/review-samples.ts')).listSamples(door, batch, choice)),
  )
  common(
    group
      .command('drop-sample')
      .description('take a sample back that decided nothing yet')
      .argument('<sample>', 'its number', wholeNumber(Number.MAX_SAFE_INTEGER)),
  ).action((sample: number, choice: StudioChoice) =>
    run(async () => (await import('../commands/review-samples.ts')).dropSample(door, sample, choice)),
  )
}
