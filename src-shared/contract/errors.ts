/** What a person can do about an error; the last line of every message that is shown. */
export type ErrorShape = {
  /** Dotted and stable, for programs: `template.invalid`, `ffmpeg.missing`. */
  code: string
  /** One sentence: what went wrong and where. */
  message: string
  /** One sentence: what to do now. */
  whatToDo?: string
  /** Further facts: places in a template, lines of a log, what was tried. */
  details?: string[]
}

/** Every error that Reelmill throws on purpose. Any other error is our own fault (exit status 1). */
export class StudioError extends Error {
  readonly code: string
  readonly whatToDo: string | undefined
  readonly details: string[]

  constructor(shape: ErrorShape & { cause?: unknown }) {
    super(shape.message, shape.cause === undefined ? undefined : { cause: shape.cause })
    this.name = 'StudioError'
    this.code = shape.code
    this.whatToDo = shape.whatToDo
    this.details = shape.details ?? []
  }
}

/** What whoever still asks is told while the studio ends. */
export const studioClosing = (): StudioError =>
  new StudioError({
    code: 'studio.closing',
    message: 'The studio that was asked is being closed.',
    whatToDo: 'Ask again.',
  })

/** Plain data of any thrown thing, to cross a process or a door. Unknown errors get the code `internal`. */
export function toErrorShape(thrown: unknown): ErrorShape {
  if (thrown instanceof StudioError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.whatToDo === undefined ? {} : { whatToDo: thrown.whatToDo }),
      ...(thrown.details.length === 0 ? {} : { details: thrown.details }),
    }
  }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** The error as lines for a terminal or a log: message, details, remedy last. */
export function errorLines(error: ErrorShape): string[] {
  return [
    error.message,
    ...(error.details ?? []).map((line) => `  ${line}`),
    ...(error.whatToDo === undefined ? [] : [error.whatToDo]),
  ]
}
