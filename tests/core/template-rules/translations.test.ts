import { describeCases } from './sample.ts'

describeCases('translations', [
  [
    'a string that one language lacks',
    (t) => {
      delete t.languages.es.strings.offer
    },
    ['error translation.missing languages.es in es', 'error translation.missing languages.es-MX in es-MX'],
  ],
  [
    'a regional language has its own and the rest of its base',
    (t) => {
      t.languages['es-MX'].strings.offer = 'A {{ price }}'
    },
    [],
  ],
  [
    'a string that is forgotten in all languages',
    (t) => {
      t.scenes[0].layers[3].text = '{{ t.ofer }}'
    },
    ['error expression.invalid scenes[0].layers[3].text'],
  ],
  [
    'a fault in a translation',
    (t) => {
      t.languages.es.strings.offer = 'Solo {{ precio }}'
    },
    [
      'error expression.invalid languages.es.strings.offer in es',
      'error expression.invalid languages.es.strings.offer in es-MX',
    ],
  ],
  [
    'a value that a translation forgot',
    (t) => {
      t.languages.es.strings.offer = 'Solo hoy'
    },
    ['warning translation.differs languages.es.strings.offer in es'],
  ],
  [
    'a string that nothing shows',
    (t) => {
      t.languages.en.strings.old = 'x'
    },
    ['warning string.unused languages.en.strings.old in en'],
  ],
  [
    'a string that the default language lacks',
    (t) => {
      t.languages.es.strings.ofer = 'x'
    },
    ['warning string.unknown languages.es.strings.ofer in es'],
  ],
  [
    'strings in a circle',
    (t) => {
      t.languages.en.strings.offer = '{{ t.feature }} {{ price }}'
      t.languages.en.strings.feature = '{{ t.offer }}'
      t.scenes[1].layers[0].text = '{{ t.feature }} {{ item }}'
      t.languages.es.strings.feature = 'a'
    },
    [
      'error string.circle languages.en.strings.offer in en',
      'error string.circle languages.en.strings.feature in en',
    ],
  ],
  [
    'words that are in no language',
    (t) => {
      t.scenes[0].layers[2].text = 'New: {{ name }}'
    },
    ['warning text.untranslated scenes[0].layers[2].text'],
  ],
])

describeCases('variables', [
  [
    'an example that its own type refuses',
    (t) => {
      t.variables.price.example = 'call us'
    },
    ['error variable.value variables.price.example'],
  ],
  [
    'a default that its own type refuses',
    (t) => {
      t.variables.accent.default = 'reddish-ish'
    },
    ['error variable.value variables.accent.default'],
  ],
  [
    'a reserved name',
    (t) => {
      t.variables.language = { type: 'text', required: false }
    },
    ['error variable.reserved variables.language'],
  ],
  [
    'limits that nothing meets',
    (t) => {
      t.variables.name.minLength = 9
      t.variables.name.maxLength = 3
      delete t.variables.name.example
    },
    ['error variable.limits variables.name.minLength'],
  ],
  [
    'choices twice',
    (t) => {
      t.variables.kind = { type: 'one-of', choices: ['Up', 'u p'], required: false }
    },
    ['error variable.choices variables.kind.choices[1]'],
  ],
  [
    'a column for two variables',
    (t) => {
      t.variables.price.columns = ['NAME']
    },
    ['error variable.column variables.price.columns'],
  ],
  [
    'a required variable that nothing shows',
    (t) => {
      t.variables.category = { type: 'text' }
    },
    ['warning variable.unused variables.category'],
  ],
  [
    'an optional one, which names of files may use',
    (t) => {
      t.variables.category = { type: 'text', required: false }
    },
    [],
  ],
  [
    'an optional picture that nothing shows',
    (t) => {
      t.variables.other = { type: 'image', required: false }
    },
    ['warning variable.unused variables.other'],
  ],
])
