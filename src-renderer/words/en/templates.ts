import type { ChangedThing, TemplateChange } from '../../../src-shared/templates/changes.ts'
import { count, number } from '../../view-math/numbers.ts'

const things: Record<ChangedThing, string> = {
  template: 'Template',
  scene: 'Scene',
  layer: 'Layer',
  variable: 'Variable',
  format: 'Format',
  language: 'Language',
  string: 'Text',
  colour: 'Colour',
  font: 'Font',
  'text-style': 'Text style',
  logo: 'Logo',
  sound: 'Sound',
  asset: 'File',
}
const hows: Record<TemplateChange['how'], string> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'moved',
}
const types: Record<string, string> = {
  text: 'Text',
  number: 'Number',
  money: 'Money',
  percent: 'Percent',
  date: 'Date',
  boolean: 'Yes or no',
  colour: 'Colour',
  image: 'Picture',
  video: 'Clip',
  audio: 'Sound',
  list: 'List',
  url: 'Address',
  'one-of': 'Choice',
}

export const templates = {
  gallery: {
    line: (all: number, own: number) =>
      own === 0 ? count(all, 'template') : `${count(all, 'template')}, ${number(own)} of your own`,
    label: 'Templates',
    import: 'Import',
    importFolder: 'From a folder…',
    importZip: 'From a ZIP file…',
    carrying: {
      import: (name: string) => `Importing ${name}`,
      export: (name: string) => `Exporting ${name}`,
    },
    lookingThrough: 'Looking through',
    stopCarrying: 'Stop',
    drop: 'Let go to import the template',
    search: 'Search templates',
    origin: 'Which templates',
    origins: { all: 'All', own: 'Own', shipped: 'Shipped' },
    sort: 'Order',
    sorts: { name: 'By name', used: 'Last used first', changed: 'Last changed first' },
    none: 'There are no templates here',
    noneText: 'Import a folder or a ZIP file, or drop one on this page.',
    noMatch: 'No template matches',
    noMatchText: 'Search for a name, a format, a language or a variable.',
    showAll: 'Show all templates',
    brokenTitle: 'Can’t be used',
    brokenText: 'What is wrong with it',
    shown: (amount: number) => `${count(amount, 'template')} shown`,
    originText: {
      shipped: 'Comes with Reelmill',
      own: 'Your own template',
      changed: 'Your version of a template that comes with Reelmill',
    },
    tags: { shipped: 'Shipped', own: 'Own', changed: 'Changed' },
    draft: 'Draft',
    draftText: 'Changed in the editor, and not published yet.',
    facts: (formats: number, languages: number, variables: number) =>
      `${count(formats, 'format')} · ${count(languages, 'language')} · ${count(variables, 'variable')}`,
    unused: 'Not used yet',
    used: (batches: number, last: string) => `${count(batches, 'batch', 'batches')} · ${last}`,
    problems: (errors: number, warnings: number) =>
      [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
        .filter(Boolean)
        .join(', '),
    openDetails: (title: string) => `${title}: details`,
    more: (title: string) => `More about ${title}`,
    newBatch: 'New batch',
    newBatchWith: (title: string) => `New batch with ${title}`,
    edit: 'Edit',
    duplicate: 'Duplicate',
    export: 'Export…',
    versions: 'Versions',
    reveal: 'Show in folder',
    remove: 'Delete',
    removeOwn: 'Delete own version',
    copyOf: (title: string) => `${title} (copy)`,
    duplicated: (name: string) => `Duplicated as ${name}.`,
    exported: (file: string) => `Exported as ${file}.`,
    imported: {
      new: (name: string, version: string) => `Imported ${name} ${version}.`,
      'new-version': (name: string, version: string) => `${name} is now in version ${version}.`,
      copy: (name: string, version: string) => `Imported as ${name} ${version}.`,
      same: (name: string, version: string) => `${name} ${version} was here already, and is the same.`,
    },
    takenTitle: 'There is one of that name',
    asNewVersion: 'As a new version',
    asNewVersionText: 'New batches use it. Earlier versions stay, and can be gone back to.',
    asCopy: 'As a copy',
    asCopyText: 'Both stay, under different names.',
    removeTitle: (title: string, isChanged: boolean) =>
      isChanged ? `Delete your version of “${title}”?` : `Delete “${title}”?`,
    removeText: (batches: number, unfinished: number, isChanged: boolean) =>
      [
        isChanged
          ? 'It goes with all of its versions and its draft, and the one of Reelmill takes its place again. It can be brought back right after.'
          : 'It goes with all of its versions and its draft. It can be brought back right after.',
        batches === 0
          ? 'No batch has used it.'
          : `${count(batches, 'batch', 'batches')} used it; finished videos stay.`,
        unfinished === 0
          ? ''
          : `${unfinished === 1 ? '1 of them is' : `${number(unfinished)} of them are`} not over and can’t go on without it.`,
      ]
        .filter(Boolean)
        .join(' '),
    removed: (name: string, shipped: string | null) =>
      shipped === null
        ? `${name} was deleted.`
        : `Your ${name} was deleted; version ${shipped} of Reelmill is back.`,
    restored: (name: string, version: string) =>
      version === 'shipped'
        ? `${name} is the version that comes with Reelmill again.`
        : `${name} is version ${version} again.`,
    searchAction: 'Search in templates',
    importFolderAction: 'Import a template from a folder',
    importZipAction: 'Import a template from a ZIP file',
  },
  comparing: {
    title: 'Compare two versions',
    open: 'Compare two versions…',
    withCurrent: (version: string) => `Compare ${version} with the current version`,
    from: 'Before',
    to: 'After',
    swap: 'Swap before and after',
    changed: 'What changed',
    sameVersion: 'Both are the same version.',
    looks: 'How both look',
    unread: 'This picture can’t be shown. Choose another moment, or open the comparison again.',
    nothingInCommon: 'They have no format or no language in common: there is no picture to compare.',
    format: 'Format',
    language: 'Language',
    moment: 'Moment of the video',
    picture: (version: string) => `Version ${version} at this moment`,
    over: (seconds: string) => `has ended after ${seconds} s`,
  },
  galleryDetails: {
    tabs: { details: 'Details', versions: 'Versions' },
    version: (version: string) => `Version ${version}`,
    variables: 'Variables',
    variable: 'Variable',
    type: 'Type',
    required: 'Required',
    yes: 'yes',
    no: 'no',
    example: 'Example',
    types,
    formats: 'Formats',
    languages: 'Languages',
    findings: 'What the check says',
    noFindings: 'Nothing to complain about.',
    severity: { error: 'Error', warning: 'Warning' },
    used: 'Used by',
    usedNever: 'No batch has used it.',
    usedBy: (batches: number) => count(batches, 'batch', 'batches'),
    last: 'The latest:',
    current: 'Current',
    shipped: 'Comes with Reelmill',
    exportVersion: (version: string) => `Export version ${version}`,
    toVersion: (version: string) => `Use version ${version}`,
    changes: (amount: number) => count(amount, 'change'),
    noChanges: 'Nothing that makes videos look different.',
    firstVersion: 'The first version.',
    thing: (what: ChangedThing, name: string) => (name === '' ? things[what] : `${things[what]} ${name}`),
    how: hows,
    nothing: 'nothing',
    moreChanges: (amount: number) => `and ${number(amount)} more`,
  },
}
