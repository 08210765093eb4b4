import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { expectAllMade, holdsOf, withTrouble } from './troubled-studio.ts'

const here = () => ({})
const segmentsIn = (studio: string) =>
  readdirSync(join(studio, 'artifacts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mp4') && !name.includes('.attempt.'))
    .map((name) => basename(name))
const linux = test.skipIf(process.platform !== 'linux')

linux('an ffmpeg that hangs is ended with its children, and its work is done again', () =>
  withTrouble(here, async (troubled) => {
    // An ffmpeg that others keep from working must not look like one that hangs.
    const set = await troubled.reelmill('farm', 'set', 'mode=full-speed', 'hangSeconds=10')
    expect(set.status).toBe(0)
    troubled.trouble.waitFrom(2)
    const render = troubled.start()
    await render.until('the first videos', ({ done }) => done() >= 2)
    troubled.trouble.next('hang')
    troubled.trouble.goOn()
    expect(await render.ended).toMatchObject({ status: 0 })
    expect(troubled.trouble.met()).toBe(1)
    expectAllMade(troubled, 12)
    const hung = troubled.ask(`SELECT "end", reason FROM unit_attempts WHERE "end" = 'failed'`)
    expect(hung).toHaveLength(1)
    expect(hung[0]!.reason).toMatch(/got no further/)
  }),
)

linux('an ffmpeg that crashes is tried again, three times in all, and costs only its own video', () =>
  withTrouble(here, async (troubled) => {
    troubled.trouble.waitFrom(1)
    const render = troubled.start()
    await render.until('the first video', ({ done }) => done() >= 1)
    troubled.trouble.next('crash', 2)
    troubled.trouble.goOn()
    expect(await render.ended).toMatchObject({ status: 0 })
    expect(troubled.trouble.met()).toBe(2)
    expectAllMade(troubled, 12)
  }),
)

linux('rubbish instead of a video never gets a name of a video', () =>
  withTrouble(here, async (troubled) => {
    troubled.trouble.waitFrom(1)
    const render = troubled.start()
    await render.until('the first video', ({ done }) => done() >= 1)
    troubled.trouble.next('rubbish', 2)
    troubled.trouble.goOn()
    expect(await render.ended).toMatchObject({ status: 0 })
    expect(troubled.trouble.met()).toBe(2)
    expectAllMade(troubled, 12)
  }),
)

linux('a segment that came out black by an accident is made once more, and nothing else of its videos', () =>
  withTrouble(
    () => ({ rows: 4, profile: 'web' }),
    async (troubled) => {
      troubled.trouble.next('black')
      expect(await troubled.start().ended).toMatchObject({ status: 0 })
      expect(troubled.trouble.met()).toBe(1)
      expectAllMade(troubled, 4)
      expect(troubled.manifest().map(({ quality }) => quality)).toEqual(Array(4).fill('pass'))
      // Those that were joined of it before it was known are joined anew, of the second one.
      const doubts = troubled.ask('SELECT came, found, reason FROM doubts JOIN jobs ON jobs.id = doubts.job')
      expect(doubts.length).toBeGreaterThanOrEqual(1)
      for (const { came, found, reason } of doubts) {
        expect(came).toBe('right')
        expect(reason).toBe(
          `Made, and found whole when it was probed. It was made twice, for its first file failed its inspection: ${found} The second file doesn't.`,
        )
      }
      const segments = `SELECT kind FROM unit_attempts JOIN units ON units.number = unit WHERE kind = 'segment'`
      expect(troubled.ask(segments)).toHaveLength(2 + 4 + 1)
    },
  ),
)

linux('when memory is refused, the batch waits, burns no try, and goes on by itself', () =>
  withTrouble(here, async (troubled) => {
    troubled.trouble.waitFrom(1)
    const render = troubled.start()
    await render.until('the first video', ({ done }) => done() >= 1)
    troubled.trouble.refuseMemory(true)
    troubled.trouble.goOn()
    await render.until('memory was refused', () => troubled.trouble.met() > 0)
    await render.until('the farm holds', (all) => holdsOf(all).some(({ resource }) => resource === 'memory'))
    troubled.trouble.refuseMemory(false)
    expect(await render.ended).toMatchObject({ status: 0 })
    expectAllMade(troubled, 12)
    expect(troubled.ask(`SELECT * FROM units WHERE tries > 0 AND status = 'failed'`)).toEqual([])
  }),
)

linux('another ffmpeg in the place of the first opens the batch anew, and no video is of two makes', () =>
  withTrouble(here, async (troubled) => {
    troubled.trouble.waitFrom(2)
    const render = troubled.start()
    await render.until('the first videos', ({ done }) => done() >= 2)
    const before = new Set(segmentsIn(troubled.studio))
    troubled.trouble.replace()
    troubled.trouble.goOn()
    expect(await render.ended).toMatchObject({ status: 0 })
    expectAllMade(troubled, 12)
    // What all videos share was made once more by the new one, under another name.
    const shared = [...before].length
    expect(segmentsIn(troubled.studio).filter((name) => !before.has(name)).length).toBeGreaterThan(12 - 2 - 2)
    expect(shared).toBeGreaterThan(0)
    expect(troubled.ask(`SELECT status FROM batches`)).toEqual([{ status: 'finished' }])
    expect(troubled.ask(`SELECT * FROM attempts WHERE "end" = 'failed'`)).toEqual([])
  }),
)

linux('each try keeps its command, its last lines, how it ended and what it took', () =>
  withTrouble(here, async (troubled) => {
    troubled.trouble.waitFrom(1)
    const render = troubled.start()
    await render.until('the first video', ({ done }) => done() >= 1)
    troubled.trouble.next('crash')
    troubled.trouble.goOn()
    await render.ended
    const [unit] = troubled.ask(
      `SELECT units.job FROM unit_attempts JOIN units ON units.number = unit_attempts.unit WHERE "end" = 'failed'`,
    )
    const shown = await troubled.reelmill('batch', 'units', `j${unit!.job}`, '--json')
    expect(shown.status).toBe(0)
    const units = shown.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ attempts }) => attempts !== undefined)
    const tries = units.flatMap(({ attempts }) => attempts)
    const crashed = tries.find(({ end }) => end === 'failed')
    expect(crashed).toMatchObject({ error: { cause: 'transient' }, exit: expect.stringMatching(/SEGV|139/) })
    const made = tries.filter(({ end }) => end === 'done')
    expect(made.length).toBeGreaterThan(0)
    for (const one of made) {
      expect(one.commands[0]).toContain('ffmpeg')
      expect(one.milliseconds).toBeGreaterThan(0)
      expect(one.machine).not.toBe('')
    }
    // Of a program that ended between two looks nothing was seen: not of all of so small ones, but of some.
    expect(Math.max(...made.map(({ cpuMilliseconds }) => cpuMilliseconds ?? 0))).toBeGreaterThan(0)
    expect(Math.max(...made.map(({ peakBytes }) => peakBytes ?? 0))).toBeGreaterThan(1_000_000)
  }),
)

linux('a studio that was killed leaves nothing running when it starts again', () =>
  withTrouble(here, async (troubled) => {
    troubled.trouble.waitFrom(1)
    const first = troubled.start()
    await first.until('the first video', ({ done }) => done() >= 1)
    troubled.trouble.next('hang')
    troubled.trouble.goOn()
    while (troubled.trouble.met() === 0) await sleep(20)
    first.child.kill('SIGKILL')
    await first.ended
    const second = troubled.start()
    expect(await second.ended).toMatchObject({ status: 0 })
    expectAllMade(troubled, 12)
    expect(troubled.ask('SELECT id FROM batches')).toHaveLength(1)
  }),
)
