import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { effectOf, type PastVideo } from '../../../src-main/services/quality-inspector/effect-of.ts'
import {
  openPastFacts,
  type PastInspection,
} from '../../../src-main/services/quality-inspector/past-facts.ts'
import { createVideoInspector } from '../../../src-main/services/quality-inspector/video-inspector.ts'
import { type QualityProfile, qualityProfile } from '../../../src-shared/quality/profiles.ts'
import { shippedProfiles } from '../../../src-shared/quality/shipped-profiles.ts'
import { factsOf, frame, meant, moving } from '../../core/quality-rules/made-facts.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const [web, email] = ['web', 'email'].map(
  (wanted) => shippedProfiles.find(({ name }) => name === wanted)!,
) as [QualityProfile, QualityProfile]
const { signal } = new AbortController()
const how = { signal, onShare: () => {} }

/** So many frames are black, of fifty that move. */
const inspected = (black: number, more: Partial<PastInspection> = {}): PastInspection => ({
  profile: 'web',
  plan: null,
  intent: null,
  wishes: [],
  measured: {
    file: null as never,
    picture: factsOf(
      Array.from({ length: 50 }, (_, at) => (at >= 20 && at < 20 + black ? frame(() => 16) : moving(at))),
    ),
    ...{ sound: null, looks: null, likeness: null },
  },
  ...more,
})
const past = (job: number, sha256: string, more: Partial<PastVideo> = {}): PastVideo => ({
  ...{ job, sha256, batch: 'b', path: `${sha256}.mp4`, rowKey: sha256, language: 'en', format: 'wide' },
  ...{ people: null, former: false },
  ...more,
})
const asked = { against: web, hasMore: false, examples: 20, only: 'web' }
const strict = qualityProfile.parse({ ...web, checks: { ...web.checks, 'picture.black': { seconds: 0.1 } } })
const mild = qualityProfile.parse({ ...web, checks: { ...web.checks, 'picture.black': { seconds: 3 } } })

test('what was measured is judged anew by other limits, and what nobody kept is counted', () =>
  withTempFolder(async (folder) => {
    const kept = openPastFacts(folder)
    await kept.keep('aa', inspected(0))
    await kept.keep('bb', inspected(12))
    const videos = [past(1, 'aa'), past(2, 'bb', { people: 'approved' }), past(3, 'cc')]
    const none = await effectOf({ ...asked, videos, draft: web }, kept, how)
    expect(none).toMatchObject({ against: 'web', videos: 3, judged: 2, moves: [], checks: [] })
    const milder = await effectOf({ ...asked, videos, draft: mild }, kept, how)
    expect(milder.checks).toEqual([{ check: 'picture.black', before: 1, after: 0 }])
    expect(milder.examples).toMatchObject([
      { job: 2, to: 'pass', fewer: ['picture.black'], people: 'approved' },
    ])
    expect(milder.people).toMatchObject({ approved: 1, relieved: 1 })
  }))

test('what the plan itself shows to be wrong is judged anew, too', () =>
  withTempFolder(async (folder) => {
    const kept = openPastFacts(folder)
    const stretch = { from: 0, to: 50 }
    const photo = {
      ...{ layer: 'one/photo', kind: 'picture' as const, isLogo: false, shows: stretch, rests: null },
      ...{ region: null, look: null, text: null, colours: [], enlarged: 2.5 },
    }
    await kept.keep('bb', inspected(0, { intent: meant(50, { shown: [photo] }) }))
    const limits = (times: number) =>
      qualityProfile.parse({ ...web, checks: { ...web.checks, 'plan.enlarged': { times } } })
    const effect = await effectOf(
      { ...asked, videos: [past(2, 'bb')], against: limits(3), draft: limits(2) },
      kept,
      how,
    )
    expect(effect.checks).toEqual([{ check: 'plan.enlarged', before: 0, after: 1 }])
  }))

test('what a template said of its profile holds for the other one, too', () =>
  withTempFolder(async (folder) => {
    const kept = openPastFacts(folder)
    const wishes = [{ checks: { 'picture.black': { severity: 'off' as const } } }]
    await kept.keep('bb', inspected(12, { wishes }))
    const effect = await effectOf(
      { ...asked, videos: [past(2, 'bb')], draft: strict, against: mild },
      kept,
      how,
    )
    expect(effect).toMatchObject({ judged: 1, moves: [] })
  }))

test('a file that was held against another profile before a new one took its place is left out', () =>
  withTempFolder(async (folder) => {
    const kept = openPastFacts(folder)
    await kept.keep('aa', inspected(0, { profile: 'email' }))
    await kept.keep('bb', inspected(0))
    const videos = [past(1, 'aa', { former: true }), past(1, 'bb', { former: true, people: 'rejected' })]
    expect(await effectOf({ ...asked, videos, draft: web }, kept, how)).toMatchObject({
      ...{ videos: 1, judged: 1 },
      people: { rejected: 1, missed: 1 },
    })
  }))

test('it is stopped between two videos', () =>
  withTempFolder(async (folder) => {
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    const stopped = effectOf({ ...asked, videos: [past(1, 'aa')], draft: web }, openPastFacts(folder), {
      ...how,
      signal: controller.signal,
    })
    await expect(stopped).rejects.toThrow('enough')
  }))

test('what is kept is the same when it is read, a spoilt file is none, and the oldest go for want of room', () =>
  withTempFolder(async (folder) => {
    const kept = openPastFacts(folder, { mostBytes: 1, sweepEvery: 1 })
    const own = inspected(12)
    await kept.keep('ab12', own)
    await expect.poll(async () => (await readdir(join(folder, 'ab'))).length, { timeout: 30_000 }).toBe(0)
    const roomy = openPastFacts(folder)
    await roomy.keep('ab12', own)
    const found = await roomy.find('ab12')
    expect(found?.measured.picture?.series).toEqual(own.measured.picture?.series)
    expect(found?.measured.picture?.tiles).toEqual(own.measured.picture?.tiles)
    expect(await roomy.find('cd')).toBeNull()
  }))

test('a file that was judged again by another profile counts under that one', () =>
  withTempFolder(async (folder) => {
    const kept = openPastFacts(folder)
    await kept.keep('aa', inspected(0, { plan: 'p', intent: meant(50, {}) }))
    const inspector = createVideoInspector({ profile: email, past: kept, wishes: [] } as never)
    const file = { sha256: 'aa', plan: 'p', compared: false }
    expect(await inspector.judgeAgain(file, signal)).toMatchObject({ profile: { name: 'email' } })
    await kept.settled()
    expect(await kept.find('aa')).toMatchObject({ profile: 'email', plan: 'p' })
  }))
