/**
 * Does `work` when the page is left or put out of sight: loaded anew, closed, hidden. It may be the last that the page does, so nothing
 * is waited for; and it may be done more than once.
 */
export function onLeaving(work: () => void): void {
  window.addEventListener('pagehide', work)
  window.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') work()
  })
}
