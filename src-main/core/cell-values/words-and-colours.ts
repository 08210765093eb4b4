import { folded, simpleCharacters } from './characters.ts'

const yes = new Set(
  folded(
    'yes|y|true|t|on|1|x|✓|✔|☑|✅|sí|si|s|verdadero|oui|o|vrai|ja|j|wahr|نعم|صحيح|صح|sim|vero|да|tak|evet|はい|是|예',
  ).split('|'),
)
const no = new Set(
  folded(
    'no|n|false|f|off|0|-|✗|✘|☐|❌|falso|non|faux|nein|falsch|لا|خطأ|não|nao|нет|nie|hayır|いいえ|否|아니요',
  ).split('|'),
)

/** true, false, or null when the word is neither. */
export function readBoolean(text: string): boolean | null {
  const word = folded(simpleCharacters(text)).replace(/\ufe0f|[.!]+$/g, '')
  return yes.has(word) ? true : no.has(word) ? false : null
}

/** `#rrggbb` or `#rrggbbaa`, or null. Takes hex with 3, 4, 6 or 8 digits, rgb(), rgba(), hsl(), hsla() and CSS names. */
export function readColour(text: string): string | null {
  const source = text.trim().toLowerCase()
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(source)?.[1]
  if (hex !== undefined) return `#${hex.length < 6 ? hex.replace(/./g, '$&$&') : hex}`
  if (source === 'transparent') return '#00000000'
  const name = names.get(source)
  if (name !== undefined) return `#${name}`
  const call = /^(rgb|hsl)a?\(\s*([^()]*?)\s*\)$/.exec(source)
  if (!call) return null
  const parts = call[2]!.split(/[\s,/]+/)
  if (parts.length !== 3 && parts.length !== 4) return null
  const opacity = parts[3] === undefined ? 1 : share(parts[3], 1)
  const rgb = call[1] === 'rgb' ? parts.slice(0, 3).map((part) => share(part, 255)) : hslToRgb(parts)
  if (opacity === null || rgb === null || rgb.some((part) => part === null)) return null
  const bytes = [...(rgb as number[]), ...(parts[3] === undefined ? [] : [opacity])]
  return `#${bytes
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

/** A part of a colour as 0 to 1: a percentage, or a number of `whole`. */
function share(part: string, whole: number): number | null {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(part)
  if (!match) return null
  const value = Number(match[1]) / (match[2] === '%' ? 100 : whole)
  return value <= 1 ? value : null
}

function hslToRgb([hue = '', saturation = '', lightness = '']: string[]): number[] | null {
  const turn = /^-?\d+(\.\d+)?(deg)?$/.test(hue) ? (((Number.parseFloat(hue) % 360) + 360) % 360) / 30 : null
  const s = saturation.endsWith('%') ? share(saturation, 1) : null
  const l = lightness.endsWith('%') ? share(lightness, 1) : null
  if (turn === null || s === null || l === null) return null
  const part = (offset: number) => {
    const at = (offset + turn) % 12
    return l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(at - 3, 9 - at, 1))
  }
  return [part(0), part(8), part(4)]
}

/** The named colours of CSS Color 4. */
const names = new Map(
  `aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 black 000000
  blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00
  chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
  darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b
  darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
  darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
  darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff
  firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
  goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4
  indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00
  lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2
  lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa
  lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00
  limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd
  mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
  mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5
  navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500
  orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5
  peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000
  rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee
  sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa
  springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0
  violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32`
    .trim()
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, index, words) => {
      if (index % 2 === 0) pairs.push([word, words[index + 1]!])
      return pairs
    }, []),
)
