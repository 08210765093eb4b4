import type { Command } from 'commander'
import { Option } from 'commander'
import { parseArtifactPolicy } from '../../../src-shared/batches/artifact-policy.ts'
import type { RenderRequestSource } from '../../../src-shared/batches/batch.ts'
import { type Priority, priorities } from '../../../src-shared/farm/priority.ts'
import type { Door, StudioChoice } from '../door.ts'
import { parseMoment } from '../moments.ts'
import {
  addMatrixOptions,
  addRequestOptions,
  given,
  type MatrixOptions,
  matrixOf,
  type RequestOptions,
  requestOf,
} from '../request-options.ts'
import { common, many, type Run, readOr, seconds, wholeNumber } from './common.ts'

type OutputOptions = {
  out: string
  overwrite?: boolean
  whole?: boolean
  afresh?: boolean
  artifacts?: RenderRequestSource['artifacts']
  encoder?: 'cpu' | 'auto'
  inspect?: string
  likeness?: number
  new?: boolean
  priority?: Priority
  deadline?: string
  startAt?: string
  after?: string[]
  afterApproval?: string[]
  pilot?: number
  keepGoing?: boolean
}

const policy = readOr(parseArtifactPolicy)
const slots = wholeNumber(256)
const pilotRows = wholeNumber(10_000)
const moment = readOr((text) => parseMoment(text, new Date()))

function inspectOf({ inspect, likeness }: Pick<OutputOptions, 'inspect' | 'likeness'>) {
  if (inspect === undefined && likeness === undefined) return undefined
  return given({ profile: inspect, likeness: likeness === undefined ? undefined : { every: likeness } })
}

export function addRender(program: Command, door: Door, run: Run): void {
  const command = program
    .command('render')
    .summary('make the videos of a table')
    .description(
      'Make a video of each row, in each language and format. Rows with faults are set aside with their reasons, and the rest is rendered; --strict stops instead.',
    )
  addMatrixOptions(
    addRequestOptions(command).requiredOption('-o, --out <folder>', 'where the videos and the manifest go'),
  )
    .option('--overwrite', 'replace files that stand in the way and are not from an earlier run')
    .option('--afresh', 'render all anew, also what an earlier run left there and nothing has changed')
    .option(
      '--artifacts <policy>',
      'what a later run may take over: keep it, drop it at the end, or keep it so many days, like 7d (the default)',
      policy,
    )
    .option(
      '--inspect <profile>',
      'hold finished videos against this quality profile, or off; without it, as the template says, else web',
    )
    .option(
      '--likeness <every>',
      'compare the first video of each format with its plan, picture by picture, and one in so many of the others',
      wholeNumber(1_000_000),
    )
    .option('--whole', 'render each video in one piece and share nothing, to compare: the slow way')
    .option('--slots <number>', 'programs at a time; without it, as many as this machine does best', slots)
    .addOption(
      new Option(
        '--encoder <which>',
        'cpu, or auto: hardware where it was found to work for whole videos',
      ).choices(['cpu', 'auto']),
    )
    .option('--new', 'a new batch, also when an unfinished one of the same words could be gone on with')
    .addOption(
      new Option('--priority <level>', 'which is served first when several batches wait').choices([
        ...priorities,
      ]),
    )
    .option(
      '--deadline <time>',
      'like "2026-11-22 08:00", 08:00 or +3h: served earlier when it would be missed',
      moment,
    )
    .option('--start-at <time>', 'begin then, like 22:00 or +3h, and wait until it is so', moment)
    .option('--after <batch>', 'begin when that batch is finished; several times', many)
    .option('--after-approval <batch>', 'begin when that batch is finished and approved; several times', many)
    .option('--pilot <rows>', 'pause after so many rows, for a look', pilotRows)
    .option('--keep-going', 'do not pause and ask when many videos fail')
  common(command)
    .addHelpText(
      'after',
      `
Examples
  reelmill render -t product-showcase -d products.csv -o videos
  reelmill render -t product-showcase -d products.xlsx --sheet Spring -o videos --languages en,es --formats landscape,gif
  reelmill render -t my-template -d shop.csv -o videos --map name=Title --map price="Variant Price" --key Handle
  reelmill render -t product-showcase -d products.csv -o videos --rows 1-20 --quality draft
  reelmill render -t product-showcase -d videos/rejected.csv -o videos       (the mended rows of an earlier run)

Names of files
  --name is a pattern of folders and a name. In braces: batch, template, key, row, language, format, quality, date,
  any variable of the template and any column of the table. The extension follows from the format.

Again into the same folder
  Only what changed is made: a file that lies there as an earlier run made it from the same template text, values and
  files is left alone, and of the others only the stretches that differ are rendered. The manifest says which are new.

Again after an interruption
  The same words go on with the batch that is unfinished there; --new starts another. Ctrl+C hands back what is being
  rendered, and what is finished is kept.

While another studio works
  In one studio folder one process makes videos. While a window or another command does, this hands its batch over and follows it.

When something is in the way
  A full disk, a share that is gone, memory that is refused: it waits and goes on by itself. When a tenth of the videos fail (after 20), the
  batch pauses and asks, with exit status 4: the same words again, or \`reelmill queue resume\`, are the answer "go on".

In the output folder
  manifest.json and manifest.csv list every video with its size, duration and SHA-256, and every row that was set aside;
  rejected.csv holds those rows to be mended. Those of an earlier batch are kept as manifest-<batch>.json and so on.`,
    )
    .action((options: RequestOptions & MatrixOptions & StudioChoice & OutputOptions) =>
      run(async () => {
        const { render } = await import('../commands/render.ts')
        const request = {
          ...requestOf(options),
          ...matrixOf(options),
          ...given({
            overwrite: options.overwrite,
            afresh: options.afresh,
            whole: options.whole,
            artifacts: options.artifacts,
            encoding: options.encoder,
            inspect: inspectOf(options),
            new: options.new,
          }),
          ...queueingOf(options),
          out: options.out,
        }
        return render(door, request, options)
      }),
    )
}

export function addCheck(program: Command, door: Door, run: Run): void {
  const command = program
    .command('check')
    .summary('find what would go wrong, without rendering')
    .description(
      'Find everything that can be known without rendering, for every row, language and format: values, assets, glyphs, text that does not fit, names that collide. Nothing is rendered.',
    )
  addMatrixOptions(addRequestOptions(command))
  common(command)
    .addHelpText(
      'after',
      `
Examples
  reelmill check -t product-showcase -d products.csv
  reelmill check -t product-showcase -d products.csv --languages ar --formats portrait --json

Exit status 3 says that rows would be set aside.`,
    )
    .action((options: RequestOptions & MatrixOptions & StudioChoice) =>
      run(async () => {
        const { check } = await import('../commands/check.ts')
        return check(door, { ...requestOf(options), ...matrixOf(options) }, options)
      }),
    )
}

export function addPlan(program: Command, door: Door, run: Run): void {
  const command = program
    .command('plan')
    .summary('see what would be made, and what several videos share')
    .description(
      'Plan every video without rendering anything: how much of it is the same and made once, and how long it takes.',
    )
  addMatrixOptions(addRequestOptions(command))
    .option('--explain', 'each segment, clip, sound and layer: how many videos it serves, and why')
    .option('--graph <file.svg>', 'draw it, for a browser')
  common(command)
    .addHelpText(
      'after',
      `
Examples
  reelmill plan -t product-showcase -d products.csv
  reelmill plan -t product-showcase -d products.csv --languages en,es --explain --graph plan.svg

Exit status 3 says that rows would be set aside.`,
    )
    .action(
      (options: RequestOptions & MatrixOptions & StudioChoice & { explain?: boolean; graph?: string }) =>
        run(async () => {
          const { plan } = await import('../commands/plan.ts')
          return plan(door, { ...requestOf(options), ...matrixOf(options) }, options)
        }),
    )
}

export function addStill(program: Command, door: Door, run: Run): void {
  const command = addRequestOptions(
    program
      .command('still')
      .summary('one frame as a PNG')
      .description('Make one frame of one video as a PNG, to look at before rendering.'),
  )
    .requiredOption('-o, --out <file>', 'the PNG')
    .option('--row <key>', 'key of the row; without it, the first that has no fault')
    .option('--at <seconds>', 'which moment', seconds, 0)
    .option('--language <language>', "without it, the template's own")
    .option('--format <format>', 'without it, the first of the template')
    .option('--overwrite', 'replace a file of that name that Reelmill did not make')
  common(command)
    .addHelpText(
      'after',
      `
Examples
  reelmill still -t product-showcase -d products.csv --row 4 --at 3 -o look.png
  reelmill still -t product-showcase -d products.csv --key sku --row KIT-101 --at 1.5 --language ar --format portrait -o look.png`,
    )
    .action(
      (
        options: RequestOptions &
          StudioChoice & {
            out: string
            row?: string
            at: number
            language?: string
            format?: string
            overwrite?: boolean
          },
      ) =>
        run(async () => {
          const { still } = await import('../commands/still.ts')
          const { out, row, at, language, format, overwrite } = options
          const more = given({ row, language, format, overwrite })
          return still(door, { ...requestOf(options), out, at, ...more }, options)
        }),
    )
}

function queueingOf(options: OutputOptions): { queue?: RenderRequestSource['queue'] } {
  const { priority, deadline, startAt, after, afterApproval, pilot, keepGoing } = options
  const queue = given({ priority, deadline, startAt, after, afterApproval, pilot, keepGoing })
  return Object.keys(queue).length === 0 ? {} : { queue }
}
