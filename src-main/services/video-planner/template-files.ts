import type { AssetType } from '../../../src-shared/data/variables.ts'
import type { Layer } from '../../../src-shared/templates/layers.ts'
import type { Template } from '../../../src-shared/templates/template.ts'

/** Every file that a template names, each once, but its fonts. */
export function templateFiles(template: Template): { path: string; type: AssetType }[] {
  const files = new Map<string, AssetType>()
  const { brand, audio, variables, scenes } = template
  if (brand.logo !== undefined) files.set(brand.logo, 'image')
  for (const variable of Object.values(variables)) {
    if ('fallback' in variable && variable.fallback !== undefined) files.set(variable.fallback, variable.type)
  }
  if (audio?.music !== undefined && 'file' in audio.music.source) files.set(audio.music.source.file, 'audio')
  if (audio?.voice !== undefined && 'files' in audio.voice.source) {
    for (const path of Object.values(audio.voice.source.files)) files.set(path, 'audio')
  }
  for (const scene of scenes) {
    for (const layer of scene.layers) {
      if (layer.type !== 'image' && layer.type !== 'video') continue
      const type = layer.type
      for (const variant of [layer, ...Object.values(layer.formats)] as Partial<
        Layer & { source: unknown }
      >[]) {
        const source = variant.source as { file?: string } | undefined
        if (source?.file !== undefined) files.set(source.file, type)
      }
    }
  }
  return [...files].map(([path, type]) => ({ path, type }))
}
