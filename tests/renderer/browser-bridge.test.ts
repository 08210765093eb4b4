import { expect, test, vi } from 'vitest'
import type { Bridge } from '../../src-shared/contract/bridge.ts'

/** A tab without a screen, and what it sent. */
async function openTab() {
  const hearing = new Map<string, () => void>()
  const sent: { body: string; keepalive: boolean }[] = []
  const tab: { addEventListener: unknown; reelmill?: Bridge } = {
    addEventListener: (event: string, hear: () => void) => hearing.set(event, hear),
  }
  const kept = new Map<string, string>()
  vi.stubGlobal('window', tab)
  vi.stubGlobal('location', { hash: `#word=${'w'.repeat(43)}` })
  vi.stubGlobal('history', { replaceState() {} })
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
  vi.stubGlobal('fetch', async (_: string, request: (typeof sent)[number]) => {
    sent.push(request)
    return Response.json({ ok: true, answer: null })
  })
  await import('../../src-renderer/bridge/browser-bridge.ts')
  const say = (source: string) => tab.reelmill!.ask('editor.change', { editor: 'one', source })
  return { sent, say, hears: (event: string) => hearing.get(event)!() }
}

test('what a tab says as it goes outlives it, as far as a browser has room for that', async () => {
  const { sent, say, hears } = await openTab()
  await say('before')
  hears('pagehide')
  await say('the last words')
  // In bytes this is too much; in letters it is not.
  await say('ü'.repeat(30_001))
  await say('x'.repeat(50_000))
  await say('y'.repeat(50_000))
  hears('pageshow')
  await say('back again')
  expect(sent.map(({ keepalive }) => keepalive)).toEqual([false, true, false, true, false, false])
})
