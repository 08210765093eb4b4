import { describeCases } from './sample.ts'

describeCases('time', [
  [
    'a scene without a frame',
    (t) => {
      t.scenes[0].duration = 0.01
    },
    [
      'error scene.no-frames scenes[0].duration in landscape',
      'error scene.no-frames scenes[0].duration in portrait',
      'error scene.no-frames scenes[0].duration in mail',
      'error transition.too-long scenes[1].transition.duration',
    ],
  ],
  [
    'a scene without a frame in one format',
    (t) => {
      t.scenes[0].formats = { portrait: { duration: 0.01 } }
      delete t.scenes[1].transition
    },
    ['error scene.no-frames scenes[0].duration in portrait'],
  ],
  [
    'a transition longer than its scene',
    (t) => {
      t.scenes[1].duration = 0.4
    },
    [
      'error transition.too-long scenes[1].transition.duration',
      'error transition.too-long scenes[1].transition.duration',
    ],
  ],
  [
    'a transition longer than the scene before',
    (t) => {
      t.scenes[0].duration = 0.4
      t.scenes[0].layers[2].enter.duration = 0.2
    },
    ['error transition.too-long scenes[1].transition.duration'],
  ],
  [
    'transitions that meet in a repeated scene',
    (t) => {
      t.scenes[1].duration = 0.8
    },
    ['warning transition.no-room scenes[1].transition.duration'],
  ],
  [
    'a transition into the first scene',
    (t) => {
      t.scenes[0].transition = { type: 'fade' }
    },
    ['warning transition.first scenes[0].transition'],
  ],
  [
    'a transition without a frame',
    (t) => {
      t.scenes[1].transition.duration = 0.001
    },
    ['warning transition.no-frames scenes[1].transition.duration'],
  ],
  [
    'an enter longer than the layer',
    (t) => {
      t.scenes[0].layers[2].enter.duration = 4
    },
    ['warning layer.move-too-long scenes[0].layers[2].enter.duration'],
  ],
  [
    'moves that overlap',
    (t) => {
      t.scenes[0].layers[2].enter.duration = 2
      t.scenes[0].layers[2].exit = { effect: 'fade', duration: 2 }
    },
    ['warning layer.moves-overlap scenes[0].layers[2].exit.duration'],
  ],
  [
    'moves that meet exactly',
    (t) => {
      t.scenes[0].layers[2].enter.duration = 1.5
      t.scenes[0].layers[2].exit = { effect: 'fade', duration: 1.5 }
    },
    [],
  ],
  [
    'a layer that starts after its scene',
    (t) => {
      t.scenes[0].layers[2].start = 3
    },
    ['warning layer.never-shows scenes[0].layers[2].start'],
  ],
  [
    'a layer that its scene cuts off',
    (t) => {
      t.scenes[0].layers[2].duration = 5
    },
    ['warning layer.cut-off scenes[0].layers[2].duration'],
  ],
  [
    'a layer of no time',
    (t) => {
      t.scenes[0].layers[2].duration = 0.01
      delete t.scenes[0].layers[2].enter
    },
    ['warning layer.never-shows scenes[0].layers[2].duration'],
  ],
  [
    'a layer that nobody sees',
    (t) => {
      t.scenes[0].layers[1].opacity = 0
    },
    ['warning layer.never-shows scenes[0].layers[1].opacity'],
  ],
  [
    'a layer that is hidden everywhere',
    (t) => {
      t.scenes[0].layers[1].hidden = true
    },
    ['warning layer.never-shows scenes[0].layers[1].hidden'],
  ],
  [
    'a layer that one format shows',
    (t) => {
      t.scenes[0].layers[1].hidden = true
      t.scenes[0].layers[1].formats = { portrait: { hidden: false } }
    },
    [],
  ],
  [
    'a format without a scene',
    (t) => {
      for (const scene of t.scenes) scene.formats = { portrait: { hidden: true } }
    },
    ['error scene.none scenes in portrait'],
  ],
  [
    'hours of video',
    (t) => {
      t.scenes[0].duration = 3_700
    },
    ['error template.too-long scenes'],
  ],
  [
    'hours of video with a long list',
    (t) => {
      t.scenes[1].duration = 400
    },
    ['warning template.too-long scenes'],
  ],
])
