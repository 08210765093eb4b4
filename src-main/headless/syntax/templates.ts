import { type Command, Option } from 'commander'
import type { Door, StudioChoice } from '../door.ts'
import { common, type Run } from './common.ts'

type ExportChoice = StudioChoice & { overwrite?: boolean }

export function addTemplates(program: Command, door: Door, run: Run): void {
  const group = program.command('template').description('see, check, import, export and keep templates')
  common(group.command('list').description('the templates that there are')).action((choice: StudioChoice) =>
    run(async () => (await import('../commands/templates.ts')).listTemplates(door, choice)),
  )
  common(
    group
      .command('show')
      .description("a template's variables, formats and languages")
      .argument('<template>', 'its name or its folder'),
  ).action((template: string, choice: StudioChoice) =>
    run(async () => (await import('../commands/templates.ts')).showTemplate(door, template, choice)),
  )
  common(group.command('schema').description('the JSON Schema of template.json, for editors')).action(
    (choice: StudioChoice) =>
      run(async () => (await import('../commands/templates.ts')).printSchema(door, choice)),
  )
  common(
    group
      .command('check')
      .description('everything that can be known of a template without data')
      .argument('<folder>', "the template's folder or name"),
  ).action((folder: string, choice: StudioChoice) =>
    run(async () => (await import('../commands/templates.ts')).checkTemplate(door, folder, choice)),
  )
  addOwnTemplates(group, door, run)
}

/** What changes a person's own templates, or carries them elsewhere. */
function addOwnTemplates(group: Command, door: Door, run: Run): void {
  const own = () => import('../commands/own-templates.ts')
  common(
    group
      .command('import')
      .description('take in a template: a folder, or a ZIP file of one')
      .argument('<path>', 'the folder, its template.json, or the ZIP file')
      .addOption(
        new Option('--as <what>', 'when there is one of that name already').choices(['new-version', 'copy']),
      ),
  ).action((path: string, choice: StudioChoice & { as?: 'new-version' | 'copy' }) =>
    run(async () => (await own()).importTemplate(door, path, choice)),
  )
  common(
    group
      .command('export')
      .description('pack a template into a ZIP file')
      .argument('<template>', 'its name; an earlier version like shelf-card@1.2.0')
      .argument('[file]', 'the ZIP file; without it, <template>-<version>.zip here')
      .option('--overwrite', 'replace a file of that name'),
  ).action((template: string, file: string | undefined, choice: ExportChoice) =>
    run(async () => (await own()).exportTemplate(door, template, file, choice)),
  )
  common(
    group
      .command('duplicate')
      .description('make a template of another name of this one')
      .argument('<template>', 'its name or its folder')
      .argument('[name]', 'name of the new one; without it, a free one is made')
      .option('--title <title>', 'name for people'),
  ).action((template: string, name: string | undefined, choice: StudioChoice & { title?: string }) =>
    run(async () => (await own()).duplicateTemplate(door, template, name, choice)),
  )
  common(
    group
      .command('delete')
      .description('remove an own template with all of its versions; it can be brought back for 30 days')
      .argument('<template>', 'its name'),
  ).action((template: string, choice: StudioChoice) =>
    run(async () => (await own()).deleteTemplate(door, template, choice)),
  )
  common(
    group
      .command('bring-back')
      .description('undo the removal of a template')
      .argument('<removed>', 'what `template delete` said'),
  ).action((removed: string, choice: StudioChoice) =>
    run(async () => (await own()).bringTemplateBack(door, removed, choice)),
  )
  common(
    group
      .command('versions')
      .description('every version of a template, with what changed')
      .argument('<template>', 'its name'),
  ).action((template: string, choice: StudioChoice) =>
    run(async () => (await own()).listVersions(door, template, choice)),
  )
  common(
    group
      .command('restore')
      .description('make an earlier version of a template the current one; the later ones stay')
      .argument('<template>', 'its name')
      .argument('<version>', 'like 1.2.0, or `shipped`: the one that comes with Reelmill'),
  ).action((template: string, version: string, choice: StudioChoice) =>
    run(async () => (await own()).restoreVersion(door, template, version, choice)),
  )
}
