import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/**
 * Makes a folder that files will be written to, or throws `folder.not-writable`; `folder.name` when its path has a line
 * break or a NUL, which lists of files can't hold. True when it is empty.
 */
export function makeFolder(path: string, what: string): boolean {
  if (/[\0\r\n]/.test(path))
    throw new StudioError({
      code: 'folder.name',
      message: `The folder ${JSON.stringify(path)} (${what}) can't be used: its path has a line break or a NUL character in it.`,
      whatToDo: 'Choose another folder, or give this one a plain name.',
    })
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    return readdirSync(path).length === 0
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'there is a file of that name'
        : code === 'EACCES' || code === 'EPERM'
          ? 'it may not be written to'
          : code === 'EROFS'
            ? 'its disk is read-only'
            : (cause as Error).message
    throw new StudioError({
      code: 'folder.not-writable',
      message: `The folder ${path} (${what}) can't be used: ${why}.`,
      whatToDo: 'Choose another folder, or make this one writable.',
      cause,
    })
  }
}
