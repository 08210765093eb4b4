import { StudioError } from '../../../src-shared/contract/errors.ts'

/** A picture that can't be used: `code` is the rule, the message names the file and the fault. */
export class PictureFault extends StudioError {
  constructor(rule: string, message: string, whatToDo: string, cause?: unknown) {
    super({ code: rule, message, whatToDo, ...(cause === undefined ? {} : { cause }) })
    this.name = 'PictureFault'
  }
}

/** The sentence for what a decoder threw. Its first line tells the most; the later ones only follow from it. */
export function decodingFault(thrown: unknown, name: string): PictureFault {
  if (thrown instanceof PictureFault) return thrown
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  const lines = said
    .split('\n')
    .map((line) => line.replace(/^Input buffer has corrupt header: /, '').trim())
    .filter(
      (line) => line !== '' && !/^source: bad seek|^vips2\w+: unable to|^\(\d|rendering failed$/.test(line),
    )
  const fault = (lines[0] ?? said.split('\n')[0] ?? '').replace(/^\w+: /, '').slice(0, 200)
  const again = 'Open the picture in a viewer; if it looks whole there, save it again, else copy it anew.'

  if (/premature end|end of (file|gif|data)|truncated|out of data/i.test(said)) {
    return new PictureFault(
      'picture.cut-short',
      `${name} is cut short: the picture ends before it is complete.`,
      'Copy or download the file again.',
      thrown,
    )
  }
  if (/unsupported image format|no decode delegate|compression format has not been built/i.test(said)) {
    return new PictureFault(
      'picture.kind',
      `${name} is damaged, or of a sort of picture that is not read.`,
      'Save it again as JPEG or PNG.',
      thrown,
    )
  }
  if (/timeout/i.test(said)) {
    return new PictureFault(
      'picture.too-slow',
      `${name} takes too long to decode.`,
      'Save the picture smaller, or as a JPEG or PNG.',
      thrown,
    )
  }
  if (/exceeded more than|has been exceeded|pixel limit|amplification|excessive depth/i.test(said)) {
    return new PictureFault(
      'picture.too-large',
      `${name} is a drawing too large to be drawn (${fault}).`,
      'Save the drawing as a PNG of the size that is needed.',
      thrown,
    )
  }
  const what = /XML parse error/i.test(said) ? 'its XML is not valid' : 'its data is damaged'
  return new PictureFault('picture.broken', `${name} can't be decoded: ${what} (${fault}).`, again, thrown)
}
