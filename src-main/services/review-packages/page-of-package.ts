import { readFile } from 'node:fs/promises'
import { StudioError } from '../../../src-shared/contract/errors.ts'
import type { PackageContents, PackageSeal } from '../../../src-shared/review/package.ts'

/** Stand in the built page where its data goes: blocks that no browser runs. */
const places = { contents: '{{package-contents}}', seal: '{{package-seal}}' }

/** The contents as they are signed and written. */
export const asText = (contents: PackageContents): string => inert(JSON.stringify(contents))

/** Reads the built page: what comes back puts a package's data in. `text`: what `asText` made. */
export async function openPage(page: string): Promise<(text: string, seal: PackageSeal) => string> {
  const built = await readFile(page, 'utf8').catch((cause: unknown) => {
    throw new StudioError({
      code: 'page.not-built',
      message: `The page was not built yet: there is no ${page}.`,
      whatToDo: 'Build it: npm run build',
      cause,
    })
  })
  for (const place of Object.values(places))
    if (built.split(place).length !== 2) throw new Error(`${page} has no place, or two, for ${place}`)
  // As functions: a `$&` in somebody's text is no pattern.
  return (text, seal) =>
    built.replace(places.contents, () => text).replace(places.seal, () => inert(JSON.stringify(seal)))
}

/**
 * JSON that can't end the block it stands in, nor begin a comment in it: every sign that means something in HTML, and the two
 * line ends that JSON allows and scripts don't, are written as JSON's own escapes.
 */
const inert = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
