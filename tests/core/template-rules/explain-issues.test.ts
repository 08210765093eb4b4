import { expect, test } from 'vitest'
import { explainIssues } from '../../../src-main/core/template-rules/explain-issues.ts'
import { templateSchema } from '../../../src-shared/templates/template.ts'
import { pathOf } from '../../../src-shared/templates/template-path.ts'
import { sample } from './sample.ts'

function explain(change: (template: ReturnType<typeof sample>) => void): string[] {
  const template = sample()
  change(template)
  const parsed = templateSchema.safeParse(template)
  if (parsed.success) return []
  return explainIssues(parsed.error.issues, template).map(
    ({ path, message, whatToDo }) => `${pathOf(path)}: ${message} ${whatToDo}`,
  )
}

const layer = 'scenes[0].layers[2]'

test.each<[string, (template: ReturnType<typeof sample>) => void, string]>([
  [
    'a name misspelt',
    (t) => {
      t.scenes[0].layers[2].box.hight = 3
    },
    `${layer}.box.hight: "hight" is not known here. Did you mean "height"?`,
  ],
  [
    'a name at the top misspelt',
    (t) => {
      t.titel = 'x'
    },
    'titel: "titel" is not known here. Did you mean "title"?',
  ],
  [
    'a property in the wrong place',
    (t) => {
      t.scenes[0].layers[2].colour = '#fff'
    },
    `${layer}.colour: "colour" is not known here. Put it into "look".`,
  ],
  [
    'a length that is no length',
    (t) => {
      t.scenes[0].layers[2].box.width = 'wide'
    },
    `${layer}.box.width: "wide" is not in the form that is needed. Write a number of canvas pixels, or a percentage like "40%".`,
  ],
  [
    'a kind of layer that does not exist',
    (t) => {
      t.scenes[0].layers[2].type = 'txt'
    },
    `${layer}.type: "txt" is not one of the choices. Did you mean "text"? The choices are "text", "image", "video" or "shape".`,
  ],
  [
    'a layer without a kind',
    (t) => {
      delete t.scenes[0].layers[2].type
    },
    `${layer}.type: This is missing. Add "type": "text", "image", "video" or "shape".`,
  ],
  [
    'a source misspelt',
    (t) => {
      t.scenes[0].layers[0].source = { fil: 'a.png' }
    },
    'scenes[0].layers[0].source: "fil" is not known here. Did you mean "file"?',
  ],
  [
    'a source as a mere text',
    (t) => {
      t.scenes[0].layers[0].source = 'a.png'
    },
    'scenes[0].layers[0].source: "a.png" stands here, but an object { ... } is needed. What belongs here: A file of the template, an asset variable, or the logo of the brand kit.',
  ],
  [
    'no source',
    (t) => {
      delete t.scenes[0].layers[0].source
    },
    'scenes[0].layers[0].source: This is missing. Add "source": A file of the template, an asset variable, or the logo of the brand kit.',
  ],
  [
    'a path that climbs out',
    (t) => {
      t.scenes[0].layers[0].source = { file: '../../secret.png' }
    },
    'scenes[0].layers[0].source.file: "../../secret.png" can\'t stand here. Write a path inside the template folder, like assets/logo.png.',
  ],
  [
    'a number in quotes',
    (t) => {
      t.scenes[0].duration = '3'
    },
    'scenes[0].duration: "3" stands here, but a number is needed. Write 3 without quotes.',
  ],
  [
    'a text without quotes',
    (t) => {
      t.version = 1
    },
    'version: 1 stands here, but a text is needed. Write "1" with quotes.',
  ],
  [
    'a version in another form',
    (t) => {
      t.version = '1.0'
    },
    'version: "1.0" is not in the form that is needed. Write a version like 1.0.0.',
  ],
  [
    'no title',
    (t) => {
      delete t.title
    },
    'title: This is missing. Add "title": Name for people.',
  ],
  [
    'a codec by its other name',
    (t) => {
      t.formats.portrait.codec = 'h265'
    },
    'formats.portrait.codec: "h265" is not one of the choices. Did you mean "h264"? The choices are "h264", "hevc", "prores", "vp9", "av1" or "gif".',
  ],
  [
    'a rate that nobody plays',
    (t) => {
      t.fps = 500
    },
    'fps: 500 is too large. Write a number of at most 240.',
  ],
  [
    'a name of a variable with capitals',
    (t) => {
      t.variables.Name = { type: 'text' }
    },
    'variables.Name: "Name" can\'t be a name here. Names here are a lower-case letter first, then letters, digits and underscores.',
  ],
  [
    'a type of variable misspelt',
    (t) => {
      t.variables.name.type = 'txt'
    },
    'variables.name.type: "txt" is not one of the choices. Did you mean "text"? The choices are "text", "number", "money", "percent", "date", "boolean", "colour", "image", "video", "audio", "url", "list" or "one-of".',
  ],
  [
    'a currency in words',
    (t) => {
      t.variables.price.currency = 'euro'
    },
    'variables.price.currency: "euro" is not in the form that is needed. Write a currency code like "EUR".',
  ],
  [
    'an empty list of scenes',
    (t) => {
      t.scenes = []
    },
    'scenes: The list has 0 items. Give at least 1.',
  ],
  [
    'a fault in a format of a layer',
    (t) => {
      t.scenes[0].layers[2].formats.portrait.look = { sise: 3 }
    },
    `${layer}.formats.portrait.look.sise: "sise" is not known here. Did you mean "size"?`,
  ],
  [
    'a newer form of the file',
    (t) => {
      t.reelmill = 2
    },
    'reelmill: 2 is not one of the choices. Write 1.',
  ],
])('%s', (_, change, expected) => {
  expect(explain(change)).toEqual([expected])
})

test('all faults are told, each once', () => {
  const told = explain((t) => {
    t.scenes[0].duration = -1
    t.scenes[0].layers[2].box = { width: {}, x: '5 %' }
    t.scenes[1].layers = {}
  })
  expect(told).toHaveLength(4)
  expect(new Set(told).size).toBe(4)
})

test('null takes an optional property away in a format, and nothing else', () => {
  const template = sample()
  template.scenes[0].layers[2].formats.portrait = { enter: null, look: { shadow: null } }
  const parsed = templateSchema.parse(template)
  const own = parsed.scenes[0]?.layers[2]?.formats.portrait
  expect(own).toEqual({ enter: undefined, look: { shadow: undefined } })
  expect(Object.keys(own ?? {})).toEqual(expect.arrayContaining(['enter', 'look']))
  expect(
    explain((t) => {
      t.scenes[0].layers[2].formats.portrait = { opacity: null }
    }),
  ).toHaveLength(1)
})
