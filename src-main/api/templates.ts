import type { Answers } from '../../src-shared/contract/commands.ts'
import { StudioError } from '../../src-shared/contract/errors.ts'
import type { TemplateUse } from '../../src-shared/contract/templates.ts'
import type { OwnTemplates } from '../services/template-library/own-templates.ts'
import type { TemplateLibrary } from '../services/template-library/template-library.ts'
import type { VersionStills } from '../services/template-pictures/version-stills.ts'
import type { Handlers } from './create-api.ts'
import type { LongWorkOf } from './long-work.ts'

type Commands = Extract<keyof Answers, `template.${string}`>

export function templateHandlers(needs: {
  library(): Promise<TemplateLibrary>
  own(): Promise<OwnTemplates>
  uses(): Promise<TemplateUse[]>
  stills(): Promise<VersionStills>
  longWork: LongWorkOf
  summaryOf(loaded: Awaited<ReturnType<TemplateLibrary['load']>>): Promise<Answers['template.show']>
}): Pick<Handlers, Commands> {
  const { library, own } = needs
  /** Imports and exports. */
  const carrying = needs.longWork({
    taken: (id) =>
      new StudioError({
        code: 'template.under-way',
        message: `An import or export with the id "${id}" runs already.`,
        whatToDo: 'Choose another id, or stop that one first.',
      }),
    stopped: (cause) =>
      new StudioError({
        code: 'template.stopped',
        message: 'It was stopped, and nothing has changed.',
        whatToDo: 'Begin again when you want it.',
        cause,
      }),
  })

  /** Does what may take long: tells of its bytes, and can be stopped, when it has an id. */
  async function carried<T>(
    id: string | undefined,
    work: (how: { signal?: AbortSignal; onBytes?(done: number, of: number): void }) => Promise<T>,
  ): Promise<T> {
    if (id === undefined) return work({})
    return carrying.run(id, ({ signal, tell }) =>
      work({
        signal,
        onBytes: (done, of) => tell(() => ({ event: 'template.progress', id, done, of }), done >= of),
      }),
    )
  }

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
    'template.compare': async ({ template, from, to }) => (await own()).compare(template, from, to),
    async 'template.timeline'(view) {
      const { duration, scenes } = await (await needs.stills()).timeline(view)
      return { duration, scenes: scenes.map(({ id, from, to }) => ({ id, from, to })) }
    },
    'template.restore': async ({ template, version }) => (await own()).restore(template, version),
    async 'template.duplicate'({ template, name, title }) {
      const made = await (await own()).duplicate(template, name, title)
      return { name: made.name, version: made.version }
    },
    async 'template.import'({ path, as, id }) {
      const templates = await own()
      const { name, version, outcome } = await carried(id, (how) => templates.importFrom(path, as, how))
      return { name, version, outcome }
    },
    async 'template.export'({ template, path, version, overwrite, id }) {
      const templates = await own()
      return carried(id, (how) => templates.exportTo(template, path, { version, overwrite }, how))
    },
    'template.stop'({ id }) {
      carrying.stop(id)
      return null
    },
    'template.delete': async ({ template }) => (await own()).remove(template),
    'template.bring-back': async ({ removed }) => (await own()).bringBack(removed),
  }
}
