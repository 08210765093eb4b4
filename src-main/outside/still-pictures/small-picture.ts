import { openPicture } from './open-picture.ts'
import { decodingFault } from './picture-fault.ts'

/**
 * Writes a picture, no larger than a square of `longest` pixels: as WebP, which keeps what is transparent, when `out` is
 * called so, else as a JPEG. Rejects as `preparePicture` does.
 */
export async function writeSmallPicture(path: string, longest: number, out: string): Promise<void> {
  const picture = await openPicture(path, path)
  try {
    const small = picture
      .decode()
      .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    await (out.endsWith('.webp')
      ? small.webp({ quality: 82 })
      : small.flatten({ background: '#ffffff' }).jpeg({ quality: 80 })
    ).toFile(out)
  } catch (error) {
    throw decodingFault(error, path)
  }
}
