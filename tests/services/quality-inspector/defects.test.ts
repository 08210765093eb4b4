import { describe, expect, test } from 'vitest'
import type { CheckName } from '../../../src-shared/quality/checks.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { checksOf, clip, openInspector, profileOf, voice } from './clips.ts'

const { inspector } = openInspector()
const { signal } = new AbortController()

async function found(recipe: Parameters<typeof clip>[1], profile = 'web'): Promise<CheckName[] | string[]> {
  return withTempFolder(async (folder) => {
    const path = await clip(folder, recipe)
    return checksOf(await inspector.inspectFile(path, { profile: profileOf(profile), signal }))
  })
}

const during = (from: number, to: number) => `enable='between(n,${from},${to - 1})'`
const black = (from: number, to: number) => `drawbox=t=fill:c=black:${during(from, to)}`

describe('somebody else’s video with a fault', () => {
  test.each([
    ['a black hole of 0.4 s', { picture: black(30, 40) }, ['picture.black']],
    [
      'a picture that freezes for 0.8 s',
      { picture: 'loop=loop=20:size=1:start=29,select=not(between(n\\,50\\,69)),setpts=N/25/TB' },
      ['picture.frozen'],
    ],
    [
      'three pictures shown twice',
      { picture: 'loop=1:1:20,loop=1:1:28,loop=1:1:36,setpts=N/25/TB' },
      ['picture.repeated'],
    ],
    ['a picture that is missing', { picture: 'select=not(eq(n\\,30)),setpts=N/25/TB' }, ['picture.skipped']],
    ['letterbox bars', { picture: 'crop=480:200,pad=480:270:0:36' }, ['picture.bars']],
    ['pillars', { picture: 'crop=360:270,pad=480:270:60:0' }, ['picture.bars']],
    [
      'fields of two moments',
      { picture: 'tinterlace=interleave_top,setpts=N/25/TB' },
      ['picture.interlaced'],
    ],
    [
      'six flashes a second',
      { picture: "drawbox=t=fill:c=white:enable='lt(mod(n,4),2)'" },
      ['picture.flashes'],
    ],
    ['levels far out of range', { picture: "lutyuv=y='if(gt(val,140),252,val)'" }, ['picture.levels']],
    ['no sound but silence', { sound: 'anullsrc=r=48000:cl=stereo' }, ['sound.silent']],
    ['a hole in its sound', { sound: `${voice},volume=0:enable='between(t,1,1.8)'` }, ['sound.silent']],
    [
      'clipped sound',
      { sound: 'sine=f=120:r=48000,volume=26dB,aformat=sample_fmts=s16:channel_layouts=stereo' },
      ['sound.clipped', 'sound.loudness', 'sound.true-peak'],
    ],
    ['sound that is too quiet', { sound: `${voice},volume=-12dB` }, ['sound.loudness']],
    ['left and right out of phase', { sound: `${voice},pan=stereo|c0=c0|c1=-1*c0` }, ['sound.phase']],
    ['one dead channel', { sound: `${voice},volume=3dB,pan=stereo|c0=c0|c1=0*c0` }, ['sound.channels']],
    ['sound that begins late', { sound: `${voice},asetpts=PTS+0.3/TB` }, ['sound.sync']],
    ['an index at its end', { flags: ['-movflags', '0'] }, ['file.fast-start']],
    ['colour tags that contradict each other', { flags: ['-colorspace', 'smpte170m'] }, ['file.colour-tags']],
  ] as [string, Parameters<typeof clip>[1], CheckName[]][])(
    '%s: just that is found',
    async (_, recipe, checks) => {
      const seen = await found(recipe)
      // How loud it is belongs to what is wrong with the sound.
      const isOfSound = checks.some((check) => check.startsWith('sound.'))
      expect(
        isOfSound
          ? seen.filter((check) => checks.includes(check as CheckName) || !/loudness|true-peak/.test(check))
          : seen,
      ).toEqual(checks)
    },
  )
})

describe('somebody else’s video that is as it should be', () => {
  test.each([
    ['a picture that moves and a voice', {}],
    ['a fade from black and to black', { picture: 'fade=in:0:20,fade=out:55:20' }],
    [
      'a dip to black between two scenes',
      { picture: "fade=out:25:10:enable='lt(n,35)',fade=in:35:10:enable='gte(n,35)'" },
    ],
    [
      'a title card that comes and goes by a cut',
      {
        picture: `drawbox=t=fill:c=navy:${during(25, 55)},drawbox=x=100:y=100:w=200:h=40:c=white:t=fill:${during(25, 55)}`,
      },
    ],
    [
      'a title card alone',
      { source: 'color=navy:s=480x270:r=25,drawbox=x=100:y=100:w=200:h=40:c=white:t=fill' },
    ],
    ['a night scene', { picture: "lutyuv=y='16+(val-16)*0.1'" }],
    ['a silent tail', { sound: `${voice},afade=t=out:st=1.4:d=0.4` }],
    ['a cut in the middle', { picture: `negate=enable='gte(n,37)'` }],
    ['a film without sound', { sound: null }],
    ['sharp grain that moves', { source: 'color=gray:s=480x270:r=25,noise=alls=60:allf=t:all_seed=3' }],
  ] satisfies [string, Parameters<typeof clip>[1]][])('%s: nothing is found', async (_, recipe) => {
    expect(await found(recipe)).toEqual([])
  })
})
