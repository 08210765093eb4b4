import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { answerOf, answerOfPowerShell, askedRarely } from './asked-rarely.ts'
import { type SystemRoots, systemRoots } from './system-roots.ts'

/**
 * Seconds since somebody last touched the machine; null when nobody can tell. What the answer says is a few seconds old (on
 * Windows up to half a minute): a desktop that knows better should be asked first.
 *
 * Linux: the newest key in any terminal, and what graphical sessions tell systemd. A graphical session that tells
 * nothing makes the answer null, unless somebody types in a terminal.
 */
export function idleWatch(
  roots: SystemRoots = systemRoots,
  readSessions: () => Promise<string | null> = askLogind,
): () => Promise<number | null> {
  if (process.platform === 'darwin') return askedRarely(5_000, macIdle)
  if (process.platform === 'win32') return askedRarely(30_000, windowsIdle)
  return askedRarely(5_000, async () => {
    const now = Date.now()
    return idleOf(secondsSinceKey(roots, now), idleOfSessions(await readSessions(), now))
  })
}

/** What is known of graphical sessions: `silent` ones exist and tell nothing. */
type SessionIdle = { seconds: number | null; silent: boolean }

export function idleOf(sinceKey: number | null, sessions: SessionIdle): number | null {
  const known = [sinceKey, sessions.seconds].filter((seconds) => seconds !== null)
  if (known.length === 0) return null
  const seconds = Math.min(...known)
  return sessions.silent && seconds >= 60 ? null : seconds
}

/** The kernel notes the time of the last key on each terminal, to eight seconds. Output doesn't count. */
function secondsSinceKey({ dev }: SystemRoots, now: number): number | null {
  const terminals = [
    // 0 stands for whichever console is in front.
    ...namesIn(dev).filter((name) => /^tty[1-9]\d*$/.test(name)),
    ...namesIn(join(dev, 'pts')).flatMap((name) => (/^\d+$/.test(name) ? [join('pts', name)] : [])),
  ]
  const times = terminals.flatMap((name) => {
    try {
      return [statSync(join(dev, name)).atimeMs]
    } catch {
      return []
    }
  })
  return times.length === 0 ? null : Math.max(0, (now - Math.max(...times)) / 1000)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

async function askLogind(): Promise<string | null> {
  const listed = await answerOf('loginctl', ['list-sessions', '--no-legend'], { timeout: 3_000 })
  const ids = (listed ?? '').split('\n').flatMap((line) => /^\s*([\w-]+)\s/.exec(line)?.[1] ?? [])
  // Without systemd, a display says at least that there is a session.
  if (ids.length === 0)
    return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'Type=x11\nState=active\nIdleHint=no' : null
  const properties = ['Type', 'Class', 'State', 'IdleHint', 'IdleSinceHint'].flatMap((name) => ['-p', name])
  return answerOf('loginctl', ['show-session', ...properties, ...ids], { timeout: 3_000 })
}

/** Blocks of `Name=value`, with a blank line between sessions. IdleSinceHint: microseconds of the clock, 0 for never. */
export function idleOfSessions(text: string | null, now: number): SessionIdle {
  let seconds: number | null = null
  let silent = false
  for (const block of (text ?? '').split(/\n\s*\n/)) {
    const facts = new Map(block.split('\n').map((line) => line.split('=', 2) as [string, string]))
    // Sessions in terminals tell nothing that their terminals don't.
    if (!['x11', 'wayland', 'mir'].includes(facts.get('Type') ?? '')) continue
    if (facts.get('State') === 'closing' || (facts.get('Class') ?? 'user') !== 'user') continue
    const since = Number(facts.get('IdleSinceHint') ?? 0)
    if (!(since > 0)) {
      // Many desktops never tell.
      silent = true
      continue
    }
    const idle = facts.get('IdleHint') === 'yes' ? Math.max(0, (now - since / 1_000) / 1_000) : 0
    seconds = seconds === null ? idle : Math.min(seconds, idle)
  }
  return { seconds, silent }
}

async function macIdle(): Promise<number | null> {
  return idleOfIoreg(await answerOf('ioreg', ['-c', 'IOHIDSystem', '-d', '4']))
}

/** `"HIDIdleTime" = 1234567890`, in nanoseconds. */
export function idleOfIoreg(text: string | null): number | null {
  const nanoseconds = /"HIDIdleTime" = (\d+)/.exec(text ?? '')?.[1]
  return nanoseconds === undefined ? null : Number(nanoseconds) / 1e9
}

async function windowsIdle(): Promise<number | null> {
  const said = await answerOfPowerShell(`
    Add-Type -Namespace Reelmill -Name Input -MemberDefinition '
      [StructLayout(LayoutKind.Sequential)] public struct Info { public uint Size; public uint Time; }
      [DllImport("user32.dll")] public static extern bool GetLastInputInfo(ref Info info);
      public static uint Idle() {
        Info info = new Info(); info.Size = 8;
        if (!GetLastInputInfo(ref info)) throw new System.Exception("unknown");
        return unchecked((uint)System.Environment.TickCount - info.Time);
      }'
    [Reelmill.Input]::Idle()`)
  const milliseconds = said?.trim() ?? ''
  return /^\d+$/.test(milliseconds) ? Number(milliseconds) / 1_000 : null
}
