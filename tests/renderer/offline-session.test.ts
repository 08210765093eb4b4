import { describe, expect, test } from 'vitest'
import { nameForFile, openSession } from '../../src-renderer/offline/session.ts'
import { decisionsFile } from '../../src-shared/review/decisions-file.ts'
import type { PackageContents, PackageSeal, PackedItem } from '../../src-shared/review/package.ts'

const [one, two, three] = ['a', 'b', 'c'].map((sign) => sign.repeat(64)) as [string, string, string]
const hash = 'd'.repeat(64)
const seal: PackageSeal = {
  ...{ id: '2026-11-22-abc', batch: '20261122-0900-abcd', madeAt: '2026-11-22T09:00:00.000Z' },
  ...{ digest: hash, signature: hash },
}
const items = [one, two, three].map((sha256, place) => ({ job: place + 1, sha256 }) as PackedItem)
const contents = { items } as PackageContents

/** A browser: its clock goes on by a minute with each look. */
function browser(stored: Record<string, string> = {}, isFull = false) {
  let minutes = 0
  const storage = {
    getItem: (key: string) => stored[key] ?? null,
    setItem(key: string, text: string) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError')
      stored[key] = text
    },
  }
  const now = () => new Date(Date.UTC(2026, 10, 22, 10, minutes++))
  return {
    stored,
    open: (kept: typeof storage | null = storage, from = seal) => openSession(contents, from, kept, now),
  }
}
const approved = { kind: 'approved', reason: null, scope: null, words: '' } as const
const rejected = { kind: 'rejected', reason: 'text', scope: { what: 'row' }, words: 'A typo.' } as const
const remark = { job: 1, sha256: one, from: 3, to: 4, region: null, words: 'Cut off' }

test('what a reviewer said is there again when the page is opened the next day, and of no other package', () => {
  const { open } = browser()
  const session = open()
  session.rename('Ada')
  session.decide([1, 2], rejected)
  session.comment(remark)
  const again = open()
  expect(again.draft).toEqual(session.draft)
  expect(again.draft).toMatchObject({ reviewer: 'Ada', unsaved: true })
  expect([again.state(1), again.state(3)]).toEqual(['rejected', 'open'])
  expect(again.counts()).toEqual({ open: 1, approved: 0, rejected: 2, flagged: 0 })
  expect(open(undefined, { ...seal, id: 'another' }).draft.decisions).toEqual([])
})

test('a browser that keeps nothing says so, and the review goes on', () => {
  for (const session of [browser({}, true).open(), browser().open(null)]) {
    session.decide([1], approved)
    expect(session.state(1)).toBe('approved')
    expect(session.isKept).toBe(false)
  }
  expect(browser().open().isKept).toBe(true)
})

describe('the last change', () => {
  test('is taken back, and the file says that it no longer holds', () => {
    const session = browser().open()
    session.rename('Ada')
    session.decide([1], approved)
    const sent = session.file(null)
    session.decide([2, 3], rejected)
    expect(session.undo()).toBe(2)
    expect([1, 2, 3].map((job) => session.state(job))).toEqual(['approved', 'open', 'open'])
    // A file with them may have gone back already.
    expect(session.decision(2)).toMatchObject({ kind: 'withdrawn', reason: null, words: '' })
    expect(session.decision(1)).toMatchObject(JSON.parse(sent.text).decisions[0])
    expect(session.draft).toMatchObject({ unsaved: true, reviewer: 'Ada' })
  })

  test('of a decision that was said otherwise brings the former one back, as said later', () => {
    const session = browser().open()
    session.decide([1], approved)
    const { at } = session.decision(1)!
    session.decide([1], rejected)
    session.undo()
    expect(session.decision(1)).toMatchObject({ kind: 'approved' })
    expect(session.decision(1)!.at > at).toBe(true)
    session.undo()
    expect(session.state(1)).toBe('open')
    expect(session.undo()).toBeNull()
  })

  test('may be a remark', () => {
    const session = browser().open()
    session.comment(remark)
    session.comment({ ...remark, job: 2, sha256: two })
    session.removeComment(session.comments(1)[0]!)
    expect(session.comments(1)).toEqual([])
    expect(session.undo()).toBe(1)
    expect([session.comments(1).length, session.comments(2).length]).toEqual([1, 1])
    expect(session.undo()).toBe(2)
    expect(session.comments(2)).toEqual([])
  })
})

test('a decision that is taken back by hand stays in the file as withdrawn, and looks are timed', () => {
  const session = browser().open()
  session.rename('Ada')
  session.looked(1, 1_500.4)
  session.looked(1, 500)
  session.decide([1], rejected)
  expect(session.decision(1)).toMatchObject({ milliseconds: 2_000, sha256: one, scope: { what: 'row' } })
  session.decide([1], null)
  expect(session.state(1)).toBe('open')
  expect(session.draft.decisions).toMatchObject([{ job: 1, kind: 'withdrawn', reason: null, scope: null }])
})

test('what is saved is what the studio takes, and nothing is unsaved then', () => {
  const session = browser().open()
  session.rename('Ada Löve/..')
  session.decide([1], approved)
  session.decide([2], rejected)
  session.comment(remark)
  expect(session.draft.unsaved).toBe(true)
  const { name, text } = session.file(hash)
  expect(name).toBe('decisions-Ada-Löve.reelmill-review.json')
  expect(decisionsFile.parse(JSON.parse(text))).toMatchObject({
    ...{ reviewer: 'Ada Löve/..', seen: hash, package: seal },
    decisions: [{ job: 1 }, { job: 2, reason: 'text' }],
    comments: [{ words: 'Cut off' }],
  })
  expect(session.draft.unsaved).toBe(false)
  expect(nameForFile('///')).toBe('reviewer')
})

describe('a file that was saved before', () => {
  const saved = () => {
    const session = browser().open()
    session.rename('Ada')
    session.decide([1], approved)
    session.decide([2], rejected)
    session.comment(remark)
    return session.file(null).text
  }

  test('is gone on with: what was said here later stays, and a remark comes once', () => {
    const text = saved()
    const { open } = browser()
    const session = open()
    for (let minute = 0; minute < 10; minute++) session.looked(1, 1)
    expect(session.load(text)).toBe(2)
    expect(session.draft.reviewer).toBe('Ada')
    expect([1, 2, 3].map((job) => session.state(job))).toEqual(['approved', 'rejected', 'open'])
    for (const _ of Array(9)) session.decide([3], approved)
    session.decide([1], rejected)
    session.load(text)
    expect(session.state(1)).toBe('rejected')
    expect(session.comments(1)).toHaveLength(1)
    session.rename('Ben')
    session.load(text)
    expect(session.draft.reviewer).toBe('Ben')
  })

  test('of another package, or that is none, changes nothing', () => {
    const session = browser().open()
    session.decide([1], approved)
    const before = session.draft
    expect(session.load('{')).toBe('json')
    expect(session.load('[]')).toBe('json')
    expect(session.load(saved().replace('reelmill-review"', 'something"'))).toBe('json')
    expect(session.load(saved().replace(seal.id, 'another'))).toBe('other')
    expect(session.draft).toBe(before)
  })

  test('is taken only as far as it is about these files, and of the shape that it should have', () => {
    const good = JSON.parse(saved())
    const [first, second] = good.decisions
    const session = browser().open()
    const odd = {
      ...good,
      decisions: [
        { ...first, sha256: two },
        { ...first, job: 99 },
        { ...first, kind: 'loved' },
        { ...first, at: 'yesterday' },
        null,
        { ...second, reason: 'whim', scope: { what: 'segment', segment: '../x' }, milliseconds: 'long' },
        { ...first, job: 3, sha256: three, reason: 'text', scope: { what: 'row' }, words: 7 },
      ],
      comments: [
        { ...good.comments[0], from: 4, to: 4 },
        { ...good.comments[0], from: -1 },
        { ...good.comments[0], words: '  ' },
        { ...good.comments[0], region: { x: 1, y: 1, width: 0, height: 5 } },
      ],
    }
    expect(session.load(JSON.stringify(odd))).toBe(2)
    expect(session.draft.decisions).toMatchObject([
      { job: 2, kind: 'rejected', reason: null, scope: null, milliseconds: null },
      { job: 3, kind: 'approved', reason: null, scope: null, words: '' },
    ])
    expect(session.draft.comments).toMatchObject([{ job: 1, from: 3, region: null }])
  })
})
