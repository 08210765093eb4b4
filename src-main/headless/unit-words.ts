import type { Answers } from '../../src-shared/contract/commands.ts'
import { duration, inLine, localTime, size } from './wording.ts'

type Unit = Answers['job.units']['units'][number]
type Attempt = Unit['attempts'][number]

/** A unit and each try at it. `verbose`: with its programs as one can paste them, and their last lines. */
export function unitLines(unit: Unit, verbose: boolean): string[] {
  return [
    `u${unit.number}  ${unit.status}  ${unit.kind}  ${inLine(unit.label)}`,
    ...(unit.status === 'done' ? [] : [`    ${inLine(unit.reason)}`]),
    ...unit.attempts.flatMap((attempt) => attemptLines(attempt, verbose)),
  ]
}

function attemptLines(attempt: Attempt, verbose: boolean): string[] {
  const { error, commands, stderr } = attempt
  const told = verbose || attempt.end === 'failed'
  return [
    `    try ${attempt.number}: ${factsOf(attempt).join(', ')}`,
    ...(attempt.reason === null && error === null
      ? []
      : [`      ${inLine(error === null ? attempt.reason! : `${error.message} ${error.whatToDo ?? ''}`)}`]),
    ...(verbose && commands !== null ? commands.map((command) => `      $ ${inLine(command)}`) : []),
    ...(told && stderr !== null ? lastLines(stderr, verbose ? 40 : 4).map((line) => `      | ${line}`) : []),
    ...(verbose && commands === null && attempt.end !== null
      ? ['      its commands were tidied away with the artifacts']
      : []),
  ]
}

function factsOf(attempt: Attempt): string[] {
  const { begunAt, end, exit, milliseconds, cpuMilliseconds, peakBytes, encoder, machine } = attempt
  return [
    end === null ? 'under way' : end === 'handed-back' ? 'handed back' : end,
    ...(exit === null || exit === '0' ? [] : [exit]),
    ...(milliseconds === null ? [] : [seconds(milliseconds)]),
    ...(cpuMilliseconds === null ? [] : [`${seconds(cpuMilliseconds)} of CPU`]),
    ...(peakBytes === null ? [] : [`${size(peakBytes)} of memory at most`]),
    ...(encoder === null ? [] : [encoder]),
    `begun ${localTime(begunAt)}`,
    inLine(machine),
  ]
}

const seconds = (milliseconds: number) =>
  milliseconds < 10_000 ? `${(milliseconds / 1_000).toFixed(1)} s` : duration(milliseconds / 1_000)

const lastLines = (text: string, number: number) =>
  text
    .split('\n')
    .map(inLine)
    .filter((line) => line !== '')
    .slice(-number)
