import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { TemplateSource } from '../../src-shared/templates/template.ts'
import { findPrograms } from '../helpers/programs.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'
import {
  bothWays,
  leastLikeness,
  likeness,
  type Shipped,
  shipped,
  templateOf,
} from '../whole-studio/likeness.ts'
import { withOpenStudio } from '../whole-studio/open-studio.ts'

const videos = (Object.keys(shipped) as Shipped[]).flatMap((template) => {
  const { formats, languages }: TemplateSource = templateOf(template)
  return Object.entries(formats).flatMap(([format, { codec = 'h264' }]) =>
    Object.keys(languages).map((language) => ({ template, format, language, codec })),
  )
})

describe('every video of the shipped templates looks the same in every frame, shared or in one piece', () => {
  test.each(videos)('$template, $format, $language', ({ template, format, language, codec }) =>
    withTempFolder(async (folder) => {
      const programs = await findPrograms()
      const request = { ...shipped[template], template, rows: '1', languages: [language], formats: [format] }
      const pairs = await withOpenStudio(join(folder, 'studio'), (studio) =>
        bothWays(studio, folder, request),
      )
      expect(pairs).toHaveLength(1)
      for (const [cut, whole] of pairs) {
        const frames = likeness(programs, cut, whole)
        const least = Math.min(...frames)
        console.log(`${template} ${format} ${language}: ${frames.length} frames, SSIM ${least} at least`)
        expect(frames.length).toBeGreaterThan(50)
        expect(least).toBeGreaterThanOrEqual(leastLikeness(codec, 1))
      }
    }),
  )
})
