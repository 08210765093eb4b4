import type { WebContents } from 'electron'
import { pageAddress } from './channels.ts'

/** The part of an IPC event that says who sent it. */
export type Sender = { sender: WebContents; senderFrame: { url: string; parent: unknown } | null }

/**
 * Whether a message comes from the main frame of the window's page while it shows our own page. A frame inside of it,
 * another window, or a page that the window was led to: no.
 */
export function isOwnPage({ sender, senderFrame }: Sender, page: WebContents | null): boolean {
  return (
    page !== null &&
    sender === page &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isOwnAddress(senderFrame.url)
  )
}

export function isOwnAddress(address: string): boolean {
  try {
    const own = new URL(pageAddress)
    const { protocol, host, pathname } = new URL(address)
    return protocol === own.protocol && host === own.host && pathname === own.pathname
  } catch {
    return false
  }
}
