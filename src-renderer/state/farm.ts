import type { FarmSettings } from '../../src-shared/farm/farm.ts'
import { ask } from '../bridge/bridge.ts'
import { tellFault } from '../parts/tell.tsx'
import { useStudio } from './studio.ts'

/** Shown as soon as it is kept: the farm's standing, which holds it too, is told only twice a second. */
export function changeFarm(wanted: Partial<FarmSettings>): void {
  ask('farm.set', wanted).then(
    (settings) => useStudio.setState(({ farm }) => (farm === null ? {} : { farm: { ...farm, settings } })),
    tellFault,
  )
}
