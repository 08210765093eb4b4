import { protocol } from 'electron'
import type { Api } from '../../src-shared/contract/commands.ts'
import { answerMedia } from '../page/answer-media.ts'
import { answerPage } from '../page/answer-page.ts'
import { mediaScheme, pageAddress, pageScheme } from './channels.ts'

/** To be called before the app is ready. */
export function registerOwnProtocols(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: mediaScheme, privileges: { standard: true, secure: true, stream: true } },
  ])
}

/**
 * Serves `reelmill://studio/...`, the built page in `folder`, and `reelmill-media://studio/<address>`, what its players
 * and pictures show.
 */
export function serveOwnProtocols(folder: string, api: Api): void {
  const own = new URL(pageAddress)
  protocol.handle(pageScheme, ({ url, method }) => {
    const { host, pathname } = new URL(url)
    // An empty path leads to nothing.
    return answerPage(method === 'GET' && host === own.host ? pathname : '', {
      folder,
      sources: { media: `${mediaScheme}:`, connect: "'none'" },
    })
  })
  protocol.handle(mediaScheme, ({ url, method, headers }) => {
    const start = `${mediaScheme}://studio/`
    const address = url.startsWith(start) ? url.slice(start.length) : ''
    return answerMedia({ method, range: headers.get('range'), address }, api)
  })
}
