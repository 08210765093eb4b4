import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { resolve } from 'node:path'
import type { Api, CommandName } from '../../src-shared/contract/commands.ts'
import { type ErrorShape, toErrorShape } from '../../src-shared/contract/errors.ts'
import type { Listen } from '../../src-shared/contract/events.ts'
import { createTeller, type Teller } from '../api/teller.ts'
import { studioFolder } from '../outside/folders/studio-folder.ts'
import { choosePlace, clearPlace, removePlace, removeRecord, writeRecord } from './line-record.ts'
import {
  type GuestMessage,
  guestMessage,
  type Host,
  type HostMessage,
  lineVersion,
  readLines,
  readMessage,
} from './messages.ts'

/** Ten thousand targets fit. */
const longestLine = 4 * 1024 ** 2
const mostGuests = 32
/** Of one guest at a time; further ones wait in its socket. */
const mostAsks = 16
/** Bytes that somebody may say before the hello is right. */
const mostOfStranger = 4_096
/** Bytes that wait for a guest to read them: more, and it misses news, and its questions wait. */
const roomForNews = 1024 ** 2
const roomForAnswers = 8 * 1024 ** 2
const timeForHello = 5_000
const timeForGoodbye = 500

export type ServedLine = {
  /** Where it listens. */
  socket: string
  /**
   * Ends the studio and then the line: from now on nothing is begun for guests; `stop` ends the work, its last news and answers are
   * still told.
   */
  end(stop: () => Promise<void>): Promise<void>
}

/**
 * Lets other processes of this user reach the studio in this folder. To be called only by who holds the folder. Rejects when no socket
 * can be made.
 */
export async function serveLine(studio: {
  /** The studio's; without it, the usual one. */
  folder?: string
  api: Api
  listen: Listen
  door: string
  works: boolean
}): Promise<ServedLine> {
  const folder = resolve(studio.folder ?? studioFolder(process.env))
  const token = randomBytes(32).toString('hex')
  const host: Host = {
    pid: process.pid,
    door: studio.door,
    since: new Date().toISOString(),
    works: studio.works,
  }
  const guests = new Set<Guest>()
  let isEnding = false
  const server = createServer((socket) => {
    if (isEnding || guests.size >= mostGuests) {
      socket.destroy()
      return
    }
    const guest = serveGuest(socket, { studio, host, token, isEnding: () => isEnding })
    guests.add(guest)
    socket.once('close', () => guests.delete(guest))
  })
  clearPlace(folder)
  const socket = choosePlace(folder)
  try {
    await listening(server, socket)
    if (process.platform !== 'win32') chmodSync(socket, 0o600)
    writeRecord(folder, { ...host, version: lineVersion, socket, token })
  } catch (error) {
    // A line that nobody can find would keep the process from ending.
    server.close()
    removePlace(socket)
    throw error
  }
  return {
    socket,
    async end(stop) {
      isEnding = true
      try {
        await stop()
      } finally {
        removeRecord(folder, token)
        const closed = new Promise<void>((done) => server.close(() => done()))
        await Promise.all([...guests].map((guest) => guest.bid(goodbye)))
        await closed
        removePlace(socket)
      }
    },
  }
}

const ended = 'The studio that worked in this folder has ended.'
const goodbye: ErrorShape = { code: 'studio.ended', message: ended, whatToDo: 'Ask again.' }

function listening(server: Server, socket: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(socket, () => {
      server.off('error', fail)
      // What can't be accepted (too many open files) is the guest's loss, not the studio's.
      server.on('error', () => {})
      done()
    })
  })
}

type Guest = { bid(error: ErrorShape | null): Promise<void> }
type Question = Extract<GuestMessage, { say: 'ask' }>

/**
 * One guest. Its modes: `stranger`, until it has shown the token in time; `guest`, whose questions are answered; `gone`. Whatever it does,
 * only its own connection ends.
 */
function serveGuest(
  socket: Socket,
  line: { studio: { api: Api; listen: Listen }; host: Host; token: string; isEnding(): boolean },
): Guest {
  let mode: 'stranger' | 'guest' | 'gone' = 'stranger'
  let teller: Teller | null = null
  const questions: Question[] = []
  let asks = 0
  let heard = 0
  const stops = new Map<number, () => void>()
  const say = (message: HostMessage) => {
    if (mode !== 'gone' && socket.writable) socket.write(`${JSON.stringify(message)}\n`)
  }
  const bid = (error: ErrorShape | null): Promise<void> => {
    if (mode === 'gone') return Promise.resolve()
    say({ say: 'bye', error })
    leave()
    return new Promise((done) => {
      const timer = setTimeout(() => socket.destroy(), timeForGoodbye)
      socket.once('close', () => {
        clearTimeout(timer)
        done()
      })
      socket.end()
    })
  }
  const refuse = (code: string, message: string) => void bid({ code, message })
  const leave = () => {
    mode = 'gone'
    clearTimeout(patience)
    teller?.end()
    for (const stop of stops.values()) stop()
    stops.clear()
    questions.length = 0
  }
  const patience = setTimeout(() => refuse('line.silent', 'Nobody said hello.'), timeForHello)

  const take = (message: GuestMessage) => {
    switch (message.say) {
      case 'hello':
        if (mode === 'guest') return
        if (!sameText(message.token, line.token))
          return refuse('line.refused', 'This is not the word that opens the line.')
        if (message.version !== lineVersion)
          return refuse(
            'line.version',
            'The studio that works in this folder is another version of Reelmill.',
          )
        clearTimeout(patience)
        mode = 'guest'
        say({ say: 'hello', version: lineVersion, host: line.host })
        return
      case 'hear':
        teller ??= createTeller(
          line.studio,
          (told) => say({ say: 'told', told }),
          () => socket.writableLength > roomForNews,
        )
        return
      case 'ask':
        questions.push(message)
        goOn()
        return
      default:
        message satisfies never
    }
  }

  async function answer({ id, name, payload }: Question): Promise<void> {
    asks += 1
    const stop = stopOf(name, payload)
    if (stop !== null)
      stops.set(id, () => void line.studio.api.ask(stop[0] as CommandName, stop[1] as never).catch(() => {}))
    try {
      if (line.isEnding()) say({ say: 'answer', id, reply: { ok: false, error: goodbye } })
      else {
        const answer = await line.studio.api.ask(name as CommandName, payload as never)
        say({ say: 'answer', id, reply: { ok: true, answer } })
      }
    } catch (error) {
      say({ say: 'answer', id, reply: { ok: false, error: toErrorShape(error) } })
    } finally {
      stops.delete(id)
      asks -= 1
      goOn()
    }
  }

  /** Who asks much, or doesn't take its answers, is not listened to until that is done. */
  function goOn(): void {
    while (mode === 'guest' && asks < mostAsks && socket.writableLength <= roomForAnswers) {
      const next = questions.shift()
      if (next === undefined) break
      void answer(next)
    }
    if (questions.length > 0) socket.pause()
    else if (socket.isPaused()) socket.resume()
  }

  const read = readLines(
    longestLine,
    (text) => {
      if (mode === 'gone') return
      const message = readMessage(guestMessage, text)
      if (message === null) refuse('line.unreadable', 'A message could not be understood.')
      else if (mode === 'stranger' && message.say !== 'hello') refuse('line.refused', 'Say hello first.')
      else take(message)
    },
    () => refuse('line.too-long', 'A message was too long.'),
  )
  socket.on('data', (chunk) => {
    heard += chunk.length
    read(chunk)
    if (mode === 'stranger' && heard > mostOfStranger) refuse('line.refused', 'Say hello first.')
  })
  socket.on('drain', () => {
    goOn()
    teller?.refresh()
  })
  socket.on('error', () => {})
  socket.once('close', leave)
  return { bid }
}

type Stop = ['check.stop' | 'plan.stop' | 'farm.stop-calibrating', { id: string }]

/** What ends work that is of no use once its asker is gone. */
function stopOf(name: string, payload: unknown): Stop | null {
  const id = (payload as { id?: unknown } | null)?.id
  if (typeof id !== 'string') return null
  if (name === 'farm.calibrate') return ['farm.stop-calibrating', { id }]
  if (name === 'check.run') return ['check.stop', { id }]
  return name === 'plan.run' ? ['plan.stop', { id }] : null
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
