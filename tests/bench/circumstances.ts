import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { findFfmpeg } from '../../src-main/outside/ffmpeg/find-ffmpeg.ts'
import { runProgram } from '../../src-main/outside/programs/run-program.ts'
import { projectRoot } from '../helpers/project-root.ts'
import type { Results } from './results.ts'

/** The ffmpeg and ffprobe that Reelmill itself finds: every contender uses them. */
export async function findPrograms(): Promise<{
  ffmpeg: string
  ffprobe: string
  versions: Results['versions']
}> {
  const run = async (command: string, args: string[], timeout: number) => {
    const end = await runProgram({ command, args, timeout })
    return { code: end.kind === 'finished' ? 0 : 1, stdout: end.stdout }
  }
  const found = await findFfmpeg({ env: process.env, projectRoot, run })
  const { stdout } = await run(found.ffprobe, ['-version'], 20_000)
  return {
    ffmpeg: found.ffmpeg,
    ffprobe: found.ffprobe,
    versions: {
      node: process.versions.node,
      ffmpeg: found.ffmpegVersion,
      ffmpegFrom: found.from,
      ffprobe: /^ffprobe version (\S+)/m.exec(stdout)?.[1] ?? null,
    },
  }
}

export function describeMachine(): Results['machine'] {
  return {
    system: `${type()} ${release()}`,
    processor: cpus()[0]?.model.trim() || 'unknown processor',
    processors: availableParallelism(),
    memoryGb: totalmem() / 1e9,
  }
}

/** Which Reelmill this is: its version, its commit, and whether anything but results was changed since. */
export function describeReelmill(): Results['reelmill'] {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  const git = (...words: string[]) => {
    try {
      return execFileSync('git', words, { cwd: projectRoot, encoding: 'utf8', stdio: 'pipe' }).trim()
    } catch {
      return null
    }
  }
  const commit = git('rev-parse', '--short=12', 'HEAD')
  const changes = git('status', '--porcelain', '--', '.', ':!bench')
  return { version, commit, changed: changes !== null && changes !== '' }
}
