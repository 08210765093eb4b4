import { connect, type Socket } from 'node:net'
import { readRecord } from '../../src-main/line/line-record.ts'
import { serveLine } from '../../src-main/line/serve-line.ts'
import type { Batch } from '../../src-shared/batches/batch.ts'
import type { Api } from '../../src-shared/contract/commands.ts'
import type { StudioEvent } from '../../src-shared/contract/events.ts'
import { withTempFolder } from '../helpers/temp-folder.ts'

export type Ask = (name: string, payload: unknown) => unknown

export const changed = (status: Batch['status'], reason = ''): StudioEvent => ({
  event: 'batch.changed',
  batch: { id: 'b1', status, reason } as Batch,
  previous: 'running',
})

/** A plain api behind a real line in a temp folder: `ask` answers what the standings don't. */
export function withServed(
  ask: Ask,
  work: (served: {
    folder: string
    asked: [string, unknown][]
    tell(events: StudioEvent[]): void
    listeners(): number
    /** Says these lines on a bare socket and gathers what comes back. */
    bare(lines: (string | object)[]): Promise<{ socket: Socket; heard: Promise<string> }>
    hello(): object
    end(stop?: () => Promise<void>): Promise<void>
  }) => Promise<void>,
): Promise<void> {
  return withTempFolder(async (folder) => {
    const asked: [string, unknown][] = []
    const listeners = new Set<(events: StudioEvent[]) => void>()
    const api = {
      async ask(name: string, payload: unknown) {
        asked.push([name, payload])
        if (name === 'batch.list') return { batches: [{ id: 'b1', status: 'running' }], next: null }
        if (name === 'queue.show') return { paused: false, entries: [] }
        if (name === 'farm.show') return { works: true }
        return ask(name, payload)
      },
    } as unknown as Api
    const line = await serveLine({
      folder,
      api,
      door: 'window',
      works: true,
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    })
    let hasEnded = false
    const end = async (stop = async () => {}) => {
      hasEnded = true
      await line.end(stop)
    }
    const record = readRecord(folder)!
    try {
      await work({
        folder,
        asked,
        tell: (events) => {
          for (const listener of [...listeners]) listener(events)
        },
        listeners: () => listeners.size,
        hello: () => ({ say: 'hello', version: record.version, token: record.token }),
        async bare(lines) {
          const socket = connect(record.socket)
          socket.on('error', () => {})
          const heard = new Promise<string>((done) => {
            let text = ''
            socket.on('data', (chunk) => {
              text += chunk
            })
            socket.once('close', () => done(text))
          })
          for (const line of lines)
            socket.write(typeof line === 'string' ? line : `${JSON.stringify(line)}\n`)
          return { socket, heard }
        },
        end,
      })
    } finally {
      if (!hasEnded) await end()
    }
  })
}
