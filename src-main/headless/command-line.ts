import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type ArtifactPolicy, parseArtifactPolicy } from '../../src-shared/batches/artifact-policy.ts'
import { type Job, jobStatusNames, type RenderRequestSource } from '../../src-shared/batches/batch.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { Door, StudioChoice } from './door.ts'
import { type ExitStatus, exitStatus } from './exit-status.ts'
import {
  addMatrixOptions,
  addRequestOptions,
  given,
  type MatrixOptions,
  matrixOf,
  type RequestOptions,
  requestOf,
} from './request-options.ts'

type OutputOptions = {
  out: string
  overwrite?: boolean
  whole?: boolean
  afresh?: boolean
  artifacts?: RenderRequestSource['artifacts']
}

type Run = (run: () => Promise<ExitStatus>) => Promise<void>

/**
 * Reads the words after `reelmill`, does what they ask for, and answers the exit status. Each command's own file is
 * loaded when it is used, so that help is there at once.
 */
export async function runCommandLine(words: string[], door: Door, version: string): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done
  const run: Run = async (command) => {
    status = await command()
  }
  try {
    await everyCommand(door, run, version).parseAsync(words, { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help or the version was asked for, or commander has said what is wrong.
    return error.exitCode === 0 || error.code === 'commander.help' ? exitStatus.done : exitStatus.wrongUse
  }
}

function everyCommand(door: Door, run: Run, version: string): Command {
  const { terminal } = door
  const trimmed = (text: string) => text.replace(/\n+$/, '')
  const program = new Command('reelmill')
    .description('Bulk video: a template and a table go in, every video comes out.')
    .version(version, '-V, --version', 'say which version this is')
    .helpOption('-h, --help', 'say what can be done')
    .helpCommand('help [command]', 'say more about a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(trimmed(text)),
      writeErr: (text) => terminal.err(trimmed(text)),
      outputError: (text, write) => write(text.replace(/^error: /, 'Error: ')),
    })
    .addHelpText(
      'after',
      `
Examples
  reelmill template list
  reelmill check  --template product-showcase --data products.csv
  reelmill render --template product-showcase --data products.csv --out videos --languages en,es --formats square
  reelmill still  --template product-showcase --data products.csv --row KIT-101 --at 2.5 --out look.png

Exit status
  0 all done   3 finished, but rows were set aside or failed   2 wrong use, or a template that is not valid
  130 interrupted, with everything finished kept               1 a full disk, an ffmpeg that fails, or our own fault`,
    )
  addRender(program, door, run)
  addCheck(program, door, run)
  addPlan(program, door, run)
  addStill(program, door, run)
  addTemplates(program, door, run)
  addBatches(program, door, run)
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ]) {
    command.copyInheritedSettings(program)
    command.showHelpAfterError(`See \`${pathOf(command)} --help\`.`)
  }
  return program
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`

function common(command: Command): Command {
  return command
    .option(
      '--studio <folder>',
      "the studio's folder; without it, REELMILL_STUDIO or your system's folder for data",
    )
    .option('--json', 'one JSON object a line, a summary last')
    .option('--verbose', 'when ffmpeg fails, show its last lines and its command')
}

function addRender(program: Command, door: Door, run: Run): void {
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
    .option('--whole', 'render each video in one piece and share nothing, to compare: the slow way')
    .option('--slots <number>', 'videos made at a time; without it, one for each processor', slots)
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

In the output folder
  manifest.json and manifest.csv list every video with its size, duration and SHA-256, and every row that was set aside;
  rejected.csv holds those rows to be mended. Those of an earlier batch are kept as manifest-<batch>.json and so on.`,
    )
    .action((options: RequestOptions & MatrixOptions & StudioChoice & OutputOptions) =>
      run(async () => {
        const { render } = await import('./commands/render.ts')
        const request = {
          ...requestOf(options),
          ...matrixOf(options),
          ...given({
            overwrite: options.overwrite,
            afresh: options.afresh,
            whole: options.whole,
            artifacts: options.artifacts,
          }),
          out: options.out,
        }
        return render(door, request, options)
      }),
    )
}

function addCheck(program: Command, door: Door, run: Run): void {
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
        const { check } = await import('./commands/check.ts')
        return check(door, { ...requestOf(options), ...matrixOf(options) }, options)
      }),
    )
}

function addPlan(program: Command, door: Door, run: Run): void {
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
          const { plan } = await import('./commands/plan.ts')
          return plan(door, { ...requestOf(options), ...matrixOf(options) }, options)
        }),
    )
}

function addStill(program: Command, door: Door, run: Run): void {
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
          StudioChoice & { out: string; row?: string; at: number; language?: string; format?: string },
      ) =>
        run(async () => {
          const { still } = await import('./commands/still.ts')
          const { out, row, at, language, format } = options
          return still(door, { ...requestOf(options), out, at, ...given({ row, language, format }) }, options)
        }),
    )
}

function addTemplates(program: Command, door: Door, run: Run): void {
  const group = program.command('template').description('see and check templates')
  common(group.command('list').description('the templates that there are')).action((choice: StudioChoice) =>
    run(async () => (await import('./commands/templates.ts')).listTemplates(door, choice)),
  )
  common(
    group
      .command('show')
      .description("a template's variables, formats and languages")
      .argument('<template>', 'its name or its folder'),
  ).action((template: string, choice: StudioChoice) =>
    run(async () => (await import('./commands/templates.ts')).showTemplate(door, template, choice)),
  )
  common(group.command('schema').description('the JSON Schema of template.json, for editors')).action(
    (choice: StudioChoice) =>
      run(async () => (await import('./commands/templates.ts')).printSchema(door, choice)),
  )
  common(
    group
      .command('check')
      .description('everything that can be known of a template without data')
      .argument('<folder>', "the template's folder or name"),
  ).action((folder: string, choice: StudioChoice) =>
    run(async () => (await import('./commands/templates.ts')).checkTemplate(door, folder, choice)),
  )
}

function addBatches(program: Command, door: Door, run: Run): void {
  const group = program.command('batch').description('see what was rendered and what came of it')
  common(
    group.command('list').description('the latest batches').option('--limit <number>', 'how many', limit, 50),
  ).action((choice: StudioChoice & { limit: number }) =>
    run(async () => (await import('./commands/batches.ts')).listBatches(door, choice.limit, choice)),
  )
  common(
    group
      .command('show')
      .description('one batch')
      .argument('<batch>', 'its id (see `reelmill batch list`), or "last"'),
  ).action((id: string, choice: StudioChoice) =>
    run(async () => (await import('./commands/batches.ts')).showBatch(door, id, choice)),
  )
  common(
    group
      .command('jobs')
      .description("a batch's videos, one a line")
      .argument('<batch>', 'its id, or "last"')
      .addOption(new Option('--status <status>', 'only those').choices([...jobStatusNames])),
  ).action((id: string, choice: StudioChoice & { status?: Job['status'] }) =>
    run(async () => (await import('./commands/batches.ts')).listJobs(door, id, choice.status, choice)),
  )
}

const wholeNumber = (most: number) => (text: string) => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`)
  return number
}
const slots = wholeNumber(256)
const limit = wholeNumber(500)

function policy(text: string): ArtifactPolicy {
  try {
    return parseArtifactPolicy(text)
  } catch (error) {
    if (error instanceof StudioError) throw new InvalidArgumentError(error.whatToDo ?? error.message)
    throw error
  }
}

function seconds(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('Write seconds from the beginning, like 2.5.')
  return number
}
