import type { TemplateSummary } from '../../../src-shared/contract/commands.ts'
import type { Finding } from '../../../src-shared/plans/findings.ts'
import { type Codec, codecs } from '../../../src-shared/templates/formats.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { count, inLine, table } from '../wording.ts'

export function listTemplates(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const templates = await studio.api.ask('template.list', {})
    const broken = await studio.api.ask('template.broken', {})
    const { out, err } = door.terminal
    if (choice.json) for (const template of templates) out(JSON.stringify(template))
    else {
      const rows = templates.map((template) => [
        template.name,
        template.version,
        template.formats.map(({ id }) => id).join(','),
        template.languages.map(({ id }) => id).join(','),
        template.origin,
        inLine(template.title),
      ])
      for (const line of table([['TEMPLATE', 'VERSION', 'FORMATS', 'LANGUAGES', 'ORIGIN', 'TITLE'], ...rows]))
        out(line)
    }
    for (const { name, error } of broken) err(inLine(`Can't be used: ${name}. ${error.message}`))
    return { exit: exitStatus.done, templates: templates.length, broken: broken.map(({ name }) => name) }
  })
}

export function showTemplate(door: Door, template: string, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const summary = await studio.api.ask('template.show', { template })
    if (choice.json) door.terminal.out(JSON.stringify(summary))
    else for (const line of templateLines(summary)) door.terminal.out(line)
    return { exit: exitStatus.done, template: summary.name }
  })
}

export function printSchema(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, { ...choice, json: false }, async (studio) => {
    door.terminal.out(JSON.stringify(await studio.api.ask('template.schema', {}), null, 2))
    return { exit: exitStatus.done }
  })
}

export function checkTemplate(door: Door, template: string, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const { findings } = await studio.api.ask('template.check', { template })
    const errors = findings.filter(({ severity }) => severity === 'error').length
    const { out } = door.terminal
    if (choice.json) for (const finding of findings) out(JSON.stringify(finding))
    else {
      for (const finding of findings) out(findingLine(finding))
      out(
        findings.length === 0
          ? 'The template is valid.'
          : `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}.`,
      )
    }
    return {
      exit: errors > 0 ? exitStatus.wrongUse : exitStatus.done,
      errors,
      warnings: findings.length - errors,
    }
  })
}

/** `error  text.overflow  (es, square)  message what to do` */
export function findingLine(finding: Finding): string {
  const where = [finding.language, finding.format, finding.scene, finding.layer].filter(
    (part) => part !== null,
  )
  const place = where.length === 0 ? '' : ` (${where.join(', ')})`
  return `${finding.severity} ${finding.rule}${place}: ${inLine(`${finding.message} ${finding.whatToDo}`)}`
}

function templateLines(summary: TemplateSummary): string[] {
  return [
    `${summary.name} ${summary.version}: ${inLine(summary.title)}`,
    ...(summary.description === '' ? [] : [inLine(summary.description)]),
    `Folder: ${inLine(summary.folder)}`,
    '',
    'Variables',
    ...indented(
      summary.variables.map((variable) => [
        variable.name,
        variable.type,
        variable.default === undefined && variable.required ? 'required' : 'optional',
        inLine(
          [
            variable.title ?? variable.description ?? '',
            variable.example ? `(like ${variable.example})` : '',
          ].join(' '),
        ),
      ]),
    ),
    '',
    'Formats',
    ...indented(
      summary.formats.map(({ id, width, height, codec, title }) => [
        id,
        `${width}x${height}`,
        encodedAs(codec),
        inLine(title),
      ]),
    ),
    '',
    'Languages',
    ...indented(summary.languages.map(({ id, title }) => [id, inLine(title)])),
  ]
}

/** `H.264 in MP4`; `GIF` is both. */
function encodedAs(codec: Codec): string {
  const { title, extension } = codecs[codec]
  const container = extension.toUpperCase()
  return title === container ? title : `${title} in ${container}`
}

const indented = (rows: string[][]) => table(rows).map((line) => `  ${line}`)
