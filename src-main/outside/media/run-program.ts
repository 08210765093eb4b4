/** What this room needs of whoever runs programs: `runProgram` of outside/programs fits. Never rejects. */
type RunProgram = (call: {
  command: string
  args: readonly string[]
  env?: Record<string, string>
  signal?: AbortSignal
  timeout?: number
  onLine?: (line: string) => void
  maxOutput?: number
}) => Promise<{ kind: string; stdout: string; stderrTail: string; code?: number | null }>

/**
 * Static builds of ffprobe (that of npm) crash on transport streams: to read the names of programs they load a table of characters of the system,
 * made for another C library. With another place named first, the C library (from glibc 2.34 on) doesn't find that table, and the names stay as they are.
 */
export const probeEnvironment = { GCONV_PATH: '/dev/null' }

export type ProbeDeps = {
  /** Path of ffprobe. */
  ffprobe: string
  runProgram: RunProgram
  signal?: AbortSignal
  /** Milliseconds for one look (default 30,000): a hostile file must not hold up a batch. */
  timeout?: number
}
