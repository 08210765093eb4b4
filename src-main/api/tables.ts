import { dirname, resolve } from 'node:path'
import type { RowDesk } from '../services/row-desk/row-desk.ts'
import type { TemplateLibrary } from '../services/template-library/template-library.ts'
import type { Handlers } from './create-api.ts'

type Inspect = typeof import('../services/row-intake/read-rows.ts').inspectTable

export function tableHandlers(needs: {
  library(): Promise<TemplateLibrary>
  inspect: Inspect
  /** A table in a few words. */
  describe(description: Awaited<ReturnType<Inspect>>['description']): Promise<string>
  desk(): Promise<RowDesk>
  /** `YYYY-MM-DD`. */
  today(): string
}): Pick<
  Handlers,
  | 'table.inspect'
  | 'table.open'
  | 'table.rows'
  | 'table.place'
  | 'table.cell'
  | 'table.change'
  | 'table.names'
  | 'table.close'
> {
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
    async 'table.open'({ id, template: wanted, data, reading, map, key, roots, corrections, tableMark }) {
      const loaded = wanted === undefined ? null : await (await needs.library()).load(wanted)
      const { locale, ...options } = reading
      const path = resolve(data)
      return (await needs.desk()).open(id, {
        data: path,
        reading: options,
        locale,
        variables: loaded?.template.variables ?? {},
        languages: loaded === null ? [] : Object.keys(loaded.template.languages),
        map,
        key,
        corrections,
        tableMark,
        folders: [
          dirname(path),
          ...roots.map((root) => resolve(root)),
          ...(loaded === null ? [] : [loaded.folder]),
        ],
        template: loaded?.template.name ?? '',
        today: needs.today(),
      })
    },
    'table.rows': async ({ id, ...ask }) => (await needs.desk()).ask(id, 'rows', ask),
    'table.place': async ({ id, ...ask }) => (await needs.desk()).ask(id, 'place', ask),
    'table.cell': async ({ id, ...ask }) => (await needs.desk()).ask(id, 'cell', ask),
    'table.change': async ({ id, ...ask }) => (await needs.desk()).ask(id, 'change', ask),
    'table.names': async ({ id, ...ask }) => (await needs.desk()).ask(id, 'names', ask),
    async 'table.close'({ id }) {
      await (await needs.desk()).close(id)
      return null
    },
  }
}
