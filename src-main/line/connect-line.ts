import { connect, type Socket } from 'node:net'
import { resolve } from 'node:path'
import type { Reply, Told } from '../../src-shared/contract/bridge.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import { type ErrorShape, StudioError } from '../../src-shared/contract/errors.ts'
import type { Listen, StudioEvent } from '../../src-shared/contract/events.ts'
import { studioFolder } from '../outside/folders/studio-folder.ts'
import { type LineRecord, readRecord } from './line-record.ts'
import {
  type GuestMessage,
  type Host,
  type HostMessage,
  hostMessage,
  lineVersion,
  readLines,
  readMessage,
} from './messages.ts'

const longestLine = 256 * 1024 ** 2
const timeForHello = 3_000

/** A studio of another process, asked and heard as one's own. */
export type StudioLine = {
  api: Api
  /** What happens from now on. What was missed by not keeping up comes as changes of every batch, and the standings. */
  listen: Listen
  host: Host
  /** Leaves; the studio goes on. */
  close(): void
  /** When the line has ended from the other side, why; null: by `close`. */
  ended: Promise<ErrorShape | null>
}

/**
 * The studio that works in this folder (without one: the usual one), by its line; null when there is none. Rejects with `studio.silent` when there is one that doesn't
 * answer, and `line.version` or `line.refused` when it doesn't talk to us. Questions reject as those of an own studio do, and with
 * `studio.ended` when it ends before it answers.
 */
export async function connectLine(folder?: string): Promise<StudioLine | null> {
  const record = readRecord(resolve(folder ?? studioFolder(process.env)))
  if (record === null) return null
  const socket = await open(record)
  return socket === null ? null : greet(socket, record)
}

function open(record: LineRecord): Promise<Socket | null> {
  return new Promise((done, fail) => {
    const socket = connect(record.socket)
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      done(socket)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => {
      // Its studio is gone, however it went.
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ENOTSOCK') done(null)
      else
        fail(
          new StudioError({
            code: 'line.refused',
            message: `The studio that works in this folder (pid ${record.pid}, ${record.door}) can't be reached: ${error.message}.`,
            whatToDo: 'Use it as the person who started it.',
            cause: error,
          }),
        )
    })
  })
}

/** Null when it ends without a word: its studio is just going. */
function greet(socket: Socket, { pid, door, token }: LineRecord): Promise<StudioLine | null> {
  const say = (message: GuestMessage) => void socket.write(`${JSON.stringify(message)}\n`)
  return new Promise((done, fail) => {
    let line: ReturnType<typeof talk> | null = null
    const giveUp = (error: ErrorShape) => {
      clearTimeout(patience)
      socket.destroy()
      fail(new StudioError(error))
    }
    const silent: ErrorShape = {
      code: 'studio.silent',
      message: `The studio that works in this folder (pid ${pid}, ${door}) does not answer.`,
      whatToDo:
        'Wait a moment and ask again. If it stays so, end that process: what it has finished is kept.',
    }
    const patience = setTimeout(() => giveUp(silent), timeForHello)
    const hear = (message: HostMessage) => {
      if (line !== null) line.hear(message)
      else if (message.say === 'bye')
        giveUp({
          ...(message.error ?? silent),
          whatToDo: 'Close that studio, or use the Reelmill that it was opened with.',
        })
      else if (message.say === 'hello') {
        clearTimeout(patience)
        line = talk(socket, say, message.host)
        done(line.studio)
      }
    }
    socket.on(
      'data',
      readLines(
        longestLine,
        (text) => {
          const message = readMessage(hostMessage, text)
          if (message !== null) hear(message as HostMessage)
        },
        () => socket.destroy(),
      ),
    )
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(patience)
      if (line === null) done(null)
      else line.end()
    })
    say({ say: 'hello', version: lineVersion, token })
  })
}

function talk(socket: Socket, say: (message: GuestMessage) => void, host: Host) {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>()
  const listeners = new Set<Parameters<Listen>[0]>()
  let asked = 0
  let snapshots = 0
  let isHearing = false
  let isClosed = false
  let lastWord: ErrorShape = {
    code: 'studio.ended',
    message: `The studio that worked in this folder (pid ${host.pid}, ${host.door}) has ended.`,
    whatToDo: 'Ask again.',
  }
  let sayEnded: (why: ErrorShape | null) => void = () => {}
  const ended = new Promise<ErrorShape | null>((done) => {
    sayEnded = done
  })

  const tell = (events: StudioEvent[]) => {
    for (const listener of [...listeners]) listener(events)
  }
  const hear = (message: HostMessage) => {
    if (message.say === 'answer') {
      waiting.get(message.id)?.(message.reply)
      waiting.delete(message.id)
    } else if (message.say === 'told') tell(eventsOf(message.told))
    else if (message.say === 'bye' && message.error !== null) lastWord = message.error
  }
  const eventsOf = (told: Told): StudioEvent[] => {
    if ('events' in told) return told.events
    if ('fault' in told) return []
    snapshots += 1
    // The first one is how things stand already.
    return snapshots === 1 ? [] : caughtUp(told.snapshot)
  }
  const studio: StudioLine = {
    host,
    ended,
    api: {
      ask(name, payload) {
        if (isClosed || socket.destroyed) return Promise.reject(new StudioError(lastWord))
        asked += 1
        const id = asked
        return new Promise((done, fail) => {
          waiting.set(id, (reply) =>
            reply.ok ? done(reply.answer as never) : fail(new StudioError(reply.error)),
          )
          say({ say: 'ask', id, name, payload })
        })
      },
    },
    listen(listener) {
      listeners.add(listener)
      if (!isHearing) say({ say: 'hear' })
      isHearing = true
      return () => listeners.delete(listener)
    },
    close() {
      isClosed = true
      socket.destroy()
    },
  }
  const end = () => {
    for (const fail of waiting.values()) fail({ ok: false, error: lastWord })
    waiting.clear()
    listeners.clear()
    sayEnded(isClosed ? null : lastWord)
  }
  return { studio, hear, end }
}

/** A snapshot in the words of events, for who follows along. */
function caughtUp({ batches, queue, farm }: Extract<Told, { snapshot: unknown }>['snapshot']): StudioEvent[] {
  return [
    ...batches.map((batch): StudioEvent => ({ event: 'batch.changed', batch, previous: null })),
    { event: 'queue.changed', queue },
    { event: 'farm.changed', farm },
  ]
}
