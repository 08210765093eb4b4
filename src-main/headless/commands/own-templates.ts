import { resolve } from 'node:path'
import { type Door, type StudioChoice, withRecords, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { versionLines } from '../template-words.ts'
import { inLine, size } from '../wording.ts'

export function importTemplate(
  door: Door,
  path: string,
  choice: StudioChoice & { as?: 'new-version' | 'copy' },
): Promise<ExitStatus> {
  return withRecords(door, choice, 'template import', async ({ api }) => {
    const { as } = choice
    const made = await api.ask('template.import', {
      path: resolve(path),
      ...(as === undefined ? {} : { as }),
    })
    const { name, version, outcome } = made
    const said = {
      new: `Imported ${name} ${version}.`,
      'new-version': `${name} is now in version ${version}.`,
      copy: `Imported as ${name} ${version}.`,
      same: `${name} ${version} was here already, and is the same.`,
    }
    if (!choice.json) door.terminal.out(said[outcome])
    return { exit: exitStatus.done, ...made }
  })
}

export function exportTemplate(
  door: Door,
  template: string,
  file: string | undefined,
  choice: StudioChoice & { overwrite?: boolean },
): Promise<ExitStatus> {
  return withRecords(door, choice, 'template export', async ({ api }) => {
    const { overwrite = false } = choice
    const [name = '', version] = template.split('@')
    const named = file ?? `${name}-${version ?? (await api.ask('template.show', { template })).version}.zip`
    const made = await api.ask('template.export', {
      template: name,
      path: resolve(named),
      overwrite,
      ...(version === undefined ? {} : { version }),
    })
    if (!choice.json) door.terminal.out(`${inLine(made.path)} (${size(made.bytes)})`)
    return { exit: exitStatus.done, ...made }
  })
}

export function duplicateTemplate(
  door: Door,
  template: string,
  name: string | undefined,
  choice: StudioChoice & { title?: string },
): Promise<ExitStatus> {
  return withRecords(door, choice, 'template duplicate', async ({ api }) => {
    const { title } = choice
    const made = await api.ask('template.duplicate', {
      template: /[/\\]/.test(template) ? resolve(template) : template,
      ...(name === undefined ? {} : { name }),
      ...(title === undefined ? {} : { title }),
    })
    if (!choice.json) door.terminal.out(`Duplicated as ${made.name}.`)
    return { exit: exitStatus.done, ...made }
  })
}

export function deleteTemplate(door: Door, template: string, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'template delete', async ({ api }) => {
    const { removed, shipped } = await api.ask('template.delete', { template })
    if (!choice.json) {
      const { out } = door.terminal
      out(`Deleted ${template}.${shipped === null ? '' : ` Version ${shipped} of Reelmill is in its place.`}`)
      out(`To undo this: reelmill template bring-back ${removed}`)
    }
    return { exit: exitStatus.done, removed, shipped }
  })
}

export function bringTemplateBack(door: Door, removed: string, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'template bring-back', async ({ api }) => {
    const made = await api.ask('template.bring-back', { removed })
    if (!choice.json) door.terminal.out(`${made.name} ${made.version} is back.`)
    return { exit: exitStatus.done, ...made }
  })
}

export function listVersions(door: Door, template: string, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api }) => {
    const versions = await api.ask('template.versions', { template })
    const { out } = door.terminal
    for (const version of versions)
      if (choice.json) out(JSON.stringify(version))
      else for (const line of versionLines(version)) out(line)
    return { exit: exitStatus.done, versions: versions.length }
  })
}

export function restoreVersion(
  door: Door,
  template: string,
  version: string,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, 'template restore', async ({ api }) => {
    const made = await api.ask('template.restore', { template, version })
    if (!choice.json)
      door.terminal.out(
        version === 'shipped'
          ? `${template} is the version that comes with Reelmill again.`
          : `${template} is version ${version} again.`,
      )
    return { exit: exitStatus.done, ...made }
  })
}
