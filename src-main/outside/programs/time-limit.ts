/** Later than this, a timer comes because the machine slept or the studio was stopped. */
const slept = 30_000

/**
 * Calls `onOver` once when `milliseconds` have gone by since the start or the last `refresh`. Time that the machine
 * slept, or that this process was stopped, doesn't count: the limit begins anew.
 */
export function timeLimit(milliseconds: number | undefined, onOver: () => void) {
  if (milliseconds === undefined) return { refresh() {}, clear() {} }
  let due = performance.now() + milliseconds
  const timer: NodeJS.Timeout = setTimeout(() => {
    if (performance.now() - due <= slept) return onOver()
    due = performance.now() + milliseconds
    timer.refresh()
  }, milliseconds)
  return {
    refresh() {
      due = performance.now() + milliseconds
      timer.refresh()
    },
    clear: () => clearTimeout(timer),
  }
}
