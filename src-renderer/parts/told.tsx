import { useMemo } from 'react'
import { findTold } from '../words/words.ts'

/**
 * What the studio tells (a reason, an error, a remedy, a finding), in the language of the window. What the catalogue doesn't know
 * stays English and is marked as such, so that a screen reader speaks it rightly. Where only a string will do, `told` says the same.
 */
export function Told({ text }: { text: string }) {
  const { text: says, known } = useMemo(() => findTold(text), [text])
  return known ? says : <span lang="en">{says}</span>
}
