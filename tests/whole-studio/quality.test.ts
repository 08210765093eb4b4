import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { fakeGpu } from '../helpers/fake-gpu.ts'
import { openTools } from '../outside/media/made-media.ts'
import { withSmallStudio } from './small-studio.ts'

/** A word on a plate of its colour says nothing to anybody. */
const scene = (ink: string): TemplateSource['scenes'] => [
  {
    id: 'one',
    duration: 1,
    layers: [
      { id: 'plate', type: 'shape', shape: 'rectangle', fill: '#ffffff', box: { width: '100%' } },
      {
        id: 'words',
        type: 'text',
        text: '{{ name }}',
        box: { x: '10%', y: '20%', width: '80%', height: '60%' },
        look: { font: 'main', size: 40, colour: ink },
      },
    ],
  },
]
const template = (ink: string, quality: TemplateSource['quality']): Partial<TemplateSource> => ({
  formats: { wide: { width: 320, height: 180 } },
  languages: { en: {} },
  variables: { name: { type: 'text' } },
  scenes: scene(ink),
  quality,
})

test('a batch is inspected by what was meant: a text that nobody can read is found, and everything else passes', () =>
  withSmallStudio(async (studio) => {
    const data = studio.table('t.csv', ['sku,name', 'a,Oak', 'b,Elm'])
    studio.template(template('#101010', {}))
    const clean = await studio.render(data, '--key', 'sku')
    expect([clean.status, clean.err]).toEqual([0, ''])
    expect(studio.manifest().files.map(({ quality }) => quality)).toEqual(['pass', 'pass'])

    // Letters of nearly their plate's colour.
    const checks = {
      'plan.contrast': { severity: 'error' },
      'picture.likeness': { psnr: 100, ssim: null, vmaf: null },
    } as const
    studio.template(template('#f0f0f0', { checks }))
    // One video is compared with its plan: what its coder left out is told.
    const faulty = await studio.render(data, '--key', 'sku', '--likeness', '1000000')
    expect(faulty.status).toBe(5)
    expect(faulty.out).toContain('Inspection: 2 videos failed.')
    const [first] = studio.manifest().files
    expect(first).toMatchObject({ status: 'done', quality: 'fail' })
    expect(first!.findings!.map(({ check, layer }) => `${check} ${layer}`)).toContain(
      'plan.contrast one/words',
    )
    const compared = studio
      .manifest()
      .files.filter(({ findings }) => findings?.some(({ check }) => check === 'picture.likeness'))
    expect(compared).toHaveLength(1)

    // Before a limit is moved, it is tried on what was measured: of both batches, nothing is measured again.
    const draft = studio.at('draft.json')
    const shorter = {
      name: 'short',
      title: 'Short',
      extends: 'web',
      checks: { 'file.duration': { longest: 0.5 } },
    }
    writeFileSync(draft, JSON.stringify(shorter))
    const effect = await studio.reelmill('quality', 'effect', '--profile', draft, '--json')
    expect([effect.status, effect.err]).toEqual([0, ''])
    expect(JSON.parse(effect.lines.at(-1)!)).toMatchObject({
      ...{ against: 'web', videos: 4, judged: 4, graver: 2, milder: 0 },
      moves: [{ from: 'pass', to: 'fail', videos: 2 }],
    })

    const off = await studio.render(data, '--key', 'sku', '--inspect', 'off')
    expect(off.status).toBe(0)
    expect(studio.manifest().files.map(({ quality }) => quality)).toEqual([null, null])

    // The same by hand, without the table and with a video that somebody took away.
    rmSync(data)
    rmSync(join(studio.at('out'), studio.manifest().files[1]!.path!))
    const byHand = await studio.reelmill('qc', 'last', '--profile', 'web', '--json')
    expect([byHand.status, byHand.err]).toEqual([2, ''])
    const lines = byHand.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const told = lines.filter(({ event }) => event !== 'quality.progress')
    expect(told.map(({ event }) => event)).toEqual(['inspected', 'not-inspected', 'summary'])
    expect(told[0]).toMatchObject({ rowKey: 'a', verdict: 'fail' })
    expect(told[1]).toMatchObject({ error: { code: 'output.missing' } })
    expect(told[2]).toMatchObject({ inspected: 1, replanned: 0, notInspected: 1, verdicts: { fail: 1 } })
    const again = await studio.reelmill('qc', studio.at('out'))
    expect(again.out).toContain('0 videos looked at')
  }))

test.skipIf(process.platform === 'win32')(
  'a video of a hardware encoder is known to be as planned, and another profile opens no kept one',
  () =>
    withSmallStudio(async (studio) => {
      const gpu = fakeGpu(studio.at('gpu'), (await openTools()).ffmpeg)
      // Takes down what it is asked.
      const [heard, ffmpeg] = [studio.at('heard'), studio.at('listening', 'ffmpeg')]
      mkdirSync(studio.at('listening'))
      writeFileSync(ffmpeg, `#!/bin/sh\necho "$*" >> '${heard}'\nexec '${gpu.ffmpeg}' "$@"\n`)
      chmodSync(ffmpeg, 0o755)
      const calls = () => readFileSync(heard, 'utf8').split('\n')
      const before = process.env.REELMILL_FFMPEG
      process.env.REELMILL_FFMPEG = ffmpeg
      try {
        studio.template(template('#101010', {}))
        const data = studio.table('t.csv', ['sku,name', 'a,Oak', 'b,Elm'])
        const made = await studio.render(data, '--key', 'sku', '--encoder', 'auto')
        expect([made.status, made.err]).toEqual([0, ''])
        const ofVideos = () =>
          calls().filter((call) => studio.manifest().files.some(({ path }) => call.includes(`out/${path!}`)))
        expect(calls().some((call) => call.includes('-c:v h264_nvenc'))).toBe(true)
        expect(ofVideos()).not.toEqual([])

        // Nor by what is kept of its segments.
        rmSync(studio.at('studio', 'measured'), { recursive: true })
        writeFileSync(heard, '')
        const again = await studio.reelmill('qc', 'last', '--profile', 'email', '--json')
        expect(again.err).toBe('')
        expect(JSON.parse(again.lines.at(-1)!)).toMatchObject({
          ...{ profile: 'email', inspected: 2, known: 0, replanned: 0, notInspected: 0 },
        })
        expect(ofVideos()).toEqual([])

        // What is kept no more has to be measured again.
        rmSync(studio.at('studio', 'inspected'), { recursive: true })
        await studio.reelmill('qc', 'last', '--profile', 'social')
        expect(ofVideos()).not.toEqual([])
      } finally {
        if (before === undefined) delete process.env.REELMILL_FFMPEG
        else process.env.REELMILL_FFMPEG = before
      }
    }),
)
