/** Draws the logos of the three brands that do not exist, as SVG with outlined letters and as PNG. See README.md. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as hb from 'harfbuzzjs'
import sharp from 'sharp'

const here = createRequire(import.meta.url)
const fontFile = (family: string, weight: string, file: string) =>
  join(dirname(here.resolve(`@expo-google-fonts/${family}/package.json`)), weight, file)

/** A line of text as paths, its baseline at y, `size` units an em; answers the width too. */
const letters = (text: string, file: string, size: number, x: number, y: number, spacing = 0) => {
  const face = new hb.Face(new hb.Blob(new Uint8Array(readFileSync(file))))
  const font = new hb.Font(face)
  const buffer = new hb.Buffer()
  buffer.addText(text)
  buffer.guessSegmentProperties()
  hb.shape(font, buffer)
  const k = size / face.upem
  let pen = 0
  const paths: string[] = []
  const positions = buffer.getGlyphPositions()
  buffer.getGlyphInfos().forEach((glyph, i) => {
    const move = `translate(${(x + pen).toFixed(2)} ${y}) scale(${k.toFixed(5)} ${(-k).toFixed(5)})`
    paths.push(`<path transform="${move}" d="${font.glyphToPath(glyph.codepoint)}"/>`)
    pen += positions[i]!.xAdvance * k + spacing
  })
  return { paths: paths.join(''), width: pen - spacing }
}

interface Logo {
  mark: string
  /** Width of the mark, 100 high. */
  markWidth: number
  words: (x: number) => { paths: string; width: number }
}

const halden = (ink: string, accent: string): Logo => ({
  markWidth: 84,
  mark: `<path fill="${ink}" d="M0 42a42 42 0 0 1 28-39.6V34a14 14 0 0 0 28 0V2.400A42 42 0 0 1 84 42v58H56V74a14 14 0 0 0-28 0v26H0z"/><circle cx="42" cy="13" r="10.500" fill="${accent}"/>`,
  words: (x) => {
    const w = letters(
      'Halden',
      fontFile('fraunces', '600SemiBold', 'Fraunces_600SemiBold.ttf'),
      92,
      x,
      82,
      -1,
    )
    return { paths: `<g fill="${ink}">${w.paths}</g>`, width: w.width }
  },
})

const lumo = (ink: string, from: string, to: string, spark: string): Logo => ({
  markWidth: 100,
  mark: `<defs><linearGradient id="g" x1="0" y1="0" x2="0.6" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient><mask id="m"><rect width="100" height="100" fill="#fff"/><circle cx="72" cy="27" r="32" fill="#000"/></mask></defs><circle cx="47" cy="53" r="47" fill="url(#g)" mask="url(#m)"/><circle cx="72" cy="27" r="24" fill="${spark}"/>`,
  words: (x) => {
    const w = letters('lumo', fontFile('outfit', '600SemiBold', 'Outfit_600SemiBold.ttf'), 104, x, 84, -1.5)
    return { paths: `<g fill="${ink}">${w.paths}</g>`, width: w.width }
  },
})

const northgate = (ink: string, accent: string): Logo => ({
  markWidth: 96,
  mark: `<path fill="${ink}" d="M0 29 14.500 7 29 29v71H0zM67 29 81.500 7 96 29v71H67z"/><path fill="${accent}" d="M35 36 61 68v32L35 68z"/>`,
  words: (x) => {
    const big = letters(
      'Northgate',
      fontFile('outfit', '600SemiBold', 'Outfit_600SemiBold.ttf'),
      70,
      x,
      62,
      -0.5,
    )
    const small = letters('HOMES', fontFile('outfit', '500Medium', 'Outfit_500Medium.ttf'), 27, x + 2, 98, 12)
    return {
      paths: `<g fill="${ink}">${big.paths}</g><g fill="${accent}">${small.paths}</g>`,
      width: big.width,
    }
  },
})

const brands: [string, Record<string, Logo>][] = [
  [
    'product-showcase',
    { 'logo-dark': halden('#0F3D3E', '#FF6B4A'), 'logo-light': halden('#F2E8DA', '#FF6B4A') },
  ],
  [
    'personal-ad',
    {
      'logo-dark': lumo('#2B2D8C', '#8F74FF', '#2B2D8C', '#B6E02F'),
      'logo-light': lumo('#FFFFFF', '#A68FFF', '#6A4BF0', '#D6FF5C'),
      'logo-gold': lumo('#D9B36C', '#F0D9A4', '#A87F3B', '#F4E7C8'),
    },
  ],
  [
    'market-update',
    { 'logo-dark': northgate('#12263F', '#19A7A0'), 'logo-light': northgate('#F7F5F0', '#2CC4BC') },
  ],
]

for (const [template, logos] of brands) {
  const folder = join(import.meta.dirname, '../templates', template, 'assets')
  mkdirSync(folder, { recursive: true })
  const save = async (name: string, width: number, inner: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 ${Math.ceil(width) + 4} 104" width="${(Math.ceil(width) + 4) * 4}" height="416">${inner}</svg>\n`
    writeFileSync(join(folder, `${name}.svg`), svg)
    await sharp(Buffer.from(svg))
      .png({ compressionLevel: 9, palette: false })
      .toFile(join(folder, `${name}.png`))
  }
  for (const [name, logo] of Object.entries(logos)) {
    const words = logo.words(logo.markWidth + 26)
    await save(name, logo.markWidth + 26 + words.width, logo.mark + words.paths)
    await save(name.replace('logo', 'mark'), logo.markWidth, logo.mark)
  }
}
