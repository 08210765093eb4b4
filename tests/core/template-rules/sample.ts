import { describe, expect, test } from 'vitest'
import { readCell } from '../../../src-main/core/cell-values/read-cell.ts'
import { compileCondition, compileText } from '../../../src-main/core/expressions/compile.ts'
import { type Names, namesOf, reservedNames } from '../../../src-main/core/expressions/names.ts'
import { frameOf, rectOf } from '../../../src-main/core/scene-layout/frame-geometry.ts'
import { withOverrides } from '../../../src-main/core/scene-layout/scene-layout.ts'
import { checkTemplate } from '../../../src-main/core/template-rules/check-template.ts'
import type { TemplateFinding } from '../../../src-main/core/template-rules/report.ts'
import type { FileFact, RuleTools } from '../../../src-main/core/template-rules/tools.ts'
import { usedFiles } from '../../../src-main/core/template-rules/used-files.ts'
import { framesOf } from '../../../src-shared/templates/formats.ts'
import { type TemplateSource, templateSchema } from '../../../src-shared/templates/template.ts'

export const tools: RuleTools<Names> = {
  namesOf,
  compileText,
  compileCondition,
  reservedNames,
  withOverrides,
  frameOf,
  rectOf,
  framesOf,
  cellFault(text, variable) {
    const read = readCell(text, variable, 'en-US')
    return 'problem' in read ? read.problem : null
  },
  fontFamilies: new Set(['Inter', 'Cairo']),
}

/** A template without a fault; tests change one thing of it. */
export function sample() {
  return {
    reelmill: 1,
    name: 'sample',
    version: '1.0.0',
    title: 'Sample',
    canvas: { width: 1920, height: 1080 },
    formats: {
      landscape: { width: 1920, height: 1080 },
      portrait: { width: 1080, height: 1920 },
      mail: { width: 480, height: 270, codec: 'gif', fps: 20, layout: 'landscape' },
    },
    variables: {
      name: { type: 'text', example: 'Oak lamp' },
      price: { type: 'money', example: '$129.00' },
      image: { type: 'image', fallback: 'assets/none.png' },
      accent: { type: 'colour', default: '#ff6b4a' },
      features: { type: 'list', required: false },
    },
    brand: {
      colours: { ink: '#0f3d3e' },
      fonts: { body: { family: 'Inter', scripts: { Arab: 'Cairo' } } },
      logo: 'assets/logo.svg',
      textStyles: { heading: { font: 'body', size: 90, minSize: 40, colour: 'ink' } },
    },
    languages: {
      en: { strings: { offer: 'Only {{ price }}', feature: 'Feature {{ item_number }}' } },
      es: { strings: { offer: 'Solo {{ price }}', feature: 'Ventaja {{ item_number }}' } },
      'es-MX': { strings: {} },
    },
    defaultLanguage: 'en',
    background: 'ink',
    scenes: [
      {
        id: 'intro',
        duration: 3,
        layers: [
          { id: 'photo', type: 'image', source: { variable: 'image' } },
          { id: 'mark', type: 'image', source: { brand: 'logo' }, fit: 'contain' },
          {
            id: 'title',
            type: 'text',
            text: '{{ name }}',
            style: 'heading',
            box: { x: '8%', y: '10%', width: '80%', height: '30%' },
            enter: { effect: 'fade', duration: 0.5 },
            formats: { portrait: { box: { y: '20%' } } },
          },
          {
            id: 'price',
            type: 'text',
            text: '{{ t.offer }}',
            style: 'heading',
            look: { colour: 'var:accent' },
            when: 'price > 10',
            box: { x: '8%', y: '60%', width: '80%', height: '20%' },
          },
        ],
      },
      {
        id: 'feature',
        duration: 2,
        repeat: { over: 'features', as: 'item' },
        transition: { type: 'slide', duration: 0.5 },
        layers: [
          {
            id: 'line',
            type: 'text',
            text: '{{ t.feature }}: {{ item }}',
            box: { x: '8%', y: '10%', width: '80%', height: '30%' },
          },
        ],
      },
    ],
    audio: { music: { source: { file: 'assets/music.m4a' } } },
    // biome-ignore lint/suspicious/noExplicitAny: tests write what an author might, also what no type allows
  } as any
}

const facts: Record<string, FileFact> = {
  'assets/none.png': { found: true, serves: ['image'], font: false, title: 'a PNG picture' },
  'assets/logo.svg': { found: true, serves: ['image'], font: false, title: 'an SVG drawing' },
  'assets/music.m4a': { found: true, serves: ['audio'], font: false, title: 'an M4A sound' },
  'assets/clip.mp4': {
    found: true,
    serves: ['video', 'audio'],
    font: false,
    title: 'an MP4 or QuickTime video',
  },
  'assets/own.ttf': { found: true, serves: [], font: true, title: 'a TrueType font' },
}
const gone: FileFact = { found: false, message: 'It is not there.', whatToDo: 'Put it there.' }

/** What the rules find in the sample after a change. */
export function check(change: (template: ReturnType<typeof sample>) => void = () => {}): TemplateFinding[] {
  const source = sample()
  change(source)
  const template = templateSchema.parse(source as TemplateSource)
  const files = new Map(usedFiles(template).map(({ file }) => [file, facts[file] ?? gone]))
  return checkTemplate(template, files, tools)
}

/** `severity rule path`, with the language or format where it holds. */
export function brief(findings: TemplateFinding[]): string[] {
  return findings.map(({ severity, rule, path, language, format }) =>
    [severity, rule, path, language && `in ${language}`, format && `in ${format}`].filter(Boolean).join(' '),
  )
}

type Change = (template: ReturnType<typeof sample>) => void

/** Each case: what is wrong, the change that makes it wrong, all that is found then. */
export function describeCases(group: string, cases: [string, Change, string[]][]): void {
  describe(group, () => {
    test.each(cases)('%s', (_, change, expected) => {
      expect(brief(check(change)).sort()).toEqual([...expected].sort())
    })
  })
}
