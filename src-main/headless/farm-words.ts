import type { FarmSettings, FarmStanding, HardwareEncoder } from '../../src-shared/farm/farm.ts'
import type { PastForecast } from '../../src-shared/farm/forecast.ts'
import { count, duration, inLine, size, table } from './wording.ts'

const shownAtMost = 10

/** The farm as it stands, with every reason in full. */
export function farmLines(farm: FarmStanding): string[] {
  const { machine, pace, calibration, settings } = farm
  const facts: string[][] = [
    [
      'Machine',
      `${inLine(machine.name)}: ${count(machine.processors, 'processor')}, ${size(machine.freeMemory)} of ${size(machine.memory)} of memory free`,
    ],
    [
      'Works',
      farm.works ? 'this studio makes videos' : 'no studio makes videos now; this is what is recorded',
    ],
    ['Pace', `${pace.pace}: ${count(pace.processes, 'program')} at a time. ${inLine(pace.reason)}`],
    [
      'Slots',
      farm.slots.map(({ kind, total, used }) => `${kind} ${used} of ${total}`).join(', ') || 'none are open',
    ],
    ['Threads', `${farm.threads} for each program; encoders keep to one`],
    ['Calibrated', calibration === null ? 'not yet: reelmill farm calibrate' : calibrationLine(calibration)],
    ...[0, 5].map((from) => [
      from === 0 ? 'Settings' : '',
      settingsLine(settings)
        .split(' ')
        .slice(from, from + 5)
        .join(' '),
    ]),
  ]
  return [
    ...table(facts),
    ...section('Encoders', farm.encoders.map(encoderLine)),
    ...section(
      'Disks',
      farm.disks.map(
        ({ folder, freeBytes, reserveBytes }) =>
          `${inLine(folder)}: ${size(freeBytes)} free, of which ${size(reserveBytes)} stay free`,
      ),
    ),
    ...section(
      'Holds',
      farm.holds.map(
        ({ resource, reason, since }) => `${resource}, since ${clock(since)}: ${inLine(reason)}`,
      ),
    ),
    ...section(
      'Runs',
      farm.running.map(
        (unit) =>
          `u${unit.unit}  j${unit.job}  ${Math.floor(unit.share * 100)} %  ${duration(unit.seconds)}  ${unit.encoder ?? unit.kind}  ${inLine(unit.label)}`,
      ),
    ),
    ...section(
      `Waits (${farm.waitingCount.toLocaleString('en')})`,
      farm.waiting.slice(0, shownAtMost).map((one) => {
        const what = one.unit !== null ? `u${one.unit}` : one.job !== null ? `j${one.job}` : one.batch
        return `${what}  ${inLine(one.label)}: ${inLine(one.why)}`
      }),
    ),
    ...section('What was foretold, and what came', [
      ...farm.pastForecasts.slice(-shownAtMost).map(pastForecastLine),
      ...errorOf(farm.pastForecasts),
    ]),
  ]
}

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]

export function calibrationLine({
  processes,
  threads,
  at,
  tried,
}: NonNullable<FarmStanding['calibration']>): string {
  const best = tried.find((one) => one.processes === processes && one.threads === threads)
  const speed = best === undefined ? '' : `, ${Math.round(best.framesPerSecond)} frames a second`
  return `${count(processes, 'program')} of ${count(threads, 'thread')}${speed}, ${count(tried.length, 'pair')} tried on ${at.slice(0, 10)}`
}

export function encoderLine({ encoder, status, reason, sessions, againAt }: HardwareEncoder): string {
  const how =
    status === 'works'
      ? `works, ${count(sessions, 'session')} at a time`
      : status === 'out-of-use'
        ? `out of use${againAt === null ? '' : `, tried again at ${clock(againAt)}`}`
        : 'not here'
  return `${encoder}: ${how}. ${inLine(reason)}`.trimEnd()
}

/** As `farm set` takes it. */
export function settingsLine(settings: FarmSettings): string {
  return [
    `mode=${settings.mode}`,
    `processes=${settings.processes ?? 'auto'}`,
    `threads=${settings.threads ?? 'auto'}`,
    `memory=${settings.memory === null ? 'auto' : bytes(settings.memory)}`,
    `diskReserve=${settings.diskReserve === null ? 'auto' : bytes(settings.diskReserve)}`,
    `onBattery=${settings.onBattery}`,
    `hours=${settings.hours ?? 'always'}`,
    `keepAwake=${settings.keepAwake ? 'yes' : 'no'}`,
    `hangSeconds=${settings.hangSeconds}`,
  ].join(' ')
}

const bytes = (number: number) => (number === 0 ? '0' : size(number).replace(' ', ''))

export function pastForecastLine({ batch, doneShare, foretold, came }: PastForecast): string {
  const held = came >= foretold.low && came <= foretold.high ? 'within' : 'outside'
  return `${batch} at ${Math.round(doneShare * 100)} %: ${duration(foretold.likely)} (${duration(foretold.low)} to ${duration(foretold.high)}), came ${duration(came)}, ${held}`
}

function errorOf(past: PastForecast[]): string[] {
  if (past.length < 2) return []
  const errors = past
    .map(({ foretold, came }) => Math.abs(foretold.likely - came) / Math.max(1, came))
    .sort((a, b) => a - b)
  const within = past.filter(({ foretold, came }) => came >= foretold.low && came <= foretold.high).length
  return [
    `Half of ${past.length} were off by less than ${Math.round(errors[Math.floor(errors.length / 2)]! * 100)} %; ${within} of ${past.length} ranges held.`,
  ]
}

function clock(iso: string): string {
  const at = new Date(iso)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
