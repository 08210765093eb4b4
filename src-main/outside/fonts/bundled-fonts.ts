/** A family that comes with Reelmill: whole static TTF files of `@expo-google-fonts`, under the SIL Open Font License. */
type BundledFamily = {
  family: string
  /** Folder under the root, and the first part of its files' names. */
  folder: string
  file: string
  weights: readonly (keyof typeof weightNames)[]
  italics: boolean
  /** Its glyphs are coloured pictures. */
  colour: boolean
}

const weightNames = {
  100: '100Thin',
  200: '200ExtraLight',
  300: '300Light',
  400: '400Regular',
  500: '500Medium',
  600: '600SemiBold',
  700: '700Bold',
  800: '800ExtraBold',
  900: '900Black',
} as const

const all = [100, 200, 300, 400, 500, 600, 700, 800, 900] as const

const text = (
  family: string,
  folder: string,
  options: { italics?: boolean; weights?: BundledFamily['weights'] } = {},
): BundledFamily => ({
  family,
  folder,
  file: family.replaceAll(' ', ''),
  weights: options.weights ?? all,
  italics: options.italics ?? false,
  colour: false,
})

export const bundledFamilies: readonly BundledFamily[] = [
  text('Inter', 'inter', { italics: true }),
  text('Outfit', 'outfit'),
  text('Fraunces', 'fraunces', { italics: true }),
  text('Cairo', 'cairo', { weights: [200, 300, 400, 500, 600, 700, 800, 900] }),
  text('Noto Sans', 'noto-sans', { italics: true }),
  text('Noto Sans Arabic', 'noto-sans-arabic'),
  text('Noto Sans Hebrew', 'noto-sans-hebrew'),
  text('Noto Sans Devanagari', 'noto-sans-devanagari'),
  text('Noto Sans Thai', 'noto-sans-thai'),
  text('Noto Sans JP', 'noto-sans-jp'),
  text('Noto Sans SC', 'noto-sans-sc'),
  text('Noto Sans TC', 'noto-sans-tc'),
  text('Noto Sans KR', 'noto-sans-kr'),
  {
    family: 'Noto Color Emoji',
    folder: 'noto-color-emoji',
    file: 'NotoColorEmoji',
    weights: [400],
    italics: false,
    colour: true,
  },
]

/** The file's path under the fonts' root, with forward slashes. */
export function bundledPath(family: BundledFamily, weight: number, italic: boolean): string {
  const style = `${weightNames[weight as keyof typeof weightNames]}${italic ? '_Italic' : ''}`
  return `${family.folder}/${style}/${family.file}_${style}.ttf`
}
