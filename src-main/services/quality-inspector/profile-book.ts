import { createHash } from 'node:crypto'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { ListedProfile } from '../../../src-shared/contract/quality.ts'
import {
  type OwnProfile,
  ownProfile,
  type QualityProfile,
  wholeProfile,
} from '../../../src-shared/quality/profiles.ts'
import { shippedProfiles } from '../../../src-shared/quality/shipped-profiles.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'

export type ProfileBook = {
  list(): Promise<ListedProfile[]>
  /** Rejects with `quality.profile-missing`. */
  find(name: string): Promise<QualityProfile>
  /** As it is written; one that comes with Reelmill, whole. Rejects as `find` does. */
  written(name: string): Promise<OwnProfile>
  /** All that a profile says that is written so. Throws `quality.profile-missing` where it extends one that isn't there. */
  whole(profile: OwnProfile): QualityProfile
  /** Rejects with `quality.profile-shipped`, `quality.profile-missing`, `quality.profiles-full`. */
  save(profile: OwnProfile): Promise<void>
  /** Answers what was removed. Rejects with `quality.profile-shipped`, `quality.profile-missing`. */
  remove(name: string): Promise<OwnProfile>
}

const mostOwn = 200

/**
 * Profiles: those that come with Reelmill, and own ones in `quality-profiles.json` of the studio folder, which any process may
 * read while another one works there. One that can't be understood (spoilt by hand, of another version) is left out, and kept in the file; a file that can't be understood at all is put
 * aside as `quality-profiles.json.spoilt` before another one is written.
 */
export function createProfileBook(folder: string): ProfileBook {
  const path = join(folder, 'quality-profiles.json')
  // One after the other: two changes at once must not undo each other.
  let latest: Promise<unknown> = Promise.resolve()

  /** null: it holds something else. */
  async function written(): Promise<unknown[] | null> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}'
      throw error
    })
    try {
      const { profiles } = Object(JSON.parse(text)) as { profiles?: unknown }
      return profiles === undefined || Array.isArray(profiles) ? (profiles ?? []) : null
    } catch {
      return null
    }
  }

  async function own(): Promise<OwnProfile[]> {
    return ((await written()) ?? []).flatMap((entry) => {
      const read = ownProfile.safeParse(entry)
      if (!read.success || isShipped(read.data.name)) return []
      return read.data.extends === undefined || isShipped(read.data.extends) ? [read.data] : []
    })
  }

  async function found(name: string): Promise<OwnProfile> {
    const all = [...shippedProfiles, ...(await own())]
    return all.find((profile) => profile.name === name) ?? fail(missing(name, all))
  }

  function change<T>(how: (entries: unknown[]) => { after: unknown[]; answer: T }): Promise<T> {
    const changed = latest.then(async () => {
      const entries = await written()
      // Whoever spoilt it by hand can still mend it.
      if (entries === null) await rename(path, `${path}.spoilt`)
      const { after, answer } = how(entries ?? [])
      await writeWhole(path, [`${JSON.stringify({ profiles: after }, null, 2)}\n`])
      return answer
    })
    latest = changed.catch(() => {})
    return changed
  }

  return {
    async list() {
      const others = await own()
      return [
        ...shippedProfiles.map((profile) => ({ ...profile, own: false, extends: null })),
        ...others.map((profile) => ({ ...whole(profile), own: true, extends: profile.extends ?? null })),
      ]
    },
    async find(name) {
      return whole(await found(name))
    },
    written: found,
    whole,
    async save(profile) {
      refuseShipped(profile.name)
      whole(profile)
      return change((entries) => {
        const at = entries.findIndex((entry) => nameOf(entry) === profile.name)
        if (at === -1 && entries.length >= mostOwn)
          throw new StudioError({
            code: 'quality.profiles-full',
            message: `There are ${mostOwn} own quality profiles already.`,
            whatToDo: 'Remove one that is no longer used.',
          })
        return { after: at === -1 ? [...entries, profile] : entries.with(at, profile), answer: undefined }
      })
    },
    async remove(name) {
      refuseShipped(name)
      return change((entries) => {
        const found = entries.find((entry) => nameOf(entry) === name)
        const read = ownProfile.safeParse(found)
        if (!read.success)
          throw new StudioError({
            code: 'quality.profile-missing',
            message: `There is no own quality profile "${name}".`,
            whatToDo: 'See the list of profiles.',
          })
        return { after: entries.filter((entry) => entry !== found), answer: read.data }
      })
    },
  }
}

/** A profile with all that it says. */
function whole(profile: OwnProfile): QualityProfile {
  const { extends: name } = profile
  if (name === undefined) return wholeProfile(profile, null)
  const base = shippedProfiles.find((each) => each.name === name)
  return wholeProfile(profile, base ?? fail(missing(name, shippedProfiles)))
}

function fail(error: StudioError): never {
  throw error
}

const missing = (name: string, all: readonly { name: string }[]) =>
  new StudioError({
    code: 'quality.profile-missing',
    message: `There is no quality profile "${name}".`,
    whatToDo: `Use one of ${all.map((profile) => profile.name).join(', ')}.`,
  })

const isShipped = (name: string): boolean => shippedProfiles.some((profile) => profile.name === name)
const nameOf = (entry: unknown): unknown => (Object(entry) as { name?: unknown }).name

function refuseShipped(name: string): void {
  if (!isShipped(name)) return
  throw new StudioError({
    code: 'quality.profile-shipped',
    message: `The quality profile "${name}" comes with Reelmill and stays as it is.`,
    whatToDo: 'Save your changes as a profile of another name.',
  })
}

/** SHA-256 of all that a profile says to a verdict; its title and purpose don't count. */
export function profileHash({ wanted, checks }: QualityProfile): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted({ wanted, checks })))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, entry]) => [name, sorted(entry)]),
  )
}
