import { type ProgramEnd, runProgram } from '../programs/run-program.ts'

/** Whether the machine is kept from sleeping, and if not, why. */
export type Wakefulness = { holds: boolean; reason: string }

/** How a system is asked: a program that holds the machine awake for as long as its standard input is open. */
type WakeProgram = { command: string; args: readonly string[] }

/**
 * Keeps the machine from going to sleep by itself until the answer is called, or this process ends, however it ends.
 * The screen may turn off. Never fails: `onChange` is told once it holds, or why it can't, and when it ceases to.
 */
export function keepAwake(
  why: string,
  onChange: (state: Wakefulness) => void = () => {},
  program: WakeProgram | null = wakeProgram(why),
): () => void {
  if (program === null) {
    onChange({ holds: false, reason: 'No way is known to keep this system awake.' })
    return () => {}
  }
  const released = new AbortController()
  let holds = false
  void runProgram({
    ...program,
    signal: released.signal,
    grace: 500,
    // Nothing is written: the open pipe is the hold.
    feed: (_write, unread) =>
      new Promise<void>((resolve) => {
        for (const signal of [released.signal, unread])
          signal.addEventListener('abort', () => resolve(), { once: true })
      }),
    onLine(line) {
      if (holds || line.trim() !== holdWord || released.signal.aborted) return
      holds = true
      onChange({ holds, reason: why })
    },
  }).then((end) => {
    if (!released.signal.aborted) onChange({ holds: false, reason: reasonOf(program.command, end) })
  })
  return () => released.abort()
}

const holdWord = 'held'

function reasonOf(command: string, end: ProgramEnd): string {
  if (end.kind === 'not-started') return `${command} is not there or can't be started.`
  const said =
    end.stderrTail
      .trim()
      .split(/[\r\n]+/)
      .at(-1) ?? ''
  return `${command} ended${said === '' ? '.' : `: ${said}`}`
}

/** It says `held` and then waits for the end of its input, so that it goes when the studio goes. */
function wakeProgram(why: string): WakeProgram | null {
  const wait = ['sh', '-c', `echo ${holdWord}; exec cat >/dev/null`]
  switch (process.platform) {
    case 'linux':
      return {
        command: 'systemd-inhibit',
        args: ['--what=idle:sleep', '--who=Reelmill', `--why=${why}`, '--mode=block', ...wait],
      }
    case 'darwin':
      return { command: 'caffeinate', args: ['-i', ...wait] }
    case 'win32':
      return {
        command: 'powershell.exe',
        args: ['-NoProfile', '-NonInteractive', '-Command', windowsScript],
      }
    default:
      return null
  }
}

/** ES_CONTINUOUS | ES_SYSTEM_REQUIRED, for as long as the thread that said it lives. */
const windowsScript = `
  $power = Add-Type -PassThru -Namespace Reelmill -Name Power -MemberDefinition '
    [DllImport("kernel32.dll")] public static extern uint SetThreadExecutionState(uint flags);'
  if ($power::SetThreadExecutionState([uint32]"0x80000001") -eq 0) { exit 1 }
  [Console]::Out.WriteLine('${holdWord}')
  [void][Console]::In.ReadToEnd()`
