import { describeCases } from './sample.ts'

describeCases('sources', [
  [
    'an asset variable that is not there',
    (t) => {
      t.scenes[0].layers[0].source.variable = 'photo'
      t.variables.image.required = false
    },
    ['error variable.unknown scenes[0].layers[0].source.variable', 'warning variable.unused variables.image'],
  ],
  [
    'a text as a picture',
    (t) => {
      t.scenes[0].layers[1].source = { variable: 'name' }
    },
    ['error variable.type scenes[0].layers[1].source.variable'],
  ],
  [
    'a picture as a clip',
    (t) => {
      t.scenes[0].layers[1] = { id: 'v', type: 'video', source: { variable: 'image' } }
    },
    ['error variable.type scenes[0].layers[1].source.variable'],
  ],
  [
    'a list of texts as pictures',
    (t) => {
      t.scenes[1].layers.unshift({ id: 'p', type: 'image', source: { variable: 'item' } })
    },
    ['error variable.type scenes[1].layers[0].source.variable'],
  ],
  [
    'a list of pictures as pictures',
    (t) => {
      t.variables.features.items = 'image'
      t.scenes[1].layers[0] = { id: 'p', type: 'image', source: { variable: 'item' } }
      t.languages.en.strings = { offer: 'Only {{ price }}' }
      t.languages.es.strings = { offer: 'Solo {{ price }}' }
    },
    [],
  ],
  [
    'a logo that is not there',
    (t) => {
      delete t.brand.logo
    },
    ['error logo.missing scenes[0].layers[1].source'],
  ],
  [
    'a file that is not there',
    (t) => {
      t.brand.logo = 'assets/lgo.svg'
    },
    ['error file.missing brand.logo'],
  ],
  [
    'a fallback that is not there',
    (t) => {
      t.variables.image.fallback = 'assets/nothing.png'
    },
    ['error file.missing variables.image.fallback'],
  ],
  [
    'a sound as a picture',
    (t) => {
      t.brand.logo = 'assets/music.m4a'
    },
    ['error file.kind brand.logo'],
  ],
  [
    'a clip as music',
    (t) => {
      t.audio.music.source.file = 'assets/clip.mp4'
    },
    [],
  ],
  [
    'a picture as a font',
    (t) => {
      t.brand.fonts.body.files = ['assets/none.png']
    },
    ['error file.kind brand.fonts.body.files[0]'],
  ],
  [
    'an own font',
    (t) => {
      t.brand.fonts.body = { family: 'Own Sans', files: ['assets/own.ttf'] }
    },
    [],
  ],
  [
    'a text as music',
    (t) => {
      t.audio.music.source = { variable: 'name' }
    },
    ['error variable.type audio.music.source.variable'],
  ],
  [
    'a repeat over a text',
    (t) => {
      t.scenes[1].repeat.over = 'name'
    },
    ['error variable.type scenes[1].repeat.over', 'warning variable.unused variables.features'],
  ],
  [
    'an item called like a variable',
    (t) => {
      t.variables.item_number = { type: 'number', required: false }
    },
    ['error repeat.name scenes[1].repeat.as'],
  ],
  [
    'voices for a language too many and one too few',
    (t) => {
      t.audio.voice = {
        source: { files: { en: 'assets/music.m4a', fr: 'assets/music.m4a', es: 'assets/music.m4a' } },
      }
    },
    [
      'error language.unknown audio.voice.source.files.fr',
      'warning audio.voice-missing audio.voice.source.files in es-MX',
    ],
  ],
  [
    'ducking without a voice',
    (t) => {
      t.audio.duck = {}
    },
    ['warning audio.duck audio.duck'],
  ],
])

describeCases('ids and amounts', [
  [
    'two layers of one name',
    (t) => {
      t.scenes[0].layers[1].id = 'photo'
    },
    ['error id.repeated scenes[0].layers[1].id'],
  ],
  [
    'two scenes of one name',
    (t) => {
      t.scenes[1].id = 'intro'
    },
    ['error id.repeated scenes[1].id'],
  ],
  [
    'no format',
    (t) => {
      t.formats = {}
    },
    ['error template.empty formats'],
  ],
  [
    'no language',
    (t) => {
      t.languages = {}
    },
    ['error template.empty languages'],
  ],
  [
    'thousands of layers',
    (t) => {
      t.scenes = Array.from({ length: 20 }, (_, s) => ({
        id: `s${s}`,
        duration: 1,
        layers: Array.from({ length: 150 }, (_, l) => ({
          id: `l${l}`,
          type: 'shape',
          shape: 'line',
          stroke: { colour: '#fff', width: 1 },
        })),
      }))
    },
    ['error template.too-large scenes'],
  ],
])
