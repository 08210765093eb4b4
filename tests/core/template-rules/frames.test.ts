import { describeCases } from './sample.ts'

describeCases('formats and places', [
  [
    'an odd size',
    (t) => {
      t.formats.portrait.width = 1081
    },
    ['warning format.odd-size formats.portrait.width'],
  ],
  [
    'an odd size in VP9',
    (t) => {
      t.formats.portrait.width = 1081
      t.formats.portrait.codec = 'vp9'
    },
    [],
  ],
  [
    'a GIF of 30 frames a second',
    (t) => {
      t.formats.mail.fps = 30
    },
    ['warning format.gif-rate formats.mail.fps'],
  ],
  [
    'a GIF of 60 frames a second',
    (t) => {
      t.formats.mail.fps = 60
    },
    ['warning format.gif-rate formats.mail.fps'],
  ],
  [
    'a GIF of 12.5 frames a second',
    (t) => {
      t.formats.mail.fps = 12.5
    },
    [],
  ],
  [
    'a box outside the frame',
    (t) => {
      t.scenes[0].layers[1].box = { x: '110%' }
    },
    ['warning box.outside scenes[0].layers[1].box'],
  ],
  [
    'a box outside one format',
    (t) => {
      t.scenes[0].layers[1].box = { x: 1200 }
    },
    ['warning box.outside scenes[0].layers[1].box in portrait'],
  ],
  [
    'a box without width',
    (t) => {
      t.scenes[0].layers[1].box = { width: 0 }
    },
    ['error box.empty scenes[0].layers[1].box.width'],
  ],
  [
    'a text over the margin',
    (t) => {
      t.scenes[0].layers[2].box.width = '95%'
    },
    ['warning text.margin scenes[0].layers[2].box'],
  ],
  [
    'a text over the margin in one format',
    (t) => {
      t.scenes[0].layers[2].formats.portrait.box.height = '79%'
    },
    ['warning text.margin scenes[0].layers[2].box in portrait'],
  ],
  [
    'a text that is turned over the margin',
    (t) => {
      t.scenes[0].layers[2].rotation = 40
    },
    ['landscape', 'portrait', 'mail'].map(
      (format) => `warning text.margin scenes[0].layers[2].box in ${format}`,
    ),
  ],
  [
    'a picture over the margin',
    (t) => {
      t.scenes[0].layers[0].box = { x: -10, width: '110%' }
    },
    [],
  ],
  [
    'a least size above the size',
    (t) => {
      t.brand.textStyles.heading.minSize = 100
    },
    [
      'error text.min-size scenes[0].layers[2].look.minSize',
      'error text.min-size scenes[0].layers[3].look.minSize',
    ],
  ],
  [
    'stops out of order',
    (t) => {
      t.scenes[0].layers[1] = {
        id: 's',
        type: 'shape',
        shape: 'ellipse',
        fill: {
          stops: [
            { at: 0.5, colour: 'ink' },
            { at: 0.2, colour: 'ink' },
          ],
        },
      }
    },
    ['error gradient.order scenes[0].layers[1].fill.stops[1].at'],
  ],
  [
    'a shape of nothing',
    (t) => {
      t.scenes[0].layers[1] = { id: 's', type: 'shape', shape: 'ellipse' }
    },
    ['warning layer.never-shows scenes[0].layers[1]'],
  ],
])
