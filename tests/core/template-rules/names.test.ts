import { describeCases } from './sample.ts'

describeCases('names that do not exist', [
  [
    'a variable in a text',
    (t) => {
      t.scenes[0].layers[2].text = '{{ nme }} {{ name }}'
    },
    ['error expression.invalid scenes[0].layers[2].text'],
  ],
  [
    'a variable in the text of one format',
    (t) => {
      t.scenes[0].layers[2].formats.portrait.text = '{{ nme }}'
    },
    ['error expression.invalid scenes[0].layers[2].formats.portrait.text'],
  ],
  [
    'a variable in a condition',
    (t) => {
      t.scenes[0].layers[3].when = 'prce > 1'
    },
    ['error expression.invalid scenes[0].layers[3].when'],
  ],
  [
    'a variable in the condition of a scene',
    (t) => {
      t.scenes[0].when = 'prce > 1'
    },
    ['error expression.invalid scenes[0].when'],
  ],
  [
    'a brand colour',
    (t) => {
      t.scenes[0].background = 'inkk'
    },
    ['error colour.unknown scenes[0].background'],
  ],
  [
    'a brand colour in a gradient',
    (t) => {
      t.scenes[0].layers.unshift({
        id: 's',
        type: 'shape',
        shape: 'rectangle',
        fill: {
          stops: [
            { at: 0, colour: 'ink' },
            { at: 1, colour: 'sand' },
          ],
        },
      })
    },
    ['error colour.unknown scenes[0].layers[0].fill.stops[1].colour'],
  ],
  [
    'a brand colour of a text style',
    (t) => {
      t.brand.textStyles.heading.colour = 'sand'
    },
    ['error colour.unknown brand.textStyles.heading.colour'],
  ],
  [
    'the background',
    (t) => {
      t.background = 'sand'
    },
    ['error colour.unknown background'],
  ],
  [
    'a colour variable',
    (t) => {
      t.scenes[0].background = 'var:acent'
    },
    ['error variable.unknown scenes[0].background'],
  ],
  [
    'a colour variable of another type',
    (t) => {
      t.scenes[0].background = 'var:name'
    },
    ['error variable.type scenes[0].background'],
  ],
  [
    'a colour variable in a text style',
    (t) => {
      t.brand.textStyles.heading.colour = 'var:accent'
    },
    ['error colour.place brand.textStyles.heading.colour'],
  ],
  [
    'a font',
    (t) => {
      t.scenes[0].layers[2].look = { font: 'serif' }
    },
    ['error font.unknown scenes[0].layers[2].look.font'],
  ],
  [
    'a font in one format',
    (t) => {
      t.scenes[0].layers[2].formats.portrait.look = { font: 'serif' }
    },
    ['error font.unknown scenes[0].layers[2].formats.portrait.look.font'],
  ],
  [
    'a font family',
    (t) => {
      t.brand.fonts.body.family = 'Helvetica'
    },
    ['error font.unknown brand.fonts.body.family'],
  ],
  [
    "a script's font family",
    (t) => {
      t.brand.fonts.body.scripts.Hebr = 'Hevo'
    },
    ['error font.unknown brand.fonts.body.scripts.Hebr'],
  ],
  [
    'a text style',
    (t) => {
      t.scenes[0].layers[2].style = 'headline'
    },
    ['error style.unknown scenes[0].layers[2].style'],
  ],
  [
    'a layout',
    (t) => {
      t.formats.mail.layout = 'wide'
    },
    ['error format.unknown formats.mail.layout'],
  ],
  [
    'a format of a layer',
    (t) => {
      t.scenes[0].layers[2].formats.square = {}
    },
    ['error format.unknown scenes[0].layers[2].formats.square'],
  ],
  [
    'a format of a scene',
    (t) => {
      t.scenes[0].formats = { square: {} }
    },
    ['error format.unknown scenes[0].formats.square'],
  ],
  [
    'a format whose layout is another',
    (t) => {
      t.scenes[0].layers[2].formats.mail = {}
    },
    ['warning format.layout scenes[0].layers[2].formats.mail'],
  ],
  [
    'a default language',
    (t) => {
      t.defaultLanguage = 'fr'
    },
    ['error language.unknown defaultLanguage'],
  ],
  [
    'a language that nobody knows',
    (t) => {
      t.languages.es.locale = 'qq-QQ'
    },
    ['error language.locale languages.es.locale in es'],
  ],
])
