import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOwnPage, type Sender } from '../../src-main/desktop/own-page.ts'
import { plainFolder } from '../../src-main/desktop/plain-folder.ts'
import { readRange } from '../../src-main/page/byte-range.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

describe('ranges of a file', () => {
  test.each([
    ['bytes=0-99', { first: 0, last: 99 }],
    ['bytes=900-', { first: 900, last: 999 }],
    ['bytes=900-5000', { first: 900, last: 999 }],
    ['bytes=-10', { first: 990, last: 999 }],
    ['bytes=-5000', { first: 0, last: 999 }],
    [' bytes=7-7 ', { first: 7, last: 7 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['bytes=a-b', null],
    ['items=0-1', null],
    [null, null],
  ])('of 1,000 bytes, %s is %j', (header, range) => {
    expect(readRange(header, 1_000)).toEqual(range)
  })

  test('an empty file has no byte to give', () => {
    expect(readRange('bytes=0-', 0)).toBe('unsatisfiable')
    expect(readRange(null, 0)).toBeNull()
  })
})

describe('who may ask', () => {
  const page = {} as Sender['sender']
  const own = { url: 'reelmill://studio/index.html', parent: null }
  test.each([
    ['the own page', { sender: page, senderFrame: own }, true],
    ['another window', { sender: {} as Sender['sender'], senderFrame: own }, false],
    ['a frame inside of the page', { sender: page, senderFrame: { ...own, parent: own } }, false],
    ['a frame that is gone', { sender: page, senderFrame: null }, false],
    ['a page that was navigated to', { sender: page, senderFrame: { ...own, url: 'about:blank' } }, false],
    [
      'a like-named host',
      { sender: page, senderFrame: { ...own, url: 'reelmill://studio.evil/index.html' } },
      false,
    ],
    [
      'a like-named scheme',
      { sender: page, senderFrame: { ...own, url: 'https://studio/index.html' } },
      false,
    ],
    ['an address that is none', { sender: page, senderFrame: { ...own, url: '' } }, false],
  ])('%s', (_who, sender, answer) => {
    expect(isOwnPage(sender, page)).toBe(answer)
    expect(isOwnPage(sender, null)).toBe(false)
  })
})

describe('what the file manager may open', () => {
  test('a folder of videos or of a template version is opened by its true path', () =>
    withTempFolder(async (folder) => {
      for (const name of ['videos', 'Frühling 2026', '1.0.0', '.hidden', 'a. b']) {
        mkdirSync(join(folder, name))
        const opens = name !== '.hidden' && name !== 'a. b'
        expect([name, (await plainFolder(join(folder, name))) !== null]).toEqual([name, opens])
      }
      symlinkSync(join(folder, 'videos'), join(folder, 'latest'))
      expect(await plainFolder(join(folder, 'latest'))).toBe(await realpath(join(folder, 'videos')))
    }))

  test('an app, a bundle, a program, a launcher or a shortcut is shown and never run, whatever leads there', () =>
    withTempFolder(async (folder) => {
      const at = (name: string) => join(folder, name)
      for (const name of ['Card.app', 'Card.APP', 'x.workflow', 'x.pkg', 'x.prefPane', 'x.{20D04FE0-3AEA}'])
        mkdirSync(at(name))
      mkdirSync(at('unnamed/Contents/MacOS'), { recursive: true })
      for (const name of ['run', 'run.sh', 'x.desktop', 'x.lnk', 'x.exe', 'video.mp4']) {
        writeFileSync(at(name), '#!/bin/sh\n')
        chmodSync(at(name), 0o755)
      }
      symlinkSync(at('Card.app'), at('videos'))
      symlinkSync(at('run'), at('manifest'))
      for (const name of [
        ...['Card.app', 'Card.APP', 'x.workflow', 'x.pkg', 'x.prefPane', 'x.{20D04FE0-3AEA}', 'unnamed'],
        ...['run', 'run.sh', 'x.desktop', 'x.lnk', 'x.exe', 'video.mp4', 'videos', 'manifest', 'missing'],
      ])
        expect([name, await plainFolder(at(name))]).toEqual([name, null])
    }))
})
