import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TemplateVersion } from '../../../src-shared/contract/templates.ts'
import { compareVersions } from '../../../src-shared/templates/versions.ts'
import { type ComparedVersion, changesBetween } from '../../core/template-changes/template-changes.ts'
import { lookInto } from './look-into.ts'
import { openTemplateFolder } from './template-folder.ts'

/** A version as it lies there. `at` and `note` of those that were published here. */
export type KnownVersion = {
  version: string
  folder: string
  origin: TemplateVersion['origin']
  at: string | null
  note: string
  isCurrent: boolean
}

/** What own versions were found to be: they never change. */
const seen = new Map<string, ComparedVersion | null>()
const mostSeen = 200

/** Versions of one template, the latest first, each with what changed since the one before. */
export async function listVersions(known: readonly KnownVersion[]): Promise<TemplateVersion[]> {
  const inOrder = [...known].sort((one, other) => compareVersions(one.version, other.version))
  const list: TemplateVersion[] = []
  let before: ComparedVersion | null = null
  for (const [index, { folder, ...version }] of inOrder.entries()) {
    const now = await comparedOf(folder, version.origin === 'own')
    list.push({
      ...version,
      changes: index === 0 || before === null || now === null ? null : changesBetween(before, now),
    })
    before = now
  }
  return list.reverse()
}

/** What one is compared by; null when it can't be read as a template of today. */
export async function comparedOf(folder: string, neverChanges: boolean): Promise<ComparedVersion | null> {
  const { ino, mtimeMs } = await stat(join(folder, 'template.json')).catch(() => ({ ino: 0, mtimeMs: 0 }))
  // A version that was removed may come again under the same name.
  const key = `${folder} ${ino} ${mtimeMs}`
  const known = seen.get(key)
  if (known !== undefined && neverChanges) return known
  const looked = await openTemplateFolder(folder)
    .then(lookInto)
    .catch(() => null)
  const compared =
    looked === null || looked.template === null
      ? null
      : {
          template: looked.template,
          files: new Map([...looked.files].map(([file, { content }]) => [file, content])),
        }
  if (neverChanges) {
    if (seen.size >= mostSeen) seen.delete(seen.keys().next().value!)
    seen.set(key, compared)
  }
  return compared
}
