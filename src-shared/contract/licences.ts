/** A part of the app by others. */
export type Part = {
  name: string
  version: string
  /** As it says itself: `MIT`, `GPL-3.0-or-later`. */
  licence: string
  /** Of its page or sources; empty: it tells none. */
  address: string
  /** Index of its text. */
  text: number
}

/** Whose work is in the app, and under which terms. Equal texts stand once. */
export type Licences = { parts: Part[]; texts: string[] }
