import { openPicture } from './open-picture.ts'
import { decodingFault } from './picture-fault.ts'

/** Writes a JPEG of a picture, no larger than a square of `longest` pixels. Rejects as `preparePicture` does. */
export async function writeSmallPicture(path: string, longest: number, out: string): Promise<void> {
  const picture = await openPicture(path, path)
  try {
    await picture
      .decode()
      .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toFile(out)
  } catch (error) {
    throw decodingFault(error, path)
  }
}
