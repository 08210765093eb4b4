import type { Answers } from '../../src-shared/contract/commands.ts'
import type { TemplateUse } from '../../src-shared/contract/templates.ts'
import type { OwnTemplates } from '../services/template-library/own-templates.ts'
import type { TemplateLibrary } from '../services/template-library/template-library.ts'
import type { Handlers } from './create-api.ts'

type Commands = Extract<keyof Answers, `template.${string}`>

export function templateHandlers(needs: {
  library(): Promise<TemplateLibrary>
  own(): Promise<OwnTemplates>
  uses(): Promise<TemplateUse[]>
  summaryOf(loaded: Awaited<ReturnType<TemplateLibrary['load']>>): Promise<Answers['template.show']>
}): Pick<Handlers, Commands> {
  const { library, own } = needs
  return {
    'template.list': async () => (await (await library()).list()).templates,
    'template.broken': async () => (await (await library()).list()).broken,
    'template.show': async ({ template }) => needs.summaryOf(await (await library()).load(template)),
    'template.check': async ({ template }) => ({ findings: await (await library()).check(template) }),
    // The schemas of every layer: other commands need not wait for them.
    'template.schema': async () =>
      (await import('../../src-shared/templates/json-schema.ts')).templateJsonSchema(),
    'template.uses': () => needs.uses(),
    'template.versions': async ({ template }) => (await own()).versions(template),
    'template.restore': async ({ template, version }) => (await own()).restore(template, version),
    async 'template.duplicate'({ template, name, title }) {
      const made = await (await own()).duplicate(template, name, title)
      return { name: made.name, version: made.version }
    },
    async 'template.import'({ path, as }) {
      const { name, version, outcome } = await (await own()).importFrom(path, as)
      return { name, version, outcome }
    },
    'template.export': async ({ template, path, version, overwrite }) =>
      (await own()).exportTo(template, path, { version, overwrite }),
    'template.delete': async ({ template }) => (await own()).remove(template),
    'template.bring-back': async ({ removed }) => (await own()).bringBack(removed),
  }
}
