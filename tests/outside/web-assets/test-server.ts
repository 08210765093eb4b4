import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, LookupFunction } from 'node:net'
import {
  createWebAssets,
  type Judge,
  type WebAssetSetup,
  type WebAssets,
} from '../../../src-main/outside/web-assets/web-assets.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { makeCertificate } from './certificate.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void
export type Shop = {
  /** Address of a path on the server, under the name `shop.example`. */
  at: (path: string, host?: string) => string
  port: number
  /** `METHOD path` of each request that arrived. */
  asked: string[]
  answers: Record<string, Answer>
  folder: string
  /** Fetching that may reach this server, unless told otherwise. Closed at the end. */
  web: (setup?: Partial<WebAssetSetup>) => WebAssets
  ca: string
}

const certificate = makeCertificate(['shop.example', 'cdn.example', 'localhost'])
/** Sends every name to this machine. */
export const toThisMachine: LookupFunction = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)

/** Runs a TLS server on this machine for one test, with an empty cache folder. */
export async function withShop(work: (shop: Shop) => Promise<void>): Promise<void> {
  await withTempFolder(async (folder) => {
    const asked: string[] = []
    const answers: Record<string, Answer> = {}
    const server = createServer(certificate, (request, response) => {
      const path = new URL(request.url ?? '/', 'https://x').pathname
      asked.push(`${request.method} ${request.url}`)
      const answer = answers[path]
      if (answer === undefined) response.writeHead(404).end('no such page')
      else answer(request, response)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    const opened: WebAssets[] = []
    try {
      await work({
        at: (path, host = 'shop.example') => `https://${host}:${port}${path}`,
        port,
        asked,
        answers,
        folder,
        ca: certificate.cert,
        web(setup = {}) {
          const web = createWebAssets({
            folder,
            mayConnect: (address) => address === '127.0.0.1',
            ports: [port],
            lookup: toThisMachine,
            ca: [certificate.cert],
            backOff: () => 5,
            ...setup,
          })
          opened.push(web)
          return web
        },
      })
    } finally {
      await Promise.all(opened.map((web) => web.close()))
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  })
}

/** Takes every file. */
export const anything: Judge = { reason: 'anything', headBytes: 16, look: () => null }

export function send(body: Buffer | string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(200, headers).end(body)
  }
}
