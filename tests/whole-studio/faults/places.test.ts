import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { canMount, cover, expectAllMade, holdsOf, withDisk, withTrouble } from './troubled-studio.ts'

const mounted = test.skipIf(!canMount)

mounted('a full disk of the output folder holds the batch, which goes on by itself when there is room', () =>
  withTrouble(
    (folder) => ({ out: join(folder, 'disk', 'out'), profile: 'web' }),
    async (troubled) => {
      await withDisk(join(troubled.folder, 'disk'), 8, async (disk) => {
        troubled.trouble.waitFrom(2)
        const render = troubled.start()
        await render.until('the first videos', ({ done }) => done() >= 2)
        disk.fill(0)
        troubled.trouble.goOn()
        await render.until('the farm holds', (all) =>
          holdsOf(all).some(({ resource }) => resource === 'disk'),
        )
        const [hold] = holdsOf(render)
        expect(hold!.reason).toMatch(/disk/)
        const then = render.done()
        await sleep(1_500)
        expect(render.done()).toBeLessThanOrEqual(then + 1)
        disk.free()
        expect(await render.ended).toMatchObject({ status: 0 })
        expectAllMade(troubled, 12)
        expect(troubled.ask(`SELECT * FROM attempts WHERE "end" = 'failed'`)).toEqual([])
        rmSync(troubled.out, { recursive: true })
      })
    },
  ),
)

mounted('a full disk of the studio folder loses nothing', () =>
  withTrouble(
    (folder) => ({ studio: join(folder, 'disk', 'studio') }),
    async (troubled) => {
      await withDisk(join(troubled.folder, 'disk'), 24, async (disk) => {
        troubled.trouble.waitFrom(2)
        const render = troubled.start()
        await render.until('the first videos', ({ done }) => done() >= 2)
        disk.fill(0)
        troubled.trouble.goOn()
        await sleep(2_500)
        disk.free()
        const { status } = await render.ended
        // Where not even a sentence could be written any more, the same words go on.
        if (status !== 0) expect(await troubled.start().ended).toMatchObject({ status: 0 })
        expectAllMade(troubled, 12)
        expect(troubled.ask('SELECT id FROM batches')).toHaveLength(1)
      })
    },
  ),
)

mounted('an output folder that becomes read-only holds the batch until it may be written to', () =>
  withTrouble(
    () => ({}),
    async (troubled) => {
      troubled.trouble.waitFrom(2)
      const render = troubled.start()
      await render.until('the first videos', ({ done }) => done() >= 2)
      const uncover = cover(troubled.out, 'ro')
      troubled.trouble.goOn()
      try {
        await render.until('the farm holds', (all) => holdsOf(all).length > 0)
        expect(holdsOf(render)[0]!.reason).toContain(troubled.out)
      } finally {
        uncover()
      }
      expect(await render.ended).toMatchObject({ status: 0 })
      expectAllMade(troubled, 12)
    },
  ),
)

mounted('another disk in the place of the output folder is not written to: the batch waits for its own', () =>
  withTrouble(
    () => ({}),
    async (troubled) => {
      troubled.trouble.waitFrom(2)
      const render = troubled.start()
      await render.until('the first videos', ({ done }) => done() >= 2)
      const uncover = cover(troubled.out, 'rw')
      troubled.trouble.goOn()
      try {
        await render.until('the farm holds', (all) =>
          holdsOf(all).some(({ resource }) => resource === 'share'),
        )
        await sleep(2_000)
        expect(readdirSync(troubled.out)).toEqual([])
      } finally {
        uncover()
      }
      expect(await render.ended).toMatchObject({ status: 0 })
      expectAllMade(troubled, 12)
    },
  ),
)

test('an output folder that is gone in the middle holds the batch until it is back', () =>
  withTrouble(
    () => ({}),
    async (troubled) => {
      troubled.trouble.waitFrom(2)
      const render = troubled.start()
      await render.until('the first videos', ({ done }) => done() >= 2)
      const away = `${troubled.out}-away`
      renameSync(troubled.out, away)
      troubled.trouble.goOn()
      await render.until('the farm holds', (all) => holdsOf(all).some(({ resource }) => resource === 'share'))
      // It is not made anew: on a share that was lost, that would be another disk.
      expect(existsSync(troubled.out)).toBe(false)
      renameSync(away, troubled.out)
      expect(await render.ended).toMatchObject({ status: 0 })
      expectAllMade(troubled, 12)
    },
  ))

test('an asset that is deleted in the middle costs its own row', () =>
  withTrouble(
    () => ({ rows: 6 }),
    async (troubled) => {
      const pictures = join(troubled.folder, 'pictures')
      await withPictures(troubled, pictures, 6)
      troubled.trouble.waitFrom(1)
      const render = troubled.start()
      await render.until('the first video', ({ done }) => done() >= 1)
      rmSync(join(pictures, 'p6.png'))
      troubled.trouble.goOn()
      const { status } = await render.ended
      expect(status).toBe(3)
      const failed = troubled.manifest().filter((entry) => entry.status === 'failed')
      expect(failed.map(({ key }) => key)).toEqual(['K6'])
      expect(failed[0]!.reason).toContain('p6.png')
      // What a row is at fault for is not tried again.
      expect(troubled.ask(`SELECT * FROM attempts WHERE "end" = 'failed'`)).toHaveLength(1)
    },
  ))

test('a batch of which many videos fail pauses and asks, and goes on when it is told to', () =>
  withTrouble(
    () => ({ rows: 60 }),
    async (troubled) => {
      const pictures = join(troubled.folder, 'pictures')
      await withPictures(troubled, pictures, 60)
      troubled.trouble.waitFrom(12)
      const render = troubled.start()
      await render.until('the first videos', ({ done }) => done() >= 12)
      for (let each = 20; each <= 50; each++) rmSync(join(pictures, `p${each}.png`))
      troubled.trouble.goOn()
      expect(await render.ended).toMatchObject({ status: 4 })
      expect(render.events.at(-1)).toMatchObject({
        status: 'paused',
        reason: expect.stringMatching(/failed/),
      })
      expect(troubled.ask('SELECT status FROM batches')).toEqual([{ status: 'paused' }])
      const again = await troubled.start('--keep-going').ended
      expect(again.status).toBe(3)
      expect(troubled.ask('SELECT status, done, failed FROM batches')).toEqual([
        { status: 'finished', done: 29, failed: 31 },
      ])
    },
  ))

/** Each row gets a picture of its own. */
async function withPictures(
  { data, template }: { data: string; template: string },
  pictures: string,
  rows: number,
): Promise<void> {
  const { mkdirSync, readFileSync } = await import('node:fs')
  mkdirSync(pictures)
  const lines = ['sku,name,price,image']
  for (let row = 1; row <= rows; row++) {
    const background = { r: row * 4, g: 90, b: 200 - row * 3 }
    await sharp({ create: { width: 60, height: 60, channels: 3, background } })
      .png()
      .toFile(join(pictures, `p${row}.png`))
    lines.push(`K${row},Thing ${row},${row}.00,pictures/p${row}.png`)
  }
  writeFileSync(data, `${lines.join('\n')}\n`)
  const path = join(template, 'template.json')
  const source = JSON.parse(readFileSync(path, 'utf8'))
  source.variables.image = { type: 'image' }
  source.scenes[1].layers.unshift({
    id: 'thing',
    type: 'image',
    source: { variable: 'image' },
    box: { width: '40%', height: '60%' },
  })
  writeFileSync(path, JSON.stringify(source))
}
