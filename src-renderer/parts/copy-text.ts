/**
 * Puts a text into the clipboard. Not by `navigator.clipboard` at first: that needs a permission, and the app's window has none
 * to give; an event of copying needs a person's click or key alone.
 */
export async function copyText(text: string): Promise<void> {
  let isWritten = false
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isWritten = true
  }
  document.addEventListener('copy', write, { capture: true })
  try {
    document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', write, { capture: true })
  }
  if (!isWritten) await navigator.clipboard.writeText(text)
}
