import { resolve } from 'node:path'
import type { TemplateLibrary } from '../services/template-library/template-library.ts'
import type { Handlers } from './create-api.ts'

type Inspect = typeof import('../services/row-intake/read-rows.ts').inspectTable

export function tableHandlers(needs: {
  library(): Promise<TemplateLibrary>
  inspect: Inspect
  /** A table in a few words. */
  describe(description: Awaited<ReturnType<Inspect>>['description']): Promise<string>
}): Pick<Handlers, 'table.inspect'> {
  return {
    async 'table.inspect'({ template: wanted, data, reading, map }) {
      const { template } = await (await needs.library()).load(wanted)
      const { locale: _locale, ...options } = reading
      const path = resolve(data)
      const { columns, description, mapping, missing, unused, problems, sample } = await needs.inspect({
        data: path,
        reading: options,
        variables: template.variables,
        map,
        languages: Object.keys(template.languages),
      })
      return {
        path,
        description: await needs.describe(description),
        columns,
        sample,
        mapping,
        missing,
        unused,
        problems,
      }
    },
  }
}
