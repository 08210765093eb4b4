import { StudioError } from '../../../src-shared/contract/errors.ts'
import { readAsset } from '../../outside/asset-files/read-asset.ts'

/** `identity` is the file's when its content was read: see `readAsset`. Null: it is ours (fetched), nobody replaces it. */
export type SourceFile = { path: string; content: string; identity?: string | null | undefined }

/**
 * Makes something of source files and sees to it that they hold the planned content before and after. Rejects with
 * `asset.changed` where one doesn't, whatever else `make` met by then; with the signal's reason when it was called off.
 */
export async function madeOfUnchanged<Made>(
  files: readonly SourceFile[],
  signal: AbortSignal,
  make: () => Promise<Made>,
): Promise<Made> {
  const before = await Promise.all(files.map((file) => identityNow(file, signal)))
  const requireSame = async () => {
    const after = await Promise.all(files.map((file) => identityNow(file, signal)))
    for (const [index, { path }] of files.entries())
      if (lasting(after[index]) !== lasting(before[index])) throw changed(path)
  }
  let made: Made
  try {
    made = await make()
  } catch (error) {
    if (!signal.aborted) await requireSame()
    throw error
  }
  await requireSame()
  return made
}

/** The file's identity, once it is known that it still holds its content: one that was only touched is read again. */
async function identityNow(file: SourceFile, signal: AbortSignal): Promise<string | null> {
  const { path, content, identity } = file
  if (identity == null) return null
  const now = await readAsset({
    path,
    headBytes: 0,
    name: path,
    isKnown: (seen) => seen === identity,
    signal,
  })
  if ('problem' in now) throw changed(path)
  if ('read' in now && now.read.content !== content) throw changed(path)
  return now.identity
}

/** Without the time of the last change to the file's notes: programs that index or copy files change that one. */
function lasting(identity: string | null | undefined): string | null {
  return identity == null ? null : identity.split('\0').toSpliced(3, 1).join('\0')
}

function changed(path: string): StudioError {
  return new StudioError({
    code: 'asset.changed',
    message: `${path} is not the same file any more as when the batch was checked.`,
    whatToDo:
      'Leave the files of a batch alone while it runs. Render again: the file is then taken as it is now.',
  })
}
