import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import type { ListedProfile } from '../../src-shared/contract/quality.ts'
import type { OwnProfile } from '../../src-shared/quality/profiles.ts'
import type { PastVideo } from '../services/quality-inspector/effect-of.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'

const tellEvery = 100

type PastAsked = { batch: string | null; profile: string; limit: number }

/** `reading`: asked of the thread that reads, by name. */
type Records = {
  store: NewestBatch
  reading: { ask(name: 'pastVideos', asked: PastAsked): Promise<PastVideo[]> }
}

type Quality = {
  effect(
    asked: Omit<ParsedPayload<'quality.effect'>, 'id'>,
    how: {
      pastVideos(asked: PastAsked): Promise<PastVideo[]>
      signal: AbortSignal
      onShare(share: number): void
    },
  ): Promise<Answers['quality.effect']>
  profiles: {
    list(): Promise<ListedProfile[]>
    written(name: string): Promise<OwnProfile>
    save(profile: OwnProfile): Promise<void>
  }
  profileFiles: {
    read(path: string): Promise<OwnProfile>
    write(profile: OwnProfile, out: string, overwrite: boolean): Promise<void>
  }
}

type Names =
  | 'quality.effect'
  | 'quality.stop-effect'
  | 'quality.export-profile'
  | 'quality.import-profile'
  | 'quality.read-profile'

export function qualityEffectHandlers(
  quality: () => Promise<Quality>,
  records: () => Promise<Records>,
  tell: (event: StudioEvent) => void,
  milliseconds: () => number,
): Pick<Handlers, Names> {
  /** Those that are being worked out, by the id that their asker chose. */
  const asking = new Map<string, AbortController>()
  return {
    async 'quality.effect'({ id, ...asked }) {
      // A profile that is still being changed is asked of again and again: the latest counts.
      asking.get(id)?.abort()
      const controller = new AbortController()
      asking.set(id, controller)
      const { signal } = controller
      let toldAt = Number.NEGATIVE_INFINITY
      try {
        const { batch } = asked
        const { store, reading } = await records()
        const named = batch === undefined ? {} : { batch: idOf(store, batch) }
        return await (await quality()).effect(
          { ...asked, ...named },
          {
            pastVideos: (past) => reading.ask('pastVideos', past),
            signal,
            onShare(share) {
              const at = milliseconds()
              if (at - toldAt < tellEvery) return
              toldAt = at
              tell({ event: 'quality.progress', id, share })
            },
          },
        )
      } catch (error) {
        if (!signal.aborted) throw error
        throw new StudioError({
          code: 'quality.stopped',
          message: 'Working out the effect was stopped.',
          whatToDo: 'Begin it again when you want its answer.',
          cause: error,
        })
      } finally {
        if (asking.get(id) === controller) asking.delete(id)
      }
    },
    'quality.stop-effect'({ id }) {
      asking.get(id)?.abort()
      return null
    },
    async 'quality.export-profile'({ name, out, overwrite }) {
      const { profiles, profileFiles } = await quality()
      await profileFiles.write(await profiles.written(name), out, overwrite)
      return null
    },
    async 'quality.import-profile'({ path, overwrite }) {
      const { profiles, profileFiles } = await quality()
      const profile = await profileFiles.read(path)
      const { name } = profile
      if (!overwrite && (await profiles.list()).some((each) => each.own && each.name === name))
        throw new StudioError({
          code: 'quality.profile-exists',
          message: `There is an own quality profile "${name}" already.`,
          whatToDo: 'Give the one in the file another name, or take it in its place.',
        })
      await profiles.save(profile)
      return { name, profiles: await profiles.list() }
    },
    'quality.read-profile': async ({ path }) => ({
      profile: await (await quality()).profileFiles.read(path),
    }),
  }
}
