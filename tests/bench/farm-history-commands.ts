import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runGroup } from './measure.ts'
import { reelmillCall } from './reelmill.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** Seconds of whole processes, from their start to their end, by what is typed. */
export type CommandFigures = {
  /** What no list can be faster than: Node itself, and the command line that does nothing. */
  starts: Record<string, Spread>
  asks: Record<string, Spread>
  /** Lines that each of them printed. */
  lines: Record<string, number>
}

/**
 * Asks the studio in `folder` in every way that the command line has, `times` times in turns, after one round that
 * doesn't count: it leaves the compiled code of each command behind, as the first use on any machine does.
 */
export async function measureCommands(
  folder: string,
  { batch, job, times }: { batch: string; job: number; times: number },
): Promise<CommandFigures> {
  const cache = join(folder, 'compiled')
  await mkdir(cache, { recursive: true })
  const starts: Record<string, { command: string; args: string[] }> = {
    'node -e 0': { command: process.execPath, args: ['-e', '0'] },
    'reelmill --version': reelmillCall('--version'),
  }
  const asks = Object.fromEntries(
    [
      ['batch', 'list'],
      ['batch', 'list', '--limit', '500'],
      ['batch', 'show', 'last'],
      ['batch', 'show', batch],
      ['batch', 'show', batch, '--timeline'],
      ['batch', 'jobs', batch, '--status', 'failed'],
      ['batch', 'jobs', batch],
      ['batch', 'units', `j${job}`],
      ['queue'],
      ['farm'],
    ].map((words) => [`reelmill ${words.join(' ')}`, reelmillCall(...words, '--studio', folder)]),
  )
  const calls = { ...starts, ...asks }
  const seconds = Object.fromEntries(Object.keys(calls).map((name) => [name, [] as number[]]))
  const lines: Record<string, number> = {}
  for (let round = 0; round <= times; round++)
    for (const [name, call] of Object.entries(calls)) {
      let printed = 0
      const onLine = () => {
        printed += 1
      }
      const env = { XDG_CACHE_HOME: cache, NODE_COMPILE_CACHE: join(cache, 'node') }
      const { wall } = await runGroup([{ ...call, env, limit: 30, onLine }], 1)
      lines[name] = printed
      if (round > 0) seconds[name]!.push(wall)
    }
  await rm(cache, { recursive: true, force: true })
  const spreads = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, spreadOf(seconds[name]!)!]))
  return { starts: spreads(Object.keys(starts)), asks: spreads(Object.keys(asks)), lines }
}
