import { access, constants } from 'node:fs/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/**
 * Throws what went wrong in an output folder; `share.gone` or `share.read-only` when the whole folder is not there, or may not be written
 * to: that passes.
 */
export async function sayUnreachable(folder: string, error: unknown): Promise<never> {
  const why = await access(folder, constants.W_OK).then(
    () => null,
    (found: NodeJS.ErrnoException) => found,
  )
  if (why === null) throw error
  const isGone = why.code === 'ENOENT' || why.code === 'ENOTDIR'
  throw new StudioError({
    code: isGone ? 'share.gone' : 'share.read-only',
    message: isGone
      ? `The output folder ${folder} is gone.`
      : `The output folder ${folder} may not be written to.`,
    whatToDo: 'Bring it back, or make it writable: the batch goes on by itself.',
    cause: error,
  })
}
