/** One stretch of a text that was replaced. */
type Patch = { at: number; before: string; after: string }

/** One step that can be undone. `mark`: what was selected before and after it; `merge`: steps of the same kind become one. */
export type Step<Mark> = {
  patches: Patch[]
  merge: string | null
  /** Milliseconds; when it was last added to. */
  time: number
  markBefore: Mark
  markAfter: Mark
}

/** All steps since the text was opened: `done` can be undone, the last one first, `undone` done again, likewise. */
export type History<Mark> = { done: readonly Step<Mark>[]; undone: readonly Step<Mark>[] }

export const noHistory: History<never> = { done: [], undone: [] }

/** Edits of one kind that follow each other within this time are one step. */
const together = 1_200
/** However long a drag takes, it is one step: what its edits' `merge` begins with. */
export const gesture = 'gesture '

/** What turns one text into the other: the stretch between what both begin and end with. Null: they are the same. */
export function patchBetween(before: string, after: string): Patch | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  let end = 0
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end += 1
  return {
    at: start,
    before: before.slice(start, before.length - end),
    after: after.slice(start, after.length - end),
  }
}

/** After an edit. What was undone before it can't be done again. */
export function withStep<Mark>(
  history: History<Mark>,
  edit: {
    before: string
    after: string
    merge: string | null
    time: number
    markBefore: Mark
    markAfter: Mark
  },
): History<Mark> {
  const patch = patchBetween(edit.before, edit.after)
  if (patch === null) return history
  const last = history.done.at(-1)
  if (
    last !== undefined &&
    edit.merge !== null &&
    last.merge === edit.merge &&
    (edit.merge.startsWith(gesture) || edit.time - last.time <= together) &&
    history.undone.length === 0
  ) {
    const patches = joined(last.patches, patch)
    const others = history.done.slice(0, -1)
    // Hidden and shown again, there and back: nothing is left to be undone.
    if (patches.every(({ before, after }) => before === after)) return { done: others, undone: [] }
    const longer = {
      ...last,
      patches,
      time: edit.time,
      markAfter: edit.markAfter,
    }
    return { done: [...others, longer], undone: [] }
  }
  const { merge, time, markBefore, markAfter } = edit
  return {
    done: [...history.done, { patches: [patch], merge, time, markBefore, markAfter }],
    undone: [],
  }
}

/** A patch that replaces what the one before it wrote takes its place: a drag of a minute stays one patch. */
function joined(patches: readonly Patch[], next: Patch): Patch[] {
  const last = patches.at(-1)
  if (last === undefined) return [next]
  const inside = next.at >= last.at && next.at + next.before.length <= last.at + last.after.length
  if (!inside) return [...patches, next]
  const from = next.at - last.at
  const after = last.after.slice(0, from) + next.after + last.after.slice(from + next.before.length)
  return [...patches.slice(0, -1), { ...last, after }]
}

export function undone<Mark>(
  history: History<Mark>,
  text: string,
): { history: History<Mark>; text: string; mark: Mark } | null {
  const step = history.done.at(-1)
  if (step === undefined) return null
  const earlier = step.patches.reduceRight(
    (now, { at, before, after }) => replaced(now, at, after, before),
    text,
  )
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    text: earlier,
    mark: step.markBefore,
  }
}

export function redone<Mark>(
  history: History<Mark>,
  text: string,
): { history: History<Mark>; text: string; mark: Mark } | null {
  const step = history.undone.at(-1)
  if (step === undefined) return null
  const later = step.patches.reduce((now, { at, before, after }) => replaced(now, at, before, after), text)
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    text: later,
    mark: step.markAfter,
  }
}

const replaced = (text: string, at: number, old: string, now: string) =>
  text.slice(0, at) + now + text.slice(at + old.length)
