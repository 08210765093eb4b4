import type { ErrorShape } from '../../src-shared/contract/errors.ts'

/** Something that was asked for. */
export type Loading<T> =
  | { is: 'not-asked' }
  /** `before`: what is still on show until the answer comes. */
  | { is: 'asked'; before: T | null }
  | { is: 'there'; value: T }
  | { is: 'failed'; error: ErrorShape; before: T | null }

export const notAsked = { is: 'not-asked' } as const

/** What can be shown now. */
export function shownOf<T>(loading: Loading<T>): T | null {
  if (loading.is === 'there') return loading.value
  return loading.is === 'not-asked' ? null : loading.before
}
