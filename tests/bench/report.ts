import {
  anHour,
  eachCpu,
  figuresOf,
  furtherCpu,
  furtherOwn,
  overRounds,
  profileParts,
  written,
} from './figures.ts'
import type { BenchTemplate } from './materials.ts'
import type { Results, TemplateResults } from './results.ts'
import { spreadOf } from './statistics.ts'

/** What a bench saw, for people: Markdown. */
export function reportOf(results: Results): string {
  return [
    '# What `npm run bench` saw',
    '',
    ...(results.smoke
      ? ['**A quick look whether everything works, in small frames: these figures are worth nothing.**', '']
      : []),
    'How to read it: [docs/benchmarks.md](../docs/benchmarks.md). Written by the bench; not to be changed by hand.',
    '',
    ...circumstances(results),
    '## To reach, and seen',
    '',
    ...table(
      ['figure', 'to reach', 'seen', ''],
      figuresOf(results).map(({ name, goal, seen, reached }) => [
        name,
        goal,
        seen,
        reached === null ? 'not measured' : reached ? 'reached' : '**missed**',
      ]),
    ),
    'Median, in brackets least and most. CPU is that of all processes, user and system.',
    '',
    ...missed(results),
    ...contenders(results),
    ...profileTables(results),
    ...others(results),
    ...(results.missing.length === 0
      ? []
      : ['## Not measured', '', ...results.missing.map((line) => `- ${line}`), '']),
  ].join('\n')
}

/** When, where and with what it was measured. */
export function circumstances(
  results: Pick<Results, 'reelmill' | 'versions' | 'machine' | 'load' | 'begun' | 'seconds'>,
  wasBusy = results.load.before > 0.5,
): string[] {
  const { reelmill, versions, machine, load, begun, seconds } = results
  const commit =
    reelmill.commit === null
      ? 'no commit known'
      : `commit ${reelmill.commit}${reelmill.changed ? ', with uncommitted changes' : ''}`
  return [
    ...table(
      ['', ''],
      [
        ['Reelmill', `${reelmill.version}, ${commit}`],
        ['when', `${begun}, ${seconds.toFixed(0)} s`],
        [
          'machine',
          `${machine.processor}, ${machine.processors} processors, ${machine.memoryGb.toFixed(0)} GB, ${machine.system}`,
        ],
        ['load', `${load.before.toFixed(2)} before, ${load.after.toFixed(2)} after (of one minute)`],
        [
          'versions',
          `Node ${versions.node}, ffmpeg ${versions.ffmpeg} (${versions.ffmpegFrom}), ffprobe ${versions.ffprobe ?? 'of an unknown version'}`,
        ],
      ],
    ),
    ...(wasBusy
      ? ['Others used the machine: times are longer and spreads wider than they would be.', '']
      : []),
  ]
}

function missed(results: Results): string[] {
  const lines = figuresOf(results).filter(({ why }) => why !== null)
  if (lines.length === 0) return []
  return [
    '### What was missed, and what the time went into',
    '',
    ...lines.map(({ name, why }) => `- **${name}**: ${why}`),
    '',
  ]
}

function contenders(results: Results): string[] {
  const { best, trials, zooms } = results
  const lines: string[][] = []
  for (const [name, seen] of Object.entries(results.templates)) lines.push(...contenderLines(name, seen))
  const cheaper = (zooms.perspective.cpu ?? 0) <= (zooms.zoompan.cpu ?? 0) ? 'perspective' : 'zoompan'
  return [
    '## Side by side, per video of 20 s',
    '',
    ...table(
      [
        'template',
        'contender',
        'CPU-s a video',
        'of it own code',
        'videos an hour',
        'likeness to the expert',
      ],
      lines,
    ),
    'Reelmill *cold*: a whole batch in an empty studio folder, shared by its videos, with start and end. *Further*: what each further row adds.',
    '',
    `The expert runs ${best.atOnce} at a time with ${best.threads === 1 ? 'one thread' : `${best.threads} threads`} each, the best of: ${trials
      .map((one) => `${one.atOnce} x ${one.threads}: ${one.wall.toFixed(1)} s`)
      .join(
        ', ',
      )} (the first frames of ${trials[0]?.videos ?? 0} videos). For the slow zoom he takes \`${cheaper}\`: the scene with it costs ${zooms.perspective.cpu?.toFixed(2) ?? '?'} CPU-s by \`perspective\`, ${zooms.zoompan.cpu?.toFixed(2) ?? '?'} by \`scale\` to four times the size and \`zoompan\`; both move by fractions of a pixel.`,
    '',
  ]
}

function contenderLines(name: string, { rounds, likeness }: TemplateResults): string[][] {
  const like =
    likeness === null ? '' : `SSIM ${likeness.mean.toFixed(4)}, least like frame ${likeness.least.toFixed(4)}`
  const few = rounds[0]?.few.rows ?? 0
  return [
    [
      name,
      `Reelmill, cold, ${few} ${few === 1 ? 'row' : 'rows'}`,
      written(overRounds(rounds, (round) => eachCpu({ ...round.few, videos: round.few.rows }))),
      written(
        overRounds(rounds, ({ few }) => eachCpu({ cpu: few.own, videos: few.rows })),
        '',
      ),
      written(
        overRounds(rounds, ({ few }) => anHour({ ...few, videos: few.rows })),
        '',
        0,
      ),
      '',
    ],
    [
      name,
      'Reelmill, further',
      written(overRounds(rounds, furtherCpu)),
      written(overRounds(rounds, furtherOwn)),
      written(
        overRounds(rounds, ({ many }) => many.anHour),
        '',
        0,
      ),
      like,
    ],
    [
      name,
      'expert',
      written(overRounds(rounds, ({ expert }) => eachCpu(expert))),
      '',
      written(
        overRounds(rounds, ({ expert }) => anHour(expert)),
        '',
        0,
      ),
      '',
    ],
    ...(rounds.every(({ limit }) => limit === null)
      ? []
      : [
          [
            name,
            'limit',
            written(overRounds(rounds, ({ limit }) => eachCpu(limit))),
            '',
            written(
              overRounds(rounds, ({ limit }) => anHour(limit)),
              '',
              0,
            ),
            '',
          ],
        ]),
  ]
}

function profileTables(results: Results): string[] {
  return Object.entries(results.profiles).flatMap(([name, profile]) => {
    const parts = profileParts(results, name as BenchTemplate) ?? []
    const sum = parts.reduce((total, { cpu }) => total + cpu, 0)
    const runs = Object.entries(profile.programs).filter(([, { runs }]) => runs > 0)
    const own = Object.entries(profile.own ?? {}).sort(([, a], [, b]) => b - a)
    return [
      `## Where the CPU goes: one further video of ${name}`,
      '',
      ...table(
        ['part', 'CPU-s', 'share'],
        [
          ...parts.map(({ name, cpu }) => [name, cpu.toFixed(2), `${((100 * cpu) / sum).toFixed(0)} %`]),
          ['all', sum.toFixed(2), ''],
        ],
      ),
      `From ${profile.videos === 1 ? 'one further video' : `${profile.videos} further videos`}, one after the other. Programs a further video starts: ${runs
        .map(([kind, one]) => `${kind} ${one.runs.toFixed(1)}`)
        .join(', ')}.`,
      ...(profile.notSplit === null ? [] : ['', `Segments are not split: ${profile.notSplit}.`]),
      ...(own.length === 0
        ? []
        : [
            '',
            `Own code by what it was doing: ${own.map(([work, share]) => `${work} ${(100 * share).toFixed(0)} %`).join(', ')}.`,
          ]),
      '',
    ]
  })
}

function others(results: Results): string[] {
  const { campaign, stills, planning, memory, start } = results
  const profile = results.profiles['row-35']
  const cpu = (one: { cpu: number | null }) => (one.cpu === null ? 'not told' : one.cpu.toFixed(2))
  const lines: string[][] = []
  if (campaign !== null) {
    const { reelmill, expert, videos } = campaign
    const [mine, his] = [eachCpu({ ...reelmill, videos }), eachCpu(expert)]
    const times = mine === null || his === null ? '' : `; ${(his / mine).toFixed(2)} times less CPU`
    lines.push([
      `campaign: one row, ${videos} videos, cold`,
      `Reelmill ${cpu(reelmill)} CPU-s, ${reelmill.wall.toFixed(1)} s (${mine?.toFixed(2) ?? '?'} CPU-s a video); expert ${his?.toFixed(2) ?? '?'} CPU-s a video (${expert.videos} of them made, one of each format)${times}`,
    ])
  }
  if (start !== null)
    lines.push(['starting the command line', `${start.wall.toFixed(2)} s, ${cpu(start)} CPU-s`])
  if (stills !== null) {
    lines.push(['a still, cold', `${stills.cold.wall.toFixed(2)} s, ${cpu(stills.cold)} CPU-s`])
    lines.push([
      'a still, warm',
      `${written(spreadOf(stills.warm.map(({ wall }) => wall)), ' s')}, ${written(spreadOf(stills.warm.map((one) => one.cpu).filter((one) => one !== null)), ' CPU-s')}`,
    ])
  }
  if (profile !== undefined) {
    lines.push(['joining, wall, alone', written(spreadOf(profile.joinWall), ' s', 3)])
    lines.push(['joining, programs', written(spreadOf(profile.joinCpu), ' CPU-s', 3)])
  }
  for (const one of planning)
    lines.push([
      `planning ${one.videos.toLocaleString('en-US')} videos`,
      `${one.wall.toFixed(1)} s, ${cpu(one)} CPU-s, ${one.peak === null ? 'memory not told' : `at most ${one.peak.toFixed(0)} MB`}`,
    ])
  if (memory !== null)
    lines.push([
      `rendering ${memory.rows.toLocaleString('en-US')} rows of 64x36, memory`,
      `${memory.samples.length} samples over ${memory.videos} videos: first ${memory.first.toFixed(0)}, median ${memory.median.toFixed(0)}, last ${memory.last.toFixed(0)} MB`,
    ])
  return ['## Further figures', '', ...table(['figure', 'seen'], lines)]
}

/** A table of Markdown. */
export function table(head: string[], lines: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...lines.map(line), '']
}
