import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tellingLine } from '../../../src-main/core/ffmpeg-output/telling-line.ts'
import { writeWholePicture } from '../../../src-main/services/video-maker/finished-file.ts'
import { runFfmpeg } from '../../../src-main/services/video-maker/run-ffmpeg.ts'
import { straightHands } from '../../../src-main/services/video-maker/straight-hands.ts'
import { openEngine } from '../../helpers/engine.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('the line that says why is picked, without addresses, work files or what is said after every fault', () => {
  const log = `[AVFilterGraph @ 0x55f0] No such filter: 'nosuch'
[vost#0:0/libx264 @ 0x55f1] Error initializing a simple filtergraph
Error opening output file /tmp/x/.0a1b2c3d.part.
Error opening output files: Filter not found
[out#0/mp4 @ 0x55d2] Nothing was written into output file, because at least one of its streams received no data.
Conversion failed!
`
  expect(tellingLine(log)).toBe("No such filter: 'nosuch'")
  expect(tellingLine('/tmp/my batch/.0a1b2c3d.part: Permission denied\nConversion failed!')).not.toContain(
    '.part',
  )
  expect(tellingLine("[in#0 @ 0x1] Unable to open '/tmp/a b/c.mkv'")).toBe('Unable to open a work file')
  expect(tellingLine(`Invalid ${'x'.repeat(5_000)}`)!.length).toBeLessThanOrEqual(200)
  expect(tellingLine('\n')).toBeNull()
})

test('an ffmpeg that fails is told in one line of the thing that was made; its command is in the details', () =>
  withTempFolder(async (folder) => {
    const { ffmpeg } = (await openEngine(folder)).ffmpeg
    const part = join(folder, '.0a1b2c3d.part')
    const args = [
      '-y',
      '-f',
      'lavfi',
      '-i',
      'color=s=64x64:d=1',
      '-c:v',
      'no_such_encoder',
      '-f',
      'mp4',
      part,
    ]
    const fault = await runFfmpeg({
      ffmpeg,
      args,
      hands: straightHands().straight(new AbortController().signal),
      doing: 'the finished file',
    }).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'render.failed' })
    const { message, details, whatToDo } = fault as { message: string; details: string[]; whatToDo: string }
    expect(message).toMatch(/^ffmpeg ended with \d+ while making the finished file: .*no_such_encoder/)
    expect(message).not.toMatch(/\n|\.part/)
    expect(whatToDo).not.toMatch(/paste|terminal/)
    expect(details.at(-1)).toContain('-c:v no_such_encoder')
  }))

test('a file that cannot be written is told by its own name, never by that of the work file', () =>
  withTempFolder(async (folder) => {
    writeFileSync(join(folder, 'taken'), '')
    const write = async (part: string) => writeFileSync(part, 'x')
    const inside = join(folder, 'taken', 'look.png')
    await expect(writeWholePicture(inside, write)).rejects.toMatchObject({
      code: 'file.unwritable',
      message: `${inside} could not be written: a file stands where its folder should be.`,
    })
    const out = join(folder, 'look.png')
    mkdirSync(out)
    await expect(writeWholePicture(out, write)).rejects.toMatchObject({
      code: 'file.unwritable',
      message: expect.not.stringContaining('.part'),
    })
    const full = async () => {
      throw Object.assign(new Error('write /tmp/.x.part'), { code: 'ENOSPC' })
    }
    await expect(writeWholePicture(join(folder, 'b.png'), full)).rejects.toMatchObject({ code: 'disk.full' })
    expect(readdirSync(folder).sort()).toEqual(['look.png', 'taken'])
  }))
