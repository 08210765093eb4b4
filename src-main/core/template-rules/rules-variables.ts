import type { Variable } from '../../../src-shared/data/variables.ts'
import type { Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'
import type { Report } from './report.ts'
import type { RuleTools } from './tools.ts'

/** Variables: names, limits, examples and defaults. */
export function checkVariables(template: Template, tools: RuleTools, report: Report): void {
  const columns = new Map<string, string>()
  for (const [name, variable] of Object.entries(template.variables)) {
    const path = at('variables', name)
    if (tools.reservedNames.has(name))
      report.error(
        'variable.reserved',
        { path },
        `"${name}" means something of its own in expressions.`,
        'Give the variable another name.',
      )
    checkLimits(variable, path, report)
    for (const property of ['default', 'example'] as const) {
      const text = variable[property]
      const fault = text === undefined ? null : tools.cellFault(text, variable)
      if (fault !== null)
        report.error('variable.value', { path: at(path, property) }, fault.message, fault.whatToDo)
    }
    for (const column of [name, ...variable.columns]) {
      const folded = column
        .normalize('NFKD')
        .replace(/[\s_\-\p{M}]/gu, '')
        .toLowerCase()
      const other = columns.get(folded)
      if (other !== undefined && other !== name)
        report.error(
          'variable.column',
          { path: at(path, 'columns') },
          `The column name "${column}" is also taken for the variable "${other}".`,
          'Let each column name lead to one variable.',
        )
      columns.set(folded, name)
    }
  }
}

const limits = [
  ['minLength', 'maxLength'],
  ['min', 'max'],
  ['from', 'to'],
  ['minItems', 'maxItems'],
] as const

function checkLimits(variable: Variable, path: string, report: Report): void {
  const given = variable as unknown as Record<string, number | string | undefined>
  for (const [low, high] of limits) {
    const [least, most] = [given[low], given[high]]
    if (least !== undefined && most !== undefined && least > most)
      report.error(
        'variable.limits',
        { path: at(path, low) },
        `${low} is ${least}, which is more than ${high}, ${most}: no value can pass.`,
        'Swap or correct the two limits.',
      )
  }
  if (variable.type !== 'one-of') return
  const known = new Set<string>()
  variable.choices.forEach((choice, index) => {
    const folded = choice.replace(/\s+/g, '').toLowerCase()
    if (known.has(folded))
      report.error(
        'variable.choices',
        { path: at(at(path, 'choices'), index) },
        `The choice "${choice}" comes twice.`,
        'Remove one of the two; capitals and spaces make no difference in cells.',
      )
    known.add(folded)
  })
}
