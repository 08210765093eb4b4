import { beforeAll, describe, expect, test } from 'vitest'
import {
  type BuildLists,
  readBuild,
  readLists,
  tryEncoder,
} from '../../../src-main/outside/ffmpeg/read-build.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { openTools } from '../media/made-media.ts'

let ffmpeg: string
let lists: BuildLists
beforeAll(async () => {
  ffmpeg = (await openTools()).ffmpeg
  lists = await readLists(ffmpeg, runProgram)
})

describe('what a build brings', () => {
  test('its lists are read, pictures and sound apart', () => {
    expect(lists.decoders).toEqual(expect.arrayContaining(['h264', 'aac', 'png']))
    expect(lists.filters).toEqual(expect.arrayContaining(['overlay', 'scale', 'concat']))
    expect(lists.pictureEncoders).toContain('libx264')
    expect(lists.pictureEncoders).not.toContain('aac')
    expect(lists.soundEncoders).toContain('aac')
  })

  test('encoders of pictures and of sound are tried, each with what it encodes', async () => {
    const build = await readBuild(ffmpeg, ['libx264', 'aac', 'no-such-encoder'], runProgram)
    expect([...build.encoders]).toEqual(['libx264', 'aac'])
  })

  test('an encoder that the build does not have is absent; one that refuses fails; a trial that hangs says nothing', async () => {
    expect(await tryEncoder(ffmpeg, 'no-such-encoder', lists, runProgram)).toBe('absent')
    // Claimed, but not there: as a list that lies.
    const lying = { ...lists, pictureEncoders: ['no-such-encoder'] }
    expect(await tryEncoder(ffmpeg, 'no-such-encoder', lying, runProgram)).toBe('fails')
    const hurried = (call: Parameters<typeof runProgram>[0]) => runProgram({ ...call, timeout: 1 })
    expect(await tryEncoder(ffmpeg, 'libx264', lists, hurried)).toBe('unknown')
  })

  test('an ffmpeg that does not say what it can do is named', async () => {
    await expect(readLists('/no/such/ffmpeg', runProgram)).rejects.toMatchObject({
      code: 'ffmpeg.unusable',
      message: expect.stringContaining('/no/such/ffmpeg'),
    })
  })
})
