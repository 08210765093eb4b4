import type { EditorDesk } from '../services/editor-desk/editor-desk.ts'
import type { TemplatePictures } from '../services/template-pictures/template-pictures.ts'
import type { VersionStills } from '../services/template-pictures/version-stills.ts'
import type { Handlers } from './create-api.ts'
import type { MediaSource } from './media.ts'

type EditorHandlers = Pick<Handlers, Extract<keyof Handlers, `editor.${string}`>>

export function editorHandlers(desk: () => Promise<EditorDesk>): EditorHandlers {
  return {
    'editor.open': async (ask) => (await desk())['editor.open'](ask),
    'editor.close': async (ask) => (await desk())['editor.close'](ask),
    'editor.change': async (ask) => (await desk())['editor.change'](ask),
    'editor.add-asset': async (ask) => (await desk())['editor.add-asset'](ask),
    'editor.carry-files': async (ask) => (await desk())['editor.carry-files'](ask),
    'editor.use-table': async (ask) => (await desk())['editor.use-table'](ask),
    'editor.row': async (ask) => (await desk())['editor.row'](ask),
    'editor.still': async (ask) => (await desk())['editor.still'](ask),
    'editor.timeline': async (ask) => (await desk())['editor.timeline'](ask),
    'editor.proxy': async (ask) => (await desk())['editor.proxy'](ask),
    'editor.stop-proxy': async (ask) => (await desk())['editor.stop-proxy'](ask),
    'editor.discard': async (ask) => (await desk())['editor.discard'](ask),
    'editor.publish': async (ask) => (await desk())['editor.publish'](ask),
  }
}

/** What editors show: stills, proxies and the files of drafts. Nothing lies there while no editor is open. */
export function editorMedia(
  desk: () => Promise<EditorDesk> | undefined,
): Record<'still' | 'proxy' | 'asset', MediaSource> {
  const from =
    (kind: 'still' | 'proxy' | 'asset'): MediaSource =>
    async (parts) =>
      (await desk())?.[kind](parts) ?? null
  return { still: from('still'), proxy: from('proxy'), asset: from('asset') }
}

/** What galleries show (`template/<name>/poster`, `template/<name>/clip`), and frames of any version. */
export const templateMedia =
  (pictures: () => Promise<TemplatePictures>, stills: () => Promise<VersionStills>): MediaSource =>
  async ([template, kind, ...more]) => {
    if (template === undefined) return null
    if ((kind === 'poster' || kind === 'clip') && more.length === 0) return (await pictures())[kind](template)
    const [version, language, format, at, ...others] = more
    if (kind !== 'still' || version === undefined || language === undefined || format === undefined)
      return null
    if (at === undefined || others.length > 0 || !/^\d{1,7}$/.test(at)) return null
    return (await stills()).still({ template, version, language, format }, Number(at) / 100)
  }
