import type { Place } from '../view-math/places.ts'
import { words } from '../words/words.ts'

/** What a page can do, as the palette, the list of shortcuts and the settings name it. What it does, the page says while it is open. */
export type PageAction = {
  place: Place['name']
  title(): string
  /** As Mantine's hotkeys write them: `mod+K`, `shift+?`. Several: any of them. */
  keys?: readonly string[]
  /** Keys of the system's own that do it, too; they come as an event of its clipboard, and nobody can choose others for that. */
  systemKeys?: readonly string[]
  /** Also while somebody writes in a field. */
  evenInFields?: boolean
  /** Never offered beside this one, whose keys it may share. */
  insteadOf?: string
}

type Editing = keyof typeof words.editor.actions

/** Keys of what the editor can do; all of it has a name, and most of it keys. */
const editorKeys: Partial<Record<Editing, readonly string[]>> = {
  undo: ['mod+Z'],
  redo: ['mod+shift+Z', 'mod+Y'],
  play: ['P'],
  frameBack: [','],
  frameForward: ['.'],
  tenBack: ['shift+,', 'shift+;'],
  tenForward: ['shift+.', 'shift+:'],
  start: ['mod+Home'],
  end: ['mod+End'],
  addText: ['T'],
  addImage: ['I'],
  addVideo: ['V'],
  addShape: ['R'],
  addScene: ['S'],
  all: ['mod+A'],
  larger: ['mod+shift+.', 'mod+shift+>', 'mod+shift+:'],
  smaller: ['mod+shift+,', 'mod+shift+<', 'mod+shift+;'],
  duplicate: ['mod+D'],
  remove: ['Delete', 'Backspace'],
  hide: ['H'],
  up: ['mod+ArrowUp'],
  down: ['mod+ArrowDown'],
  previousRow: ['shift+PageUp'],
  nextRow: ['shift+PageDown'],
  formats: ['F'],
  margins: ['M'],
  thirds: ['G'],
  snapping: ['N'],
  properties: ['mod+shift+E'],
  json: ['mod+J'],
  problems: ['mod+shift+M'],
  nextProblem: ['F8'],
  previousProblem: ['shift+F8'],
  publish: ['mod+shift+P'],
}
const editorSystemKeys: Partial<Record<Editing, readonly string[]>> = {
  copy: ['mod+C'],
  cut: ['mod+X'],
  paste: ['mod+V'],
}
const editorEvenInFields: readonly Editing[] = [
  'undo',
  'redo',
  'json',
  'nextProblem',
  'previousProblem',
  'publish',
]

type Named = Record<string, Omit<PageAction, 'place'>>
const of = <T extends Named>(place: Place['name'], actions: T): { [Id in keyof T]: PageAction } =>
  Object.fromEntries(Object.entries(actions).map(([id, action]) => [id, { place, ...action }])) as {
    [Id in keyof T]: PageAction
  }

const written = {
  ...of('home', {
    'home.choose-table': { title: () => words.home.chooseTable, keys: ['mod+O'] },
    'home.pause-all': { title: () => words.home.pauseAll, keys: ['mod+shift+P'] },
    'home.resume-all': { title: () => words.home.resumeAll },
    'home.sample': { title: () => words.home.sampleAction },
  }),
  ...of('new-batch', {
    'new-batch.choose-table': { title: () => words.newBatch.chooseFile, keys: ['mod+O'] },
    'new-batch.rows': { title: () => words.newBatch.tabs.rows, keys: ['alt+1'] },
    'new-batch.columns': { title: () => words.newBatch.tabs.columns, keys: ['alt+2'] },
    'new-batch.check-tab': { title: () => words.newBatch.tabs.check, keys: ['alt+3'] },
    'new-batch.undo': { title: () => words.records.undo, keys: ['mod+Z'] },
    'new-batch.redo': { title: () => words.records.redo, keys: ['mod+shift+Z', 'mod+Y'] },
    'new-batch.check': { title: () => words.start.check, keys: ['mod+Enter'] },
    'new-batch.estimate': { title: () => words.estimate.estimate, keys: ['mod+shift+E'] },
    'new-batch.start-over': { title: () => words.newBatch.startOver },
  }),
  ...of('queue', {
    'queue.pause-all': { title: () => words.queuePage.pauseAll, keys: ['mod+shift+P'] },
    'queue.resume-all': {
      title: () => words.queuePage.resumeAll,
      keys: ['mod+shift+P'],
      insteadOf: 'queue.pause-all',
    },
    'queue.farm': { title: () => words.queuePage.farm, keys: ['F'] },
  }),
  ...of('farm', {
    'farm.queue': { title: () => words.places.queue, keys: ['U'] },
  }),
  ...of('batch', {
    'jobs.retry': { title: () => words.jobs.retry, keys: ['R'] },
    'jobs.pause': { title: () => words.jobs.pause, keys: ['P'] },
    'jobs.resume': { title: () => words.jobs.resume, keys: ['G'] },
    'jobs.skip': { title: () => words.jobs.skip, keys: ['X'] },
    'jobs.top': { title: () => words.jobs.moves.top, keys: ['T'] },
    'jobs.all': { title: () => words.jobs.selectAll, keys: ['mod+A'] },
    'jobs.copy': { title: () => words.jobs.copyPaths, keys: ['C'] },
    'jobs.refresh': { title: () => words.jobs.refreshLong, keys: ['F5'] },
    'jobs.find': { title: () => words.jobs.search, keys: ['/', 'mod+F'] },
  }),
  ...of('job', {
    'job.retry': { title: () => words.jobs.retry, keys: ['R'] },
    'job.previous': { title: () => words.jobPage.previousFailed, keys: ['['] },
    'job.next': { title: () => words.jobPage.nextFailed, keys: [']'] },
    'job.copy': { title: () => words.jobs.copyPath, keys: ['C'] },
    'job.up': { title: () => words.jobPage.ofBatch, keys: ['U'] },
  }),
  ...of('results', {
    'results.search': { title: () => words.results.filter, keys: ['/'] },
    'results.folder': { title: () => words.results.openFolder },
    'results.select-all': { title: () => words.results.selectAll },
    'results.again': { title: () => words.results.again },
    'results.batch': { title: () => words.results.toBatch, keys: ['mod+shift+B'] },
  }),
  ...of('review', {
    'review.approve': { title: () => words.review.actions.approve, keys: ['A'] },
    'review.reject': { title: () => words.review.actions.reject, keys: ['R'] },
    'review.flag': { title: () => words.review.actions.flag, keys: ['F'] },
    'review.comment': { title: () => words.review.actions.comment, keys: ['C'] },
    'review.next': { title: () => words.review.actions.next, keys: ['ArrowDown', 'PageDown'] },
    'review.previous': { title: () => words.review.actions.previous, keys: ['ArrowUp', 'PageUp'] },
    'review.next-stop': { title: () => words.review.actions.nextStop, keys: ['N'] },
    'review.previous-stop': { title: () => words.review.actions.previousStop, keys: ['P'] },
    'review.undo': { title: () => words.review.actions.undo, keys: ['mod+Z'] },
    'review.rest': { title: () => words.review.actions.rest, keys: ['shift+A'] },
    'review.search': { title: () => words.review.actions.search, keys: ['/'] },
    'review.sample': { title: () => words.review.actions.sample, keys: ['D'] },
    'review.sheet': { title: () => words.review.actions.sheet },
    'review.figures': { title: () => words.review.actions.figures },
    'review.reviewer': { title: () => words.review.actions.reviewer },
    'review.results': { title: () => words.review.actions.results },
  }),
  ...of('history', {
    'history.search': { title: () => words.history.search, keys: ['/'] },
    'history.batches': { title: () => words.history.tabs.batches },
    'history.over-time': { title: () => words.history.tabs['over-time'] },
    'history.batch': { title: () => words.history.of.open },
    'history.results': { title: () => words.history.of.results },
    'history.all': { title: () => words.history.of.back },
  }),
  ...of('templates', {
    'templates.search': { title: () => words.gallery.searchAction, keys: ['/', 'mod+F'] },
    'templates.import-folder': { title: () => words.gallery.importFolderAction, keys: ['mod+I'] },
    'templates.import-zip': { title: () => words.gallery.importZipAction, keys: ['mod+shift+I'] },
  }),
}

export type PageActionId = keyof typeof written | `editor.${Editing}`

/** All that the pages can do, by id; keys that a person chose are kept under it. */
export const pageActions = {
  ...written,
  ...of(
    'editor',
    Object.fromEntries(
      (Object.keys(words.editor.actions) as Editing[]).map((name) => [
        `editor.${name}`,
        {
          title: () => words.editor.actions[name],
          ...(editorKeys[name] === undefined ? {} : { keys: editorKeys[name] }),
          evenInFields: editorEvenInFields.includes(name),
          ...(editorSystemKeys[name] === undefined ? {} : { systemKeys: editorSystemKeys[name] }),
        },
      ]),
    ),
  ),
} as Record<PageActionId, PageAction>
