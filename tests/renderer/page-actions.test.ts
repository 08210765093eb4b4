import { expect, test } from 'vitest'
import { type PageAction, pageActions } from '../../src-renderer/state/page-actions.ts'
import { isReserved } from '../../src-renderer/view-math/keys.ts'
import { nameOfPlace } from '../../src-renderer/view-math/titles.ts'
import { de } from '../../src-renderer/words/de/index.ts'
import { readSources } from '../architecture/read-sources.ts'
import { projectRoot } from '../helpers/project-root.ts'

const all = Object.entries(pageActions) as [string, PageAction][]

test('everything that a page can do has a name and a page before that page was ever opened', () => {
  expect(all.length).toBeGreaterThan(60)
  for (const [id, { title, place }] of all) {
    expect(title(), id).not.toBe('')
    expect(nameOfPlace(place), id).toBeTruthy()
  }
  expect(Object.keys(de.editor.actions).map((name) => `editor.${name}`)).toEqual(
    all.map(([id]) => id).filter((id) => id.startsWith('editor.')),
  )
})

test('no two things that a page offers at a time share their keys', () => {
  const taken = new Map<string, string>()
  for (const [id, { place, keys = [], insteadOf }] of all)
    for (const each of keys) {
      const name = `${place} ${each}`
      expect(taken.get(name) ?? insteadOf, `${name}: ${id}`).toBe(insteadOf)
      taken.set(name, id)
      expect(isReserved(each) && !/^mod\+[AZ]$/.test(each), `${id}: ${each}`).toBe(false)
    }
})

test('each of them is offered by a page', () => {
  const pages = [...readSources(projectRoot)]
    .filter(([path]) => path.startsWith('src-renderer/pages/'))
    .map(([, text]) => text)
    .join('\n')
  const missing = all
    .map(([id]) => id)
    .filter((id) => !pages.includes(`'${id}'`) && !/^editor\.align/.test(id))
  expect(missing).toEqual([])
})
