import { randomUUID } from 'node:crypto'
import type { FarmSettings } from '../../../src-shared/farm/farm.ts'
import { type Door, type StudioChoice, withRecords, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { calibrationLine, encoderLine, farmLines, settingsLine } from '../farm-words.ts'
import { table } from '../wording.ts'
import { followWork } from './follow-work.ts'

/** How the farm stands: slots, pace, calibration, encoders, disks, what runs, what waits and why. */
export function showFarm(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'farm', async ({ api, host }) => {
    const shown = await api.ask('farm.show', {})
    // An own studio was opened for this look alone.
    const farm = { ...shown, works: host !== null && shown.works }
    const { terminal } = door
    if (choice.json) terminal.out(JSON.stringify(farm))
    else for (const line of farmLines(farm)) terminal.out(line)
    return { exit: exitStatus.done }
  })
}

export function setFarm(
  door: Door,
  settings: Partial<FarmSettings>,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, 'farm set', async ({ api }) => {
    const now = await api.ask('farm.set', settings)
    if (!choice.json) door.terminal.out(settingsLine(now))
    return { exit: exitStatus.done, settings: now }
  })
}

/** Measures how many programs at a time this machine does best. */
export function calibrate(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(
    door,
    choice,
    async (studio, onInterrupt) => {
      const { terminal } = door
      const id = randomUUID()
      if (terminal.isInteractive && !choice.json)
        terminal.err('Measuring for some seconds; other work on this machine falsifies it.')
      const followed = { id, stop: 'farm.stop-calibrating' } as const
      const calibration = await followWork(door, studio, onInterrupt, choice, followed, () =>
        studio.api.ask('farm.calibrate', { id }),
      )
      if (calibration === null) return { exit: exitStatus.interrupted }
      if (!choice.json) {
        const { tried, processes, threads } = calibration
        const rows = tried.map((one) => [
          String(one.processes),
          String(one.threads),
          one.framesPerSecond.toFixed(1),
          one.processes === processes && one.threads === threads ? 'chosen' : '',
        ])
        for (const line of table([['PROGRAMS', 'THREADS', 'FRAMES/S', ''], ...rows])) terminal.out(line)
        terminal.out(calibrationLine(calibration))
      }
      return { exit: exitStatus.done, calibration }
    },
    'measures',
    'farm calibrate',
  )
}

/** Tries every hardware encoder again. */
export function tryEncoders(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(
    door,
    choice,
    async ({ api }) => {
      const { encoders } = await api.ask('farm.try-encoders', {})
      const { terminal } = door
      if (choice.json) for (const encoder of encoders) terminal.out(JSON.stringify(encoder))
      else if (encoders.length === 0) terminal.out('This ffmpeg has no hardware encoder.')
      else for (const encoder of encoders) terminal.out(encoderLine(encoder))
      return { exit: exitStatus.done, working: encoders.filter(({ status }) => status === 'works').length }
    },
    'measures',
    'farm try-encoders',
  )
}
