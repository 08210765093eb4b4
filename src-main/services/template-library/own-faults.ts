import { StudioError } from '../../../src-shared/contract/errors.ts'
import { versionAfter } from '../../../src-shared/templates/versions.ts'

export const noDraft = (name: string) =>
  new StudioError({
    code: 'template.no-draft',
    message: `The template "${name}" has no draft.`,
    whatToDo: 'Open it in the editor and change it first.',
  })

export const renamed = (name: string, other: string) =>
  new StudioError({
    code: 'template.renamed',
    message: `The draft of "${name}" calls itself "${other}".`,
    whatToDo: `Write "name": "${name}" into it, or duplicate the template under the other name.`,
  })

export const notAbove = (name: string, version: string, highest: string) =>
  new StudioError({
    code: 'template.version',
    message: `Version ${version} of "${name}" is not above ${highest}, which there is already.`,
    whatToDo: `Use ${versionAfter([highest])} or higher.`,
  })

export const unknownTemplate = (name: string) =>
  new StudioError({
    code: 'template.unknown',
    message: `There is no template "${name}".`,
    whatToDo: 'See which there are: `reelmill template list`, or the page Templates.',
  })

export const taken = (name: string, version: string, highest: string) =>
  new StudioError({
    code: 'template.taken',
    message: `There is a template "${name}" already, in version ${highest}; this one is ${version}.`,
    whatToDo: 'Import it as a new version of that one, or as a copy under another name.',
  })

export const nameTaken = (name: string) =>
  new StudioError({
    code: 'template.taken',
    message: `There is a template "${name}" already.`,
    whatToDo: 'Choose another name, or delete that one first.',
  })

export const draftTaken = (name: string) =>
  new StudioError({
    code: 'template.draft-taken',
    message: `The template "${name}" was removed with its draft, and has another draft by now.`,
    whatToDo: 'Publish or discard that one in the editor, then bring the template back.',
  })

export const comesWithProduct = (name: string) =>
  new StudioError({
    code: 'template.shipped',
    message: `The template "${name}" comes with Reelmill, and stays.`,
    whatToDo: 'Change it, and your own version takes its place; delete that, and this one is back.',
  })

/** Throws: the version is of a form that this Reelmill doesn't read. */
export function notComparable(name: string, version: string): never {
  throw new StudioError({
    code: 'template.not-comparable',
    message: `Version ${version} of "${name}" can't be read as a template, so nothing can be said of what changed.`,
    whatToDo: 'Choose another version, or look at its template.json.',
  })
}

export const noVersion = (name: string, version: string) =>
  new StudioError({
    code: 'template.no-version',
    message: `The template "${name}" has no version ${version}.`,
    whatToDo: `See which there are: \`reelmill template versions ${name}\`.`,
  })

export const inUse = (name: string, running: number) =>
  new StudioError({
    code: 'template.in-use',
    message: `${running === 1 ? 'A batch is' : `${running} batches are`} being made with the template "${name}".`,
    whatToDo: 'Wait until they are done, or cancel them, and delete it then.',
  })

export const archiveExists = (path: string) =>
  new StudioError({
    code: 'archive.exists',
    message: `There is a file ${path} already.`,
    whatToDo: 'Choose another name, or say that it may be replaced (--overwrite).',
  })
