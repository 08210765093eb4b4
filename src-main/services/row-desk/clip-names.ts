import { extname } from 'node:path'

const clipEnds: ReadonlySet<string> = new Set(
  '.mp4 .m4v .mov .webm .mkv .avi .mpg .mpeg .ts .mts .m2ts .mxf .wmv .ogv'.split(' '),
)

/** Whether a file calls itself a clip. */
export const isClip = (path: string): boolean => clipEnds.has(extname(path).toLowerCase())
