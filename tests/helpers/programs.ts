import { type FoundFfmpeg, findFfmpeg } from '../../src-main/outside/ffmpeg/find-ffmpeg.ts'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { projectRoot } from './project-root.ts'

/** The ffmpeg that the product finds here; or `program`, another one. */
export function findPrograms(program?: string): Promise<FoundFfmpeg> {
  return findFfmpeg({
    ...(program === undefined ? {} : { setting: { ffmpeg: program } }),
    env: process.env,
    projectRoot,
    run: async (command, args, timeout) => {
      const end = await runProgram({ command, args, timeout })
      return { code: end.kind === 'finished' ? 0 : 1, stdout: end.stdout }
    },
  })
}
