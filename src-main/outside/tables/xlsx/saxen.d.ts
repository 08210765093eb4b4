/** The part of saxen 11 that is used here; the package brings no types. */
declare module 'saxen' {
  export type Decode = (text: string) => string
  export class Parser {
    on(
      event: 'openTag',
      listener: (
        name: string,
        attributes: () => Record<string, string>,
        decode: Decode,
        selfClosing: boolean,
      ) => void,
    ): this
    on(event: 'closeTag', listener: (name: string) => void): this
    on(event: 'text', listener: (text: string, decode: Decode) => void): this
    on(event: 'cdata' | 'attention', listener: (text: string) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    /** What is incomplete at the end of a piece waits for the next one. */
    write(piece: string): this
    end(): Error | null
  }
}
