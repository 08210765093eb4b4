import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSettingsDesk } from '../../../src-main/services/settings-desk/settings-desk.ts'
import type { Settings } from '../../../src-shared/settings/settings.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('a change keeps what was set before, is told, and is there for the next studio', () =>
  withTempFolder(async (folder) => {
    const told: Settings[] = []
    const desk = createSettingsDesk(folder, (settings) => told.push(settings))
    expect(await desk.show()).toMatchObject({ theme: 'system', worksOnWhenClosed: true })
    await Promise.all([desk.set({ theme: 'dark' }), desk.set({ keys: { 'queue.pause': ['P'] } })])
    expect(told.at(-1)).toMatchObject({ theme: 'dark', keys: { 'queue.pause': ['P'] } })
    expect(await createSettingsDesk(folder, () => {}).show()).toEqual(told.at(-1))
  }))

test('a setting that was spoilt by hand costs no other one, and a file that is none costs nothing but what it held', () =>
  withTempFolder(async (folder) => {
    const path = join(folder, 'settings.json')
    writeFileSync(path, JSON.stringify({ theme: 'pink', language: 'de', of_tomorrow: 1 }))
    const desk = createSettingsDesk(folder, () => {})
    expect(await desk.show()).toMatchObject({ theme: 'system', language: 'de' })
    writeFileSync(path, '{ "theme": "dark"')
    expect((await desk.show()).theme).toBe('system')
    await desk.set({ theme: 'light' })
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ theme: 'light', language: 'system' })
  }))

test('of the folders for assets those are used that are there: a disk that is away stops no batch', () =>
  withTempFolder(async (folder) => {
    const desk = createSettingsDesk(folder, () => {})
    await desk.set({ assetRoots: [folder, join(folder, 'away'), join(folder, 'settings.json')] })
    expect(await desk.assetRoots()).toEqual([folder])
    expect((await desk.show()).assetRoots).toHaveLength(3)
  }))
