import type { Answers, ParsedPayload } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { ListedProfile } from '../../src-shared/contract/quality.ts'
import type { OwnProfile } from '../../src-shared/quality/profiles.ts'
import type { PastVideo } from '../services/quality-inspector/effect-of.ts'
import { idOf, type NewestBatch } from './batch-names.ts'
import type { Handlers } from './create-api.ts'
import type { LongWorkOf } from './long-work.ts'

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
  longWork: LongWorkOf,
): Pick<Handlers, Names> {
  // A profile that is still being changed is asked of again and again: the latest counts.
  const asking = longWork({
    stopped: (cause) =>
      new StudioError({
        code: 'quality.stopped',
        message: 'Working out the effect was stopped.',
        whatToDo: 'Begin it again when you want its answer.',
        cause,
      }),
  })
  return {
    'quality.effect': ({ id, ...asked }) =>
      asking.run(id, async ({ signal, tell }) => {
        const { batch } = asked
        const { store, reading } = await records()
        const named = batch === undefined ? {} : { batch: idOf(store, batch) }
        return (await quality()).effect(
          { ...asked, ...named },
          {
            pastVideos: (past) => reading.ask('pastVideos', past),
            signal,
            onShare: (share) => tell(() => ({ event: 'quality.progress', id, share })),
          },
        )
      }),
    'quality.stop-effect'({ id }) {
      asking.stop(id)
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
