import type { Template } from '../../../src-shared/templates/template.ts'
import type { Report } from './report.ts'
import type { FileFacts } from './tools.ts'
import { type UsedFile, usedFiles } from './used-files.ts'

const wanted: Record<UsedFile['wants'], string> = {
  image: 'a picture',
  video: 'a video',
  audio: 'a sound',
  font: 'a font (TTF or OTF)',
}

/** Files that are missing, or aren't what the place needs. */
export function checkFiles(template: Template, files: FileFacts, report: Report): void {
  for (const { file, path, wants } of usedFiles(template)) {
    const fact = files.get(file)
    const place = { path, ...layerOf(template, path) }
    if (fact === undefined) continue
    if (!fact.found) {
      report.error('file.missing', place, fact.message, fact.whatToDo)
      continue
    }
    const serves = wants === 'font' ? fact.font : fact.serves.includes(wants)
    if (!serves)
      report.error(
        'file.kind',
        place,
        `${file} holds ${fact.title}, but ${wanted[wants]} is needed here.`,
        wants === 'image' && fact.serves.includes('video')
          ? 'Use a layer of the type "video" for clips.'
          : wants === 'video' && fact.serves.includes('image')
            ? 'Use a layer of the type "image" for still pictures.'
            : `Name a file that holds ${wanted[wants]}.`,
      )
  }
}

function layerOf(template: Template, path: string): { scene?: string; layer?: string } {
  const [, s, l] = /^scenes\[(\d+)\]\.layers\[(\d+)\]/.exec(path) ?? []
  const scene = s === undefined ? undefined : template.scenes[Number(s)]
  return scene === undefined ? {} : { scene: scene.id, layer: scene.layers[Number(l)]?.id ?? '' }
}
