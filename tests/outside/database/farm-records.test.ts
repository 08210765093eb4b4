import { expect, test } from 'vitest'
import { openStudioStore } from '../../../src-main/outside/database/studio-store.ts'
import type { HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import { runningBatch, sqlFolder, withStore } from './stores.ts'

test('settings, what was learnt, calibrations and encoders outlive the studio', () =>
  withStore((store, folder) => {
    expect([store.setting('farm'), store.learnt('memory'), store.calibration('desk', 'f1')]).toEqual([
      null,
      null,
      null,
    ])
    store.setSetting('farm', { mode: 'full-speed' })
    store.setSetting('farm', { mode: 'automatic', hours: '22:00-06:00' })
    store.setLearnt('memory', { h264: [1, 2.5] })
    const calibration = {
      machine: 'desk',
      ffmpeg: 'f1',
      at: '2026-11-21T10:00:00.000Z',
      processes: 3,
      threads: 1,
      tried: [{ processes: 3, threads: 1, framesPerSecond: 240.5 }],
    }
    store.setCalibration({ ...calibration, processes: 2 })
    store.setCalibration(calibration)
    const encoder = (name: string, status: HardwareEncoder['status']): HardwareEncoder => ({
      encoder: name,
      family: 'nvenc',
      codec: 'h264',
      status,
      reason: 'Tried.',
      againAt: status === 'out-of-use' ? calibration.at : null,
      sessions: status === 'absent' ? 0 : 3,
    })
    store.setEncoders('desk', 'f1', [encoder('h264_nvenc', 'works'), encoder('h264_qsv', 'absent')])
    const now = [encoder('h264_nvenc', 'out-of-use')]
    store.setEncoders('desk', 'f1', now)
    store.close()
    const again = openStudioStore({ folder, sqlFolder, studio: 'two' })
    expect(again.setting('farm')).toEqual({ mode: 'automatic', hours: '22:00-06:00' })
    expect(again.learnt('memory')).toEqual({ h264: [1, 2.5] })
    expect(again.calibration('desk', 'f1')).toEqual(calibration)
    expect(again.calibration('desk', 'f2')).toBeNull()
    expect(again.encoders('desk', 'f1')).toEqual(now)
    expect(again.encoders('other', 'f1')).toEqual([])
    again.close()
  }))

test('what was foretold is compared with the time that was worked since, pauses left out', () =>
  withStore((store) => {
    runningBatch(store, 'b1', 1)
    const foretold = { low: 80, likely: 100, high: 130 }
    store.addWorked('b1', 10_000)
    store.addForecast('b1', { doneShare: 0.1, foretold })
    store.addWorked('b1', 60_000)
    store.addForecast('b1', { doneShare: 0.5, foretold: { low: 30, likely: 40, high: 50 } })
    store.addWorked('b1', 35_500)
    expect(store.forecasts('b1')).toEqual([])
    store.endForecasts('b1')
    expect(store.forecasts('b1')).toEqual([
      { batch: 'b1', doneShare: 0.1, foretold, came: 95.5 },
      { batch: 'b1', doneShare: 0.5, foretold: { low: 30, likely: 40, high: 50 }, came: 35.5 },
    ])
    expect(store.pastForecasts(1)).toMatchObject([{ doneShare: 0.5 }])
    expect(store.batchInHand('b1').workedMilliseconds).toBe(105_500)
  }))
