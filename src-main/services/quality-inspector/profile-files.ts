import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ZodError } from 'zod'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import { type CheckName, checks, type Limit } from '../../../src-shared/quality/checks.ts'
import { type OwnProfile, ownProfile } from '../../../src-shared/quality/profiles.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'

/** More than any profile needs. */
const mostBytes = 1024 * 1024

/** Reads a profile from a file. Rejects with `media.missing`, `quality.profile-file`. */
export async function readProfileFile(path: string): Promise<OwnProfile> {
  const name = basename(path)
  const size = await stat(path).then(
    (facts) => facts.size,
    (cause: unknown) => {
      throw new StudioError({
        code: 'media.missing',
        message: `${name} is not there.`,
        whatToDo: 'Correct its name, or put it back.',
        details: [path],
        cause,
      })
    },
  )
  if (size > mostBytes) throw notAProfile(name, ['It is too large for a profile.'])
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw notAProfile(name, [`It is no JSON: ${(error as Error).message}`])
  }
  const profile = ownProfile.safeParse(read)
  if (!profile.success) throw notAProfile(name, places(profile.error))
  return profile.data
}

/** Writes a profile as it is written. Rejects with `quality.profile-exists`, `file.unwritable`. */
export async function writeProfileFile(profile: OwnProfile, out: string, overwrite: boolean): Promise<void> {
  const name = basename(out)
  if (!overwrite) {
    const there = await open(out, 'r').then(
      (file) => file.close().then(() => true),
      () => false,
    )
    if (there)
      throw new StudioError({
        code: 'quality.profile-exists',
        message: `${name} is there already.`,
        whatToDo: 'Choose another name, or overwrite it.',
        details: [out],
      })
  }
  try {
    await writeWhole(out, [`${JSON.stringify(profile, null, 2)}\n`])
  } catch (cause) {
    throw new StudioError({
      code: 'file.unwritable',
      message: `${name} could not be written.`,
      whatToDo: 'See that its folder is there and may be written.',
      details: [out],
      cause,
    })
  }
}

const notAProfile = (name: string, details: string[]) =>
  new StudioError({
    code: 'quality.profile-file',
    message: `${name} is no quality profile that can be used.`,
    details,
    whatToDo: 'Mend what is named, or export a profile and begin with that.',
  })

/** `checks, picture.black, seconds: it has to be from 0 to 60.` */
function places(error: ZodError): string[] {
  return error.issues.slice(0, 20).map((issue) => {
    const place = issue.path.join(', ')
    const [about, check, limit] = issue.path.map(String)
    const known =
      about === 'checks' && check !== undefined && check in checks ? checks[check as CheckName] : null
    const bounds =
      known === null || limit === undefined ? undefined : (known.limits as Record<string, Limit>)[limit]
    const what =
      bounds === undefined
        ? issue.message
        : `it has to be a number from ${bounds.least} to ${bounds.most} (${bounds.unit}), or null for no limit`
    return place === '' ? what : `${place}: ${what}`
  })
}
