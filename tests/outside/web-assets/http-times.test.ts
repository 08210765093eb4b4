import { describe, expect, test } from 'vitest'
import { freshFor, retryAfter } from '../../../src-main/outside/web-assets/http-times.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const date = (milliseconds: number) => new Date(milliseconds).toUTCString()

describe('how long an answer stays fresh', () => {
  test.each([
    [{ 'cache-control': 'max-age=60' }, 60],
    [{ 'cache-control': 'public, MAX-AGE="60"' }, 60],
    [{ 'cache-control': 'max-age=60', age: '45' }, 15],
    [{ 'cache-control': 'max-age=60', age: '90' }, 0],
    [{ 'cache-control': 'max-age=60, no-cache' }, 0],
    [{ 'cache-control': 'no-store, max-age=60' }, 0],
    [{ 'cache-control': 's-maxage=60' }, 0],
    [{ expires: date(now + 30_000), date: date(now) }, 30],
    [{ expires: date(now + 30_000), date: date(now + 20_000) }, 10],
    [{ expires: date(now - 30_000) }, 0],
    [{ expires: '0' }, 0],
    [{ 'cache-control': 'max-age=0', expires: date(now + 30_000) }, 0],
    [{ 'cache-control': 'max-age=999999999999' }, 365 * 86_400],
    [{ 'cache-control': ['public', 'max-age=5'] }, 5],
    [{}, 0],
  ])('%j: %i seconds', (headers, seconds) => {
    expect(freshFor(headers, now)).toBe(seconds * 1_000)
  })
})

describe('how long a server wants to be left alone', () => {
  test.each([
    [{ 'retry-after': '12' }, 12_000],
    [{ 'retry-after': date(now + 5_000) }, 5_000],
    [{ 'retry-after': date(now - 5_000) }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j: %s ms', (headers, milliseconds) => {
    expect(retryAfter(headers, now)).toBe(milliseconds)
  })
})
