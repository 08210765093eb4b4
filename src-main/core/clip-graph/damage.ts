/**
 * Lines by which ffmpeg says that pictures are damaged or lost though it goes on:
 * [h264 @ 0x55] [error] error while decoding MB 15 8, bytestream -59
 * [error] file:rot.mp4: corrupt decoded frame in stream 0
 * [matroska,webm @ 0x55] [error] Element at 0x1660e ending at 0x82366 exceeds containing master element
 */
const damage =
  /error while decoding MB|corrupt decoded frame|corrupt input packet|concealing \d+|^\[(mov,mp4|matroska|avi|mpegts|flv|asf|mxf)[^ ]* @ \S+\] \[error\]/
/** A file that was cut off is known to be, and its stretch to lie before that. */
const known = /partial file|ended prematurely/

/**
 * Whether a line of ffmpeg's stderr says that pictures of a source are damaged or lost. The command must run with
 * `-loglevel level+warning`: a container's errors are told by their level alone.
 */
export function tellsOfDamage(line: string): boolean {
  return damage.test(line) && !known.test(line)
}
