import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chooseEncoder, type EncoderChoice } from '../../../src-main/core/ffmpeg-commands/encoders.ts'
import type { RowAssets } from '../../../src-main/services/video-planner/found-assets.ts'
import { soundOf } from '../../../src-main/services/video-planner/sound.ts'
import type { Row } from '../../../src-shared/data/rows.ts'
import { type Codec, codecs, type Quality, quality } from '../../../src-shared/templates/formats.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { projectRoot } from '../../helpers/project-root.ts'

const guide = readFileSync(join(projectRoot, 'docs', 'rendering.md'), 'utf8')
const qualities = quality.options
const rate = { num: 30, den: 1 }

/** The rows below the head of the table that a comment marks, cell by cell. */
function tableOf(name: string): string[][] {
  const marked = new RegExp(`<!-- ${name} -->\n([\\s\\S]*?)\n<!-- end -->`).exec(guide)?.[1]
  if (marked === undefined) throw new Error(`docs/rendering.md has no table ${name}`)
  const lines = marked.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function choose(codec: Codec, level: Quality, encoder: string, size: number): EncoderChoice | null {
  return chooseEncoder({
    codec,
    quality: level,
    rate,
    width: size,
    height: size,
    available: new Set([encoder]),
  })
}

/** Each flag with its value, as far as the levels differ in it. */
function differing(choices: EncoderChoice[]): string[] {
  const pairs = choices.map(({ settings }) => {
    const flags = new Map<string, string>()
    for (let at = 0; at < settings.length; at += 2) flags.set(settings[at]!, settings[at + 1]!)
    return flags
  })
  return pairs.map((flags) => {
    const own = [...flags].filter(([flag, value]) => pairs.some((other) => other.get(flag) !== value))
    return own.length === 0 ? 'same' : `\`${own.map((pair) => pair.join(' ')).join(' ')}\``
  })
}

describe('the rendering guide', () => {
  const rows = tableOf('encoders')

  test('names every codec', () => {
    expect([...new Set(rows.map(([codec]) => codec))]).toEqual(
      Object.keys(codecs).map((codec) => `\`${codec}\``),
    )
  })

  test.each(rows)('says of %s (%s, %s) what it is really encoded with', (...cells) => {
    const codec = cells[0]!.replaceAll('`', '') as Codec
    const encoder = cells[2]!
    const choices = qualities.map((level) => choose(codec, level, encoder, 1080)!)
    const odd = choose(codec, 'standard', encoder, 1081)
    expect(cells).toEqual([
      `\`${codec}\``,
      `.${codecs[codec].extension}`,
      encoder,
      choices[0]!.pixelFormat,
      odd?.pixelFormat ?? '-',
      ...differing(choices),
    ])
  })

  test('says how sound is coded in every container', () => {
    const sounds = Object.values(codecs).map(({ sound }) => sound)
    const expected = [...new Set(sounds)].map((sound) => {
      const [id, { extension }] = Object.entries(codecs).find(([, codec]) => codec.sound === sound)!
      const title = sound === null ? 'none' : { aac: 'AAC', opus: 'Opus', pcm: 'PCM, 24 bit' }[sound]
      return [title, `.${extension}`, ...qualities.map((level) => soundAt(id as Codec, level))]
    })
    expect(tableOf('sound')).toEqual(expected.sort((a, b) => order(a) - order(b)))
  })
})

const order = ([title]: string[]) => ['AAC', 'Opus', 'PCM, 24 bit', 'none'].indexOf(title!)

/** How a clip's own sound would be coded. */
function soundAt(codec: Codec, level: Quality): string {
  const sound = soundOf({
    template: {} as Template,
    row: { number: 1, line: 2, key: '1', values: {}, byLanguage: {} } satisfies Row,
    language: 'en',
    codec,
    quality: level,
    rate,
    timeline: { stretches: [], frames: 30, sceneStarts: [0] },
    sounds: [
      {
        input: {
          role: 'clip',
          content: 'c',
          from: 0,
          to: null,
          speed: 1,
          loop: false,
          gain: 0,
          fadeIn: 0,
          fadeOut: 0,
        },
        scene: 0,
        from: 0,
        to: 30,
      },
    ],
    assets: { faults: [], find: () => null } as RowAssets,
    ofTemplate: () => {
      throw new Error('this template has no files')
    },
  })
  if (sound === null) return ''
  return sound.bitrate === 0 ? 'as it is' : `${sound.bitrate / 1000} kbit/s`
}
