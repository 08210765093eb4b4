import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { judgementOf } from '../../../src-main/services/render-farm/faults.ts'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { findPrograms } from '../../helpers/programs.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { type AFarm, drivenClock, until, withFarm } from './a-farm.ts'

const shell = (script: string) => ({ command: 'sh', args: ['-c', script] })
const fault = (code: string) => new StudioError({ code, message: `It failed: ${code}.` })
const onlyUnit = ({ store, outcomes }: AFarm, job = [...outcomes.keys()][0] ?? 1) =>
  store.units.ofJob(job)[0]!

test('a unit that is made is kept with its try: command, exit, times, memory that was expected', () =>
  withFarm(async (a) => {
    a.batch('b1', 1, ({ unit }) =>
      unit({}, async ({ run }) => {
        await run(shell('echo one >&2; exit 0'))
      }),
    )
    await a.drained()
    const unit = onlyUnit(a)
    expect(unit).toMatchObject({ status: 'done', tries: 0, attempts: 1, label: 'scene intro' })
    expect(unit.tried).toMatchObject([
      { number: 1, studio: 'one', end: 'done', exit: '0', stderr: 'one\n', encoder: null },
    ])
    expect(unit.tried[0]!.commands).toEqual(["sh -c 'echo one >&2; exit 0'"])
    expect(unit.tried[0]!.milliseconds).toBeGreaterThan(0)
    expect(unit.tried[0]!.expectedBytes).toBeGreaterThan(1_000_000)
    expect(a.faults).toEqual([])
  }))

test('never more units than slots run at a time, and all are made', () =>
  withFarm(
    async (a) => {
      let running = 0
      let most = 0
      a.batch('b1', 5, async ({ unit }) => {
        const step = (hash: string) =>
          unit({ hash }, async ({ run }) => {
            running += 1
            most = Math.max(most, running)
            await run(shell('sleep 0.02'))
            running -= 1
          })
        await Promise.all(['a', 'b', 'c'].map(step))
      })
      await a.drained()
      expect(most).toBe(3)
      expect([...a.outcomes.values()]).toEqual([null, null, null, null, null])
    },
    { slots: 3 },
  ))

test('what may pass is tried three times in all, with longer and longer waits that take no slot', async () => {
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      const tries: number[] = []
      a.batch('b1', 1, ({ unit }) =>
        unit({}, async () => {
          tries.push(clock.milliseconds())
          throw fault('render.failed')
        }),
      )
      await until(() => tries.length === 1)
      expect(a.farm.standing().slots[0]).toMatchObject({ kind: 'encode', used: 0 })
      expect(a.farm.standing().waiting[0]!.why).toMatch(/tried again in 2 s: It failed/)
      await pass(1_500)
      expect(tries).toHaveLength(1)
      await pass(9_000)
      await a.drained()
      expect(tries).toHaveLength(3)
      expect(tries[1]).toBeGreaterThanOrEqual(2_000)
      expect(tries[2]! - tries[1]!).toBeGreaterThanOrEqual(8_000)
      const [error] = a.outcomes.values()
      expect(error).toMatchObject({ code: 'render.failed' })
      expect(judgementOf(error)).toMatchObject({ cause: 'transient' })
      expect(onlyUnit(a)).toMatchObject({ status: 'failed', tries: 3, error: { cause: 'transient' } })
    },
    { clock, chance: 0.5 },
  )
})

test('tries that were burnt are not forgotten when the studio ends in the middle of a wait', () =>
  withTempFolder(async (folder) => {
    const tries: string[] = []
    const fails = (studio: string, clock = drivenClock()) =>
      withFarm(
        async (a) => {
          a.batch('b1', 1, ({ unit }) =>
            unit({}, async () => {
              tries.push(studio)
              throw fault('render.failed')
            }),
          )
          await until(() => tries.at(-1) === studio)
          if (studio === 'two') {
            await clock.pass(15_000)
            await a.drained()
          }
        },
        { folder, studio, clock: clock.clock },
      )
    await fails('one')
    await fails('two')
    expect(tries).toEqual(['one', 'two', 'two'])
  }))

test.each([
  ['asset.missing', 'row'],
  ['encoder.missing', 'ours'],
  ['encoder.failed', 'encoder'],
] as const)('%s is not tried again: the job hears of it at once, with its cause', (code, cause) =>
  withFarm(async (a) => {
    const error = fault(code)
    let tries = 0
    a.batch('b1', 1, ({ unit }) =>
      unit({}, async () => {
        tries += 1
        throw error
      }),
    )
    await a.drained()
    expect(tries).toBe(1)
    expect([...a.outcomes.values()]).toEqual([error])
    expect(judgementOf(error)?.cause).toBe(cause)
    expect(onlyUnit(a)).toMatchObject({ status: 'failed', error: { code, cause } })
  }),
)

test('a fault of ours keeps its words and its last lines', () =>
  withFarm(async (a) => {
    a.batch('b1', 1, ({ unit }) =>
      unit({}, async ({ run }) => {
        await run(shell('echo the last words >&2; exit 3'))
        throw new Error('nobody foresaw this')
      }),
    )
    await a.drained()
    expect(onlyUnit(a).tried[0]).toMatchObject({
      end: 'failed',
      exit: '3',
      stderr: 'the last words\n',
      error: { code: 'internal', cause: 'ours', message: 'nobody foresaw this' },
    })
  }))

test(
  'a program that hangs is ended with its children and tried once more with fewer beside it',
  () =>
    withFarm(
      async (a) => {
        let tries = 0
        const beside: number[] = []
        a.batch('b1', 1, ({ unit }) =>
          unit({}, async ({ run, signal }) => {
            tries += 1
            beside.push(a.farm.standing().slots[0]!.used)
            await run(shell('sleep 60 & sleep 60'))
            signal.throwIfAborted()
          }),
        )
        // The last of these asks for its slot when the first try has hung: then it has to wait.
        a.batch('b2', 1, async ({ unit }) => {
          for (const hash of ['a', 'b', 'c', 'd', 'e', 'f'])
            await unit({ hash }, async ({ run }) => {
              await run(shell('sleep 1'))
            })
        })
        await until(() => tries === 2, 9_000)
        expect(beside[1]).toBe(1)
        await a.farm.end('b1')
        await a.farm.end('b2')
        expect(onlyUnit(a, 1).tried[0]).toMatchObject({
          end: 'failed',
          exit: 'cancelled',
          error: { code: 'ffmpeg.hung' },
        })
        expect(onlyUnit(a, 1).tries).toBe(1)
      },
      { settings: { hangSeconds: 1 }, chance: -0.4 },
    ),
  20_000,
)

test(
  'a program that says nothing but writes its file is not hung',
  () =>
    withFarm(
      async (a) => {
        a.batch('b1', 1, ({ unit }) =>
          unit({}, async ({ run, signal }) => {
            const out = join(a.folder, 'out.bin')
            await run({
              command: 'sh',
              args: ['-c', 'for i in 1 2 3 4 5 6 7 8; do echo more >> "$1"; sleep 0.5; done', 'sh', out],
            })
            signal.throwIfAborted()
          }),
        )
        await a.drained()
        expect([...a.outcomes.values()]).toEqual([null])
      },
      { settings: { hangSeconds: 1 } },
    ),
  15_000,
)

test(
  'a real ffmpeg that stands still is ended and tried again; one that only takes its time is left alone',
  () =>
    withFarm(
      async (a) => {
        const { ffmpeg } = await findPrograms()
        // Slower than the limit as a whole, with a frame now and then.
        const args = ['-nostdin', '-loglevel', 'error', '-progress', 'pipe:1', '-stats_period', '0.2', '-re']
        const source = ['-f', 'lavfi', '-i', 'testsrc=s=160x90:r=5:d=3.5', '-f', 'null', '-']
        let frames = 0
        a.batch('b1', 1, ({ unit }) =>
          unit({}, async ({ run, signal }) => {
            const end = await run({
              command: ffmpeg,
              args: [...args, ...source],
              onLine: (line) => {
                frames = Number(/^frame=(\d+)/.exec(line)?.[1] ?? frames)
              },
            })
            signal.throwIfAborted()
            expect(end.kind).toBe('finished')
          }),
        )
        await until(() => a.farm.standing().running[0]?.pid != null)
        process.kill(a.farm.standing().running[0]!.pid!, 'SIGSTOP')
        await a.drained()
        expect([...a.outcomes.values()]).toEqual([null])
        expect(frames).toBeGreaterThan(15)
        expect(onlyUnit(a).tried.map(({ error }) => error?.code ?? null)).toEqual(['ffmpeg.hung', null])
      },
      { settings: { hangSeconds: 1 }, chance: -0.4 },
    ),
  20_000,
)

test('a machine that slept has hung nothing', async () => {
  const { clock, pass } = drivenClock()
  await withFarm(
    async (a) => {
      let calledOff = false
      a.batch('b1', 1, ({ unit }) =>
        unit({}, async ({ signal }) => {
          signal.addEventListener('abort', () => {
            calledOff = true
          })
          await until(() => clock.milliseconds() >= 3_601_000)
        }),
      )
      await until(() => a.farm.standing().running.length === 1)
      await pass(1_000)
      await pass(3_600_000, 3_600_000)
      await a.drained()
      expect(calledOff).toBe(false)
    },
    { clock, settings: { hangSeconds: 60 } },
  )
})

test(
  'what is called off is handed back within three seconds, though its program won’t hear: nothing is burnt',
  () =>
    withFarm(async (a) => {
      a.batch('b1', 2, ({ unit }) =>
        unit({}, async ({ run, signal }) => {
          await run(shell('trap "" TERM; while :; do sleep 0.1; done'))
          signal.throwIfAborted()
        }),
      )
      await until(() => a.farm.standing().running.filter(({ pid }) => pid !== null).length === 2)
      const begun = performance.now()
      await a.farm.end('b1')
      expect(performance.now() - begun).toBeLessThan(3_000)
      for (const job of [1, 2]) {
        expect(onlyUnit(a, job)).toMatchObject({ status: 'waiting', tries: 0 })
        expect(onlyUnit(a, job).tried[0]).toMatchObject({ end: 'handed-back', error: null })
      }
      expect(a.faults).toEqual([])
    }),
  10_000,
)

test('a unit that a person holds hands back what runs, stays held over a restart, and goes on when freed', () =>
  withTempFolder(async (folder) => {
    let tries = 0
    const held = (work: (a: AFarm) => Promise<void>) =>
      withFarm(
        async (a) => {
          a.batch('b1', 1, ({ unit }) =>
            unit({}, async ({ run, signal }) => {
              tries += 1
              if (tries === 1) await run(shell('sleep 60'))
              signal.throwIfAborted()
            }),
          )
          await work(a)
        },
        { folder },
      )
    await held(async (a) => {
      await until(() => a.farm.standing().running[0]?.pid != null)
      const { unit } = a.farm.standing().running[0]!
      expect(a.farm.holdUnit(unit, true)).toBe(true)
      await until(() => a.store.units.byNumber(unit).status === 'paused')
      expect(a.farm.standing().waiting[0]!.why).toBe('Paused on request.')
      await a.farm.end('b1')
    })
    await held(async (a) => {
      await until(() => a.farm.standing().waiting[0]?.why === 'Paused on request.')
      expect(tries).toBe(1)
      const { unit } = a.farm.standing().waiting[0]!
      expect(a.farm.freeUnit(unit!)).toBe(true)
      await a.drained()
      expect(tries).toBe(2)
      expect(a.store.units.byNumber(unit!)).toMatchObject({ status: 'done', tries: 0 })
    })
  }))

test('a unit that is to be held once its try is over stays held when its studio ends before', () =>
  withFarm(async (a) => {
    a.batch('b1', 1, ({ unit }) =>
      unit({}, async ({ run, signal }) => {
        await run(shell('sleep 60'))
        signal.throwIfAborted()
      }),
    )
    await until(() => a.farm.standing().running[0]?.pid != null)
    const { unit } = a.farm.standing().running[0]!
    expect(a.farm.holdUnit(unit, false)).toBe(true)
    expect(a.store.units.byNumber(unit).status).toBe('running')
    await a.farm.end('b1')
    expect(a.store.units.byNumber(unit)).toMatchObject({ status: 'paused', tries: 0 })
  }))

test('a unit that is retried by a person is ended and begun anew, with no try burnt', () =>
  withFarm(
    async (a) => {
      let tries = 0
      a.batch('b1', 1, ({ unit }) =>
        unit({}, async ({ run, signal }) => {
          tries += 1
          if (tries === 1) throw fault('render.failed')
          if (tries === 2) await run(shell('sleep 60'))
          signal.throwIfAborted()
        }),
      )
      await until(() => a.farm.standing().running[0]?.pid != null)
      const { unit } = a.farm.standing().running[0]!
      expect(a.store.units.byNumber(unit).tries).toBe(1)
      expect(a.farm.retryUnit(unit)).toBe(true)
      await a.drained()
      expect(tries).toBe(3)
      expect(a.store.units.byNumber(unit)).toMatchObject({ status: 'done', tries: 0, attempts: 3 })
      expect(a.farm.retryUnit(unit)).toBe(false)
    },
    { chance: -0.4 },
  ))

test('a fault of the store reaches the studio and the job: nothing is lost in silence', () =>
  withFarm(
    async (a) => {
      a.batch('b1', 1, ({ unit }) => unit({}, async () => {}))
      await a.drained()
      expect(a.faults).toMatchObject([{ message: 'the store is broken' }])
      expect([...a.outcomes.values()]).toMatchObject([{ message: 'the store is broken' }])
    },
    {
      store: (store) => ({
        ...store,
        units: {
          ...store.units,
          end: () => {
            throw new Error('the store is broken')
          },
        },
      }),
    },
  ))

test('while the studio’s own disk is full nothing is begun, and what was made is written when there is room', () => {
  let isFull = true
  let isMade = false
  return withFarm(
    async (a) => {
      a.batch('b1', 1, ({ unit }) =>
        unit({}, async () => {
          isFull = true
          isMade = true
        }),
      )
      await until(() => a.farm.standing().holds.length === 1)
      expect(a.farm.standing().holds[0]).toMatchObject({ resource: 'disk', where: a.folder })
      expect(isMade).toBe(false)
      isFull = false
      await until(() => isMade && a.farm.standing().holds.length === 1)
      expect(a.outcomes.size).toBe(0)
      isFull = false
      await a.drained()
      expect([...a.outcomes.values()]).toEqual([null])
      expect(a.store.units.ofJob(1)).toMatchObject([{ status: 'done', tries: 0 }])
      expect(a.faults).toEqual([])
    },
    {
      store: (store) => ({
        ...store,
        units: {
          ...store.units,
          begin: (...given) => {
            if (isFull) throw fault('disk.full')
            return store.units.begin(...given)
          },
          end: (...given) => {
            if (isFull) throw fault('disk.full')
            return store.units.end(...given)
          },
        },
      }),
    },
  )
})

test('programs are known to the store while they run, bear the mark of their studio, and run politely', () =>
  withFarm(async (a) => {
    let seen: string[] = []
    a.batch('b1', 1, ({ unit }) =>
      unit({}, async ({ run, signal }) => {
        const end = await run({ ...shell('ps -o ni= -p $$; echo "$REELMILL_RUN"; sleep 0.2'), signal })
        seen = end.stdout.trim().split('\n')
      }),
    )
    await until(() => a.farm.standing().running[0]?.pid != null)
    const db = new Database(join(a.folder, 'studio.sqlite'), { readonly: true })
    const programs = db.prepare('SELECT pid, started_at FROM programs').all()
    db.close()
    expect(programs).toEqual([{ pid: a.farm.standing().running[0]!.pid, started_at: expect.any(String) }])
    await a.drained()
    expect(Number(seen[0])).toBeGreaterThan(0)
    expect(seen[1]).toBe('one')
  }))
