import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import type { Handlers } from './create-api.ts'

type MayTakeTime<T> = T | Promise<T>

/** What can be asked of the farm, as it works here or as it is recorded. */
export type FarmActions = {
  show(): MayTakeTime<Answers['farm.show']>
  set(settings: ParsedPayload<'farm.set'>): MayTakeTime<Answers['farm.set']>
  calibrate(id: string): Promise<Answers['farm.calibrate']>
  stopCalibrating(id: string): void
  tryEncoders(): Promise<Answers['farm.try-encoders']>
  meters(): Answers['farm.meters']
  picture(unit: number): Promise<Answers['farm.picture']>
}

export function farmHandlers(
  office: () => Promise<{ farm: FarmActions }>,
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
  return {
    'farm.show': async () => (await office()).farm.show(),
    'farm.set': async (settings) => (await office()).farm.set(settings),
    'farm.calibrate': async ({ id }) => (await office()).farm.calibrate(id),
    'farm.stop-calibrating': async ({ id }) => {
      ;(await office()).farm.stopCalibrating(id)
      return null
    },
    'farm.try-encoders': async () => (await office()).farm.tryEncoders(),
    'farm.meters': async () => (await office()).farm.meters(),
    'farm.picture': async ({ unit }) => (await office()).farm.picture(unit),
  }
}
