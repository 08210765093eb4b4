import { expect, test } from 'vitest'
import { openedTemplate, stubWindow } from './editor-window.ts'

const source = JSON.stringify({
  name: 'card',
  formats: { wide: { width: 320, height: 180 } },
  scenes: [{ id: 'one', duration: 1 }],
})
const proxies: PromiseWithResolvers<unknown>[] = []
stubWindow((name) => {
  if (name === 'editor.open') return Promise.resolve({ ok: true, answer: openedTemplate('card', source) })
  if (name !== 'editor.proxy') return Promise.resolve({ ok: true, answer: null })
  const proxy = Promise.withResolvers<unknown>()
  proxies.push(proxy)
  return proxy.promise
})

test('a film that was stopped and is wanted again at once plays, whatever becomes of the first one', async () => {
  const { openEditor } = await import('../../src-renderer/state/editor.ts')
  const { togglePlay, usePlay } = await import('../../src-renderer/state/editor-play.ts')
  await openEditor('card')
  const first = togglePlay()
  await togglePlay()
  const second = togglePlay()
  proxies[0]!.resolve({ ok: false, error: { code: 'editor.stopped', message: 'Stopped.', whatToDo: '' } })
  await first
  expect(usePlay.getState().is).toBe('making')
  proxies[1]!.resolve({ ok: true, answer: { proxy: 'proxy/2', duration: 1 } })
  await second
  expect(usePlay.getState()).toMatchObject({ is: 'playing', address: 'proxy/2' })
})
