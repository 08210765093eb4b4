import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createEditorDesk } from '../../../src-main/services/editor-desk/editor-desk.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test('the engine goes on with what was written while a file was being added', () =>
  withTempFolder(async (folder) => {
    const draft = join(folder, 'draft')
    mkdirSync(draft)
    writeFileSync(join(draft, 'template.json'), '{}')
    writeFileSync(join(folder, 'clip.mp4'), 'clip')
    const texts: unknown[] = []
    const answer = { problems: [], fonts: [], usable: true }
    const thread = {
      alive: () => true,
      async ask(name: string, { text }: { text?: string }) {
        if (name === 'change') texts.push(text)
        return answer
      },
    }
    const desk = createEditorDesk({
      drafts: { draftOf: async () => ({ name: 'card', folder: draft, basedOn: '1.0.0', since: null }) },
      thread: () => thread,
      findFfmpeg: async () => ({}),
      assetRoots: async () => [],
      samples: [],
      workFolder: join(folder, 'work'),
      tell() {},
    } as unknown as Parameters<typeof createEditorDesk>[0])
    const { editor } = await desk['editor.open']({ template: 'card' })
    const adding = desk['editor.add-asset']({ editor, path: join(folder, 'clip.mp4') })
    await desk['editor.change']({ editor, source: '{"name":"card"}' })
    await adding
    expect(texts.at(-1)).toBe('{"name":"card"}')
  }))
