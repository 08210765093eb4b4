/**
 * Whether the end of a picture's file is missing, found without decoding: a picture that was cut while it was copied is
 * to be known before a batch starts. Sorts of pictures without a mark for their end are left to the decoder.
 */
export function cutShort(bytes: Buffer, format: string): boolean {
  if (format === 'jpeg') return !jpegEnds(bytes)
  if (format === 'png') return !pngEnds(bytes)
  if (format === 'webp') return bytes.length < 12 || bytes.readUInt32LE(4) + 8 > bytes.length
  return false
}

/** Pictures inside of the headers (thumbnails) have ends of their own, so the headers are passed over by their lengths. */
function jpegEnds(bytes: Buffer): boolean {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return true
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) return true
    // In the scans, 0xff is followed by 0 or a marker: the first end found is the end.
    if (marker === 0xda) return bytes.indexOf(endOfImage, at) !== -1
    at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 2 : 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}
const endOfImage = Buffer.from([0xff, 0xd9])

function pngEnds(bytes: Buffer): boolean {
  let at = 8
  while (at + 12 <= bytes.length) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return true
    at += 12 + bytes.readUInt32BE(at)
  }
  return false
}
