import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { Handlers } from './create-api.ts'
import type { LongWorkOf } from './long-work.ts'

type MayTakeTime<T> = T | Promise<T>

/** What can be asked of the farm, as it works here or as it is recorded. */
export type FarmActions = {
  show(): MayTakeTime<Answers['farm.show']>
  set(settings: ParsedPayload<'farm.set'>): MayTakeTime<Answers['farm.set']>
  /** `signal`: of who asks; it stops when nobody waits for it any more. */
  calibrate(signal: AbortSignal): Promise<Answers['farm.calibrate']>
  tryEncoders(): Promise<Answers['farm.try-encoders']>
  meters(): Answers['farm.meters']
  picture(unit: number): Promise<Answers['farm.picture']>
}

export function farmHandlers(
  office: () => Promise<{ farm: FarmActions }>,
  longWork: LongWorkOf,
): Pick<
  Handlers,
  | 'farm.show'
  | 'farm.set'
  | 'farm.calibrate'
  | 'farm.stop-calibrating'
  | 'farm.try-encoders'
  | 'farm.meters'
  | 'farm.picture'
> {
  const measuring = longWork({
    stopped: (cause) =>
      new StudioError({
        code: 'calibration.stopped',
        message: 'Measuring the machine was stopped.',
        whatToDo: 'Measure again when you want its answer; until then the machine is used as before.',
        cause,
      }),
  })
  return {
    'farm.show': async () => (await office()).farm.show(),
    'farm.set': async (settings) => (await office()).farm.set(settings),
    'farm.calibrate': ({ id }) =>
      measuring.run(id, async ({ signal }) => (await office()).farm.calibrate(signal)),
    'farm.stop-calibrating'({ id }) {
      measuring.stop(id)
      return null
    },
    'farm.try-encoders': async () => (await office()).farm.tryEncoders(),
    'farm.meters': async () => (await office()).farm.meters(),
    'farm.picture': async ({ unit }) => (await office()).farm.picture(unit),
  }
}
