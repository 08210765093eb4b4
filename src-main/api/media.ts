import type { Answers } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { MediaKind } from '../../src-shared/contract/media.ts'
import type { Handlers } from './create-api.ts'

type File = Answers['media.file']

/** Finds the file of an address, given what follows its kind; null when the address means nothing. */
export type MediaSource = (parts: string[]) => Promise<File | null>

export function mediaHandlers(
  sources: Partial<Record<MediaKind, MediaSource>>,
): Pick<Handlers, 'media.file'> {
  return {
    async 'media.file'({ address }) {
      const [kind = '', ...parts] = address.split('/').map(decode)
      const source = Object.hasOwn(sources, kind) ? sources[kind as MediaKind] : undefined
      const file = source === undefined || parts.some(leadsAway) ? null : await source(parts)
      if (file === null)
        throw new StudioError({
          code: 'media.unknown',
          message: 'There is nothing at this address.',
          whatToDo: 'Open the page again that it was on.',
        })
      return file
    },
  }
}

/** A job's number as an address writes it; null when it is none. */
export const jobIn = (parts: string[]): number | null =>
  parts.length === 1 && /^[1-9]\d{0,14}$/.test(parts[0]!) ? Number(parts[0]) : null

/** The same of a job and a frame of it. */
export function frameIn(parts: string[]): { job: number; frame: number } | null {
  const job = jobIn(parts.slice(0, 1))
  return job !== null && parts.length === 2 && /^\d{1,9}$/.test(parts[1]!)
    ? { job, frame: Number(parts[1]) }
    : null
}

const leadsAway = (part: string) => part === '' || /[/\\\0]/.test(part) || /^\.+$/.test(part)

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
