import { type Variable, variableSchema } from '../../../src-shared/data/variables.ts'

/** A variable as a template's author writes it. */
export function variable(source: { type: Variable['type'] } & Record<string, unknown>): Variable {
  return variableSchema.parse(source)
}
