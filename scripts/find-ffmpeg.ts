import { findFfmpeg } from '../src-main/outside/ffmpeg/find-ffmpeg.ts'
import { runProgram } from '../src-main/outside/programs/run-program.ts'
import { errorLines, toErrorShape } from '../src-shared/contract/errors.ts'

// For the set-up: prints what the product's own search finds, as JSON, or what it tried and status 1.
try {
  const found = await findFfmpeg({
    env: process.env,
    projectRoot: import.meta.dirname.replace(/[\\/]scripts$/, ''),
    run: async (command, args, timeout) => {
      const end = await runProgram({ command, args, timeout })
      if (end.kind === 'not-started') throw new Error(end.reason)
      return {
        code: end.kind === 'finished' ? 0 : end.kind === 'failed' ? end.code : null,
        stdout: end.stdout,
      }
    },
  })
  console.log(JSON.stringify(found))
} catch (error) {
  console.error(errorLines(toErrorShape(error)).join('\n'))
  process.exit(1)
}
