import type { Template } from '../../../src-shared/templates/template.ts'
import { at } from '../../../src-shared/templates/template-path.ts'

export type UsedFile = {
  /** As the template writes it. */
  file: string
  /** Where the template names it. */
  path: string
  wants: 'image' | 'video' | 'audio' | 'font'
}

/** Every file that a template names, as often as it names it. */
export function usedFiles(template: Template): UsedFile[] {
  const used: UsedFile[] = []
  const add = (file: string | undefined, path: string, wants: UsedFile['wants']) => {
    if (file !== undefined) used.push({ file, path, wants })
  }
  for (const [name, variable] of Object.entries(template.variables))
    if ('fallback' in variable) add(variable.fallback, at(at('variables', name), 'fallback'), variable.type)
  add(template.brand.logo, 'brand.logo', 'image')
  for (const [name, font] of Object.entries(template.brand.fonts))
    font.files.forEach((file, index) => {
      add(file, at(at(at('brand.fonts', name), 'files'), index), 'font')
    })
  template.scenes.forEach((scene, s) => {
    scene.layers.forEach((layer, l) => {
      if (layer.type !== 'image' && layer.type !== 'video') return
      const path = `scenes[${s}].layers[${l}]`
      if ('file' in layer.source) add(layer.source.file, `${path}.source.file`, layer.type)
      for (const [name, own] of Object.entries(layer.formats)) {
        const source = (own as Partial<typeof layer>).source
        if (source !== undefined && 'file' in source)
          add(source.file, `${at(at(path, 'formats'), name)}.source.file`, layer.type)
      }
    })
  })
  const { music, voice } = template.audio ?? {}
  if (music !== undefined && 'file' in music.source)
    add(music.source.file, 'audio.music.source.file', 'audio')
  if (voice !== undefined && 'files' in voice.source)
    for (const [language, file] of Object.entries(voice.source.files))
      add(file, at('audio.voice.source.files', language), 'audio')
  return used
}
