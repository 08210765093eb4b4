import type { TemplateLibrary } from '../services/template-library/template-library.ts'
import type { Handlers } from './create-api.ts'

export function templateHandlers(needs: {
  library(): Promise<TemplateLibrary>
  summaryOf(
    loaded: Awaited<ReturnType<TemplateLibrary['load']>>,
  ): Promise<Awaited<ReturnType<TemplateLibrary['list']>>[number]>
}): Pick<Handlers, 'template.list' | 'template.show' | 'template.check' | 'template.schema'> {
  const { library } = needs
  return {
    'template.list': async () => (await library()).list(),
    'template.show': async ({ template }) => needs.summaryOf(await (await library()).load(template)),
    'template.check': async ({ template }) => ({ findings: await (await library()).check(template) }),
    // The schemas of every layer: other commands need not wait for them.
    'template.schema': async () =>
      (await import('../../src-shared/templates/json-schema.ts')).templateJsonSchema(),
  }
}
