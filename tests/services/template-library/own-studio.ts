import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createOwnTemplates,
  type OwnTemplates,
} from '../../../src-main/services/template-library/own-templates.ts'
import {
  createTemplateLibrary,
  foldersByName,
  type TemplateLibrary,
} from '../../../src-main/services/template-library/template-library.ts'
import type { TemplateSource } from '../../../src-shared/templates/template.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

/** A name over a logo, for a second. */
export const card: TemplateSource = {
  reelmill: 1,
  name: 'card',
  version: '1.0.0',
  title: 'Card',
  canvas: { width: 320, height: 180 },
  formats: { wide: { width: 320, height: 180, title: 'Wide' } },
  variables: { name: { type: 'text' } },
  brand: { logo: 'logo.svg' },
  languages: { en: { title: 'English' } },
  defaultLanguage: 'en',
  scenes: [
    {
      id: 'only',
      duration: 1,
      layers: [
        { id: 'logo', type: 'image', source: { brand: 'logo' } },
        {
          id: 'name',
          type: 'text',
          text: '{{ name }}',
          box: { x: '10%', y: '10%', width: '80%', height: '80%' },
        },
      ],
    },
  ],
}

/** Writes a template with its logo; answers its folder. */
export function writeCard(folder: string, changes: Partial<TemplateSource> = {}): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'template.json'), JSON.stringify({ ...card, ...changes }, null, 2))
  writeFileSync(
    join(folder, 'logo.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  )
  return folder
}

export const says = (folder: string): TemplateSource =>
  JSON.parse(readFileSync(join(folder, 'template.json'), 'utf8'))

export function changeSource(folder: string, changes: Partial<TemplateSource>): void {
  writeFileSync(join(folder, 'template.json'), JSON.stringify({ ...says(folder), ...changes }, null, 2))
}

export const versionNow = async (library: TemplateLibrary, name: string) =>
  (await library.load(name)).template.version

/** A studio folder and the template `card` that comes with the product. */
export function withOwnTemplates(
  work: (studio: {
    own: OwnTemplates
    library: TemplateLibrary
    /** The folder of those that come with the product. */
    shipped: string
    at(...parts: string[]): string
    changed: string[]
    /** Names of templates that batches are being made with. */
    running: string[]
    /** The library as a studio that was started anew has it. */
    again(): TemplateLibrary
  }) => Promise<void>,
): Promise<void> {
  return withTempFolder(async (folder) => {
    const at = (...parts: string[]) => join(folder, ...parts)
    const shipped = at('shipped')
    writeCard(join(shipped, 'card'))
    const changed: string[] = []
    const running: string[] = []
    let minute = 0
    const own = createOwnTemplates({
      studioFolder: at('studio'),
      others: () => foldersByName([shipped]),
      clock: { iso: () => new Date(Date.UTC(2026, 10, 21, 10, minute++)).toISOString() },
      running: async (name) => running.filter((one) => one === name).length,
      onChange: (name) => changed.push(name),
    })
    const again = () =>
      createTemplateLibrary({ shippedFolder: shipped, own, listFile: at('studio', 'template-list.json') })
    await work({ own, library: again(), shipped, at, changed, running, again })
  })
}
