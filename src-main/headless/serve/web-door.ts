import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Reply } from '../../../src-shared/contract/bridge.ts'
import { addressWith, wordAmong } from '../../../src-shared/contract/browser-door.ts'
import type { Api } from '../../../src-shared/contract/commands.ts'
import { StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { Listen } from '../../../src-shared/contract/events.ts'
import { answerAsk, type DesktopHandlers } from '../../page/answer-ask.ts'
import { answerMedia } from '../../page/answer-media.ts'
import { answerPage } from '../../page/answer-page.ts'
import type { Uploads } from '../../page/uploads.ts'
import {
  type Asking,
  bearerIn,
  createPasses,
  notLetIn,
  type Refusal,
  refuseHearing,
  refuseStranger,
  sameText,
} from './guard.ts'
import { createNews, type News } from './news.ts'

const mostOfQuestion = 16 * 1024 ** 2

/** The studio as the page asks it; another one may come in its place. */
export type Served = { api: Api; listen: Listen; desktop: DesktopHandlers }

export type WebDoor = {
  /** To be opened in a browser of this machine: lets that tab in. */
  address: string
  port: number
  /** From now on this studio answers; null: none, until the next. Pages connect anew. */
  show(studio: Served | null): void
  close(): Promise<void>
}

/**
 * Opens the page's door on this machine alone: the built page in `page`, which anybody here may have, and questions, news,
 * uploads and media, for which the word of the address has to be shown, or the pass that follows from it. Rejects with
 * `door.port` when the port is taken.
 */
export async function openWebDoor(needs: {
  /** 0: any that is free. */
  port: number
  /** The folder of the built page. */
  page: string
  uploads: Uploads
}): Promise<WebDoor> {
  const word = randomBytes(32).toString('base64url')
  const passes = createPasses(word, Date.now)
  let studio: Served | null = null
  let port = needs.port
  const news: News = createNews(passes)
  const knows = (shown: string | undefined) => shown !== undefined && sameText(shown, word)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams, search } = urlOf(request)
    const refusal = refuseStranger(askingOf(request), port, pathname === '/')
    if (refusal !== null) return turnAway(response, refusal)
    const media = /^\/media\/([^/]+)\/(.+)$/.exec(pathname)
    if (media !== null) {
      const [, pass = '', address = ''] = media
      if (!passes.holds(pass)) return turnAway(response, notLetIn)
      if (studio === null) return turnAway(response, { status: 400, why: noStudio.message })
      const asks = {
        method: request.method ?? '',
        range: request.headers.range ?? null,
        address: address + search,
      }
      return send(response, await answerMedia(asks, studio.api))
    }
    if (request.method === 'GET') {
      const host = request.headers.host ?? ''
      const page = {
        folder: needs.page,
        sources: { media: "'self'", connect: `'self' ws://${host}` },
        before: ['/assets/browser-bridge.js'],
      }
      return send(response, await answerPage(pathname === '/' ? '/index.html' : pathname, page), apart)
    }
    if (!knows(bearerIn(request.headers.authorization))) return turnAway(response, notLetIn)
    if (request.method === 'POST' && pathname === '/ask') return sendReply(response, await asked(request))
    if (request.method === 'POST' && pathname === '/upload')
      return sendReply(response, await uploaded(request, searchParams, needs.uploads))
    return turnAway(response, { status: 400, why: 'There is nothing to be asked at this address.' })
  }

  async function asked(request: IncomingMessage): Promise<Reply<unknown>> {
    const question = await readJson(request)
    if ('fault' in question) return { ok: false, error: question.fault }
    if (studio === null) return { ok: false, error: noStudio }
    const { name, payload } = Object(question.value) as { name?: unknown; payload?: unknown }
    return answerAsk(studio, name, payload)
  }

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 0 }, (request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) turnAway(response, { status: 400, why: 'This could not be answered.' })
      else response.destroy()
    })
  })
  server.maxConnections = 256
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {})
    const shown = wordAmong(request.headers['sec-websocket-protocol'])
    const refusal =
      urlOf(request).pathname === '/events'
        ? (refuseHearing(askingOf(request), port) ?? (knows(shown) ? null : notLetIn))
        : { status: 400 as const, why: 'There is nothing to be heard at this address.' }
    if (refusal !== null || studio === null) {
      socket.end(`HTTP/1.1 ${refusal?.status ?? 503} Refused\r\nConnection: close\r\n\r\n`)
      return
    }
    news.connect(request, socket, head, studio)
  })
  port = await listening(server, needs.port)
  return {
    address: addressWith(`http://127.0.0.1:${port}`, word),
    port,
    show(given) {
      studio = given
      news.begin()
    },
    async close() {
      news.end()
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}

const noStudio = {
  code: 'studio.ended',
  message: 'The studio that worked in this folder has ended.',
  whatToDo: 'Wait a moment: another one is being opened.',
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        new StudioError({
          code: 'door.port',
          message: `The port ${port} can't be had: ${error.code === 'EADDRINUSE' ? 'another program uses it' : error.message}.`,
          whatToDo: 'Choose another one with --port, or leave it out.',
          cause: error,
        }),
      ),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function askingOf(request: IncomingMessage): Asking {
  const { host, origin } = request.headers
  const said = (name: string) => {
    const value = request.headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  return {
    method: request.method ?? '',
    host,
    origin,
    site: said('sec-fetch-site'),
    mode: said('sec-fetch-mode'),
  }
}

/** Only path and query of what was asked for count; what it says of the host does not. */
function urlOf(request: IncomingMessage): URL {
  const path = /^\/[^\s]*$/.test(request.url ?? '') ? request.url! : '/nothing'
  return new URL(`http://door${path.replace(/^\/+/, '/')}`)
}

/** Whoever opened the page, or is opened by it, keeps no hold of it. */
const apart = { 'cross-origin-opener-policy': 'same-origin' }

const strict = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

function turnAway(response: ServerResponse, { status, why }: Refusal): void {
  const remedy = status === 401 ? 'Open the address that `reelmill serve` wrote into its terminal.\n' : ''
  response.writeHead(status, { ...strict, 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
  response.end(`${why}\n${remedy}`)
}

function sendReply(response: ServerResponse, reply: Reply<unknown>): void {
  const text = JSON.stringify(reply)
  response.writeHead(200, {
    ...strict,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

async function send(
  response: ServerResponse,
  answer: Response,
  more: Record<string, string> = {},
): Promise<void> {
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...more })
  if (answer.body === null) {
    response.end()
    return
  }
  // A player that turns away is no fault.
  await pipeline(Readable.fromWeb(answer.body as never), response).catch(() => {})
}

async function readJson(request: IncomingMessage) {
  const refused = (message: string, whatToDo: string) => ({
    fault: { code: 'request.invalid', message, whatToDo },
  })
  // A form of another site can't send this type without being asked first.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return refused('A question is JSON.', 'Send it as application/json.')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostOfQuestion) return refused('A question was too long.', 'Ask for less at a time.')
    chunks.push(chunk)
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown }
  } catch {
    return refused("A question could not be read: it isn't JSON.", 'Load the page again.')
  }
}

async function uploaded(
  request: IncomingMessage,
  query: URLSearchParams,
  uploads: Uploads,
): Promise<Reply<unknown>> {
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  try {
    if (!Number.isSafeInteger(length))
      throw new StudioError({
        code: 'request.invalid',
        message: 'A file says how long it is.',
        whatToDo: 'Choose it again.',
      })
    const upload = { id: query.get('id') ?? '', path: query.get('path') ?? '', length }
    return { ok: true, answer: await uploads.take(upload, request) }
  } catch (error) {
    request.resume()
    return { ok: false, error: toErrorShape(error) }
  }
}
