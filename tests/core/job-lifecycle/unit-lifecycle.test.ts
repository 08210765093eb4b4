import { expect, test } from 'vitest'
import { moves } from '../../../src-main/core/job-lifecycle/moves.ts'
import { changeUnit, type UnitState } from '../../../src-main/core/job-lifecycle/unit-lifecycle.ts'
import { unitStatusNames } from '../../../src-shared/farm/units.ts'
import { rowFault, transient, unitEvents } from './events.ts'

const running: UnitState = { number: 4, status: 'running', tries: 1, attempts: 5 }

test('a try that failed is burnt; one that was handed back is not', () => {
  expect(changeUnit(running, { kind: 'failed', error: rowFault })).toMatchObject({
    unit: 4,
    from: 'running',
    to: { status: 'failed', error: rowFault },
    tries: 2,
    attempts: 5,
    attempt: { number: 5, end: 'failed', error: rowFault },
  })
  const again = { kind: 'try-again', error: transient, afterMilliseconds: 7_400, withFewer: false } as const
  expect(changeUnit(running, again)).toMatchObject({
    to: { status: 'waiting', reason: 'To be tried again in 8 s: ffmpeg crashed.' },
    tries: 2,
    attempt: { number: 5, end: 'failed', error: transient },
  })
  expect(changeUnit(running, { ...again, afterMilliseconds: 0, withFewer: true }).to.reason).toBe(
    'To be tried again at once, with fewer beside it: ffmpeg crashed.',
  )
  expect(changeUnit(running, { kind: 'handed-back', reason: 'The disk is full.' })).toMatchObject({
    to: { status: 'waiting', reason: 'The disk is full.' },
    tries: 1,
    attempt: { number: 5, end: 'handed-back' },
  })
  expect(changeUnit(running, { kind: 'paused' })).toMatchObject({
    tries: 1,
    attempt: { number: 5, end: 'handed-back' },
  })
})

test('tries are numbered on and on, also when a person begins anew with counting them', () => {
  const retried = changeUnit({ number: 4, status: 'failed', tries: 3, attempts: 3 }, { kind: 'retried' })
  expect(retried).toMatchObject({ tries: 0, attempts: 3, attempt: null, to: { status: 'waiting' } })
  expect(
    changeUnit({ number: 4, status: 'waiting', tries: 0, attempts: 3 }, { kind: 'begun' }),
  ).toMatchObject({
    tries: 0,
    attempts: 4,
    attempt: { begin: 4 },
    to: { status: 'running', reason: 'A slot was free; try 4.' },
  })
})

test('a unit that is given up on while it waits burns no try', () => {
  expect(
    changeUnit({ number: 4, status: 'waiting', tries: 1, attempts: 1 }, { kind: 'failed', error: transient }),
  ).toMatchObject({ tries: 1, attempt: null, to: { status: 'failed' } })
})

test('a move that is not in the table is refused, whatever the unit is', () => {
  expect(Object.keys(moves.unit)).toEqual([...unitStatusNames])
  for (const status of unitStatusNames)
    for (const event of unitEvents) {
      const decide = () => changeUnit({ number: 1, status, tries: 0, attempts: 1 }, event)
      const next = moves.unit[status][event.kind]
      if (next === undefined) expect(decide).toThrow(/can't be/)
      else {
        expect(decide().to.status).toBe(next)
        expect(decide().to.reason).toMatch(/^\S.*\.$/)
      }
    }
})
