/** What this room needs of whoever runs programs: `runProgram` of outside/programs fits. Never rejects. */
type RunProgram = (call: {
  command: string
  args: readonly string[]
  signal?: AbortSignal
  timeout?: number
  onLine?: (line: string) => void
  maxOutput?: number
}) => Promise<{ kind: string; stdout: string; stderrTail: string; code?: number | null }>

export type ProbeDeps = {
  /** Path of ffprobe. */
  ffprobe: string
  runProgram: RunProgram
  signal?: AbortSignal
  /** Milliseconds for one look (default 30,000): a hostile file must not hold up a batch. */
  timeout?: number
}
