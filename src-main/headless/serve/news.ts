import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { newsProtocol, type ToldPass } from '../../../src-shared/contract/browser-door.ts'
import type { Api } from '../../../src-shared/contract/commands.ts'
import type { Listen } from '../../../src-shared/contract/events.ts'
import { createTeller } from '../../api/teller.ts'
import type { Passes } from './guard.ts'

/** Bytes that wait for a page to read them: more, and it misses news and begins again with a snapshot. */
const room = 1024 ** 2
const mostPages = 32
const pulse = 20_000
/** Close codes of WebSocket: the door goes away; it goes on with another studio; there are too many. */
const [goesAway, anew, tooMany] = [1001, 1012, 1013]

export type News = {
  /** Takes a page that asks for the news of `studio`; it was let in before. */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer, studio: { api: Api; listen: Listen }): void
  /** Another studio: pages connect anew. */
  begin(): void
  end(): void
}

/** Tells pages what the studio tells, by WebSocket, and before that the pass for media. Pages say nothing. */
export function createNews(passes: Passes): News {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 1_024,
    perMessageDeflate: false,
    // Of what a page offers, its word is not the one to repeat.
    handleProtocols: (offered) => (offered.has(newsProtocol) ? newsProtocol : false),
  })
  const alive = new WeakSet<WebSocket>()
  const given = new WeakMap<WebSocket, string>()
  const givePass = (page: WebSocket) => {
    const pass = passes.current()
    if (given.get(page) === pass) return
    given.set(page, pass)
    page.send(JSON.stringify({ pass } satisfies ToldPass))
  }
  const timer = setInterval(() => {
    for (const page of server.clients) {
      if (!alive.delete(page)) page.terminate()
      else {
        page.ping()
        givePass(page)
      }
    }
  }, pulse)
  timer.unref()

  return {
    connect(request, socket, head, studio) {
      server.handleUpgrade(request, socket, head, (page) => {
        // Also of one that is turned away: a fault that nobody hears would end the studio.
        page.on('error', () => page.terminate())
        if (server.clients.size > mostPages) {
          page.close(tooMany)
          return
        }
        alive.add(page)
        givePass(page)
        const teller = createTeller(
          studio,
          (told) =>
            page.send(JSON.stringify(told), () => {
              if (page.bufferedAmount < room) teller.refresh()
            }),
          () => page.bufferedAmount > room,
        )
        page.on('pong', () => alive.add(page))
        page.on('close', () => teller.end())
      })
    },
    begin() {
      for (const page of server.clients) page.close(anew)
    },
    end() {
      clearInterval(timer)
      for (const page of server.clients) {
        page.close(goesAway)
        page.terminate()
      }
      server.close()
    },
  }
}
