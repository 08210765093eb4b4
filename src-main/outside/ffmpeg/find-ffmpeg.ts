import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import { StudioError } from '../../../src-shared/contract/errors.ts'

/** Where a program was found. `npm` is a build that a package of this project brings. */
type FfmpegSource = 'setting' | 'environment' | 'app' | 'ffmpeg-static' | 'npm' | 'PATH'

export type FoundFfmpeg = {
  /** Absolute paths of two programs that were seen to run. */
  ffmpeg: string
  ffprobe: string
  /** As the build itself says it: `7.0`, `5.1.9-0+deb12u1`, `N-66595-gc2b38619c0-static`. */
  ffmpegVersion: string
  /** Where ffmpeg comes from; ffprobe may come from elsewhere. */
  from: FfmpegSource
}

/** Runs a program to its end. May reject when it can't be started; `code` is null when it was ended from outside. */
export type RunForVersion = (
  command: string,
  args: string[],
  timeoutMs: number,
) => Promise<{ code: number | null; stdout: string }>

type WhereToLook = {
  /** What a person has set. It is taken or refused, never passed over. */
  setting?: { ffmpeg?: string; ffprobe?: string }
  /** Reads REELMILL_FFMPEG, REELMILL_FFPROBE and PATH. */
  env: Record<string, string | undefined>
  /** The folder that holds node_modules. */
  projectRoot: string
  /** Electron's folder of resources; a packaged app carries its programs there, in `ffmpeg/`. */
  resourcesPath?: string
  run: RunForVersion
  platform?: NodeJS.Platform
  arch?: string
}

type Program = 'ffmpeg' | 'ffprobe'
type Candidate = { path: string; from: FfmpegSource; chosen: boolean }
type Found = { path: string; version: string; from: FfmpegSource }

// The first start of a 125 MB program from a cold disk or under a virus scanner takes seconds, a warm one 0.1 s.
const versionTimeoutMs = 20_000
const notThere = 'is not there'

const remedy =
  'Install ffmpeg: on Debian or Ubuntu `sudo apt-get install ffmpeg`, on macOS `brew install ffmpeg`, on Windows ' +
  '`winget install Gyan.FFmpeg`; or name the programs in REELMILL_FFMPEG and REELMILL_FFPROBE.'

/**
 * Finds ffmpeg and ffprobe and starts each with `-version`. In this order: the setting, the environment, the app's
 * own folder, the package ffmpeg-static, another package's build, PATH. A setting or a variable of the environment
 * that leads to nothing is an error and not passed over.
 *
 * @throws StudioError `ffmpeg.missing`; its details are one line for each place that was tried, with what was there.
 */
export async function findFfmpeg(look: WhereToLook): Promise<FoundFfmpeg> {
  const tried: string[] = []
  const ffmpeg = await firstThatRuns('ffmpeg', candidates('ffmpeg', look), look, tried)
  const ffprobe = await firstThatRuns('ffprobe', candidates('ffprobe', look, ffmpeg), look, tried)
  return { ffmpeg: ffmpeg.path, ffprobe: ffprobe.path, ffmpegVersion: ffmpeg.version, from: ffmpeg.from }
}

async function firstThatRuns(
  program: Program,
  list: Candidate[],
  look: WhereToLook,
  tried: string[],
): Promise<Found> {
  for (const { path, from, chosen } of list) {
    const seen = await tryToStart(program, path, look.run)
    if (seen.runs) return { path, version: seen.version, from }
    const line = `${program}: ${path} (${from}): ${seen.fault}`
    if (chosen) {
      throw new StudioError({
        code: 'ffmpeg.missing',
        message: `The ${program} that was chosen can't be used: ${path} ${seen.fault}.`,
        whatToDo: `Correct it, or take it away so that Reelmill looks for ${program} by itself.`,
        details: [line],
      })
    }
    if (from !== 'PATH' || seen.fault !== notThere) tried.push(line)
  }
  if (pathFolders(look).length === 0) tried.push(`${program}: PATH is empty`)
  else tried.push(`${program}: no file of that name in the folders of PATH that runs`)
  throw new StudioError({
    code: 'ffmpeg.missing',
    message: `No ${program} was found that runs.`,
    whatToDo: remedy,
    details: tried,
  })
}

function candidates(program: Program, look: WhereToLook, ffmpeg?: Found): Candidate[] {
  const platform = look.platform ?? process.platform
  const arch = look.arch ?? process.arch
  const file = platform === 'win32' ? `${program}.exe` : program
  const inPackages = (...parts: string[]) => join(look.projectRoot, 'node_modules', ...parts, file)

  const setting = look.setting?.[program]
  if (setting !== undefined && setting !== '') return [{ path: setting, from: 'setting', chosen: true }]
  const named = look.env[program === 'ffmpeg' ? 'REELMILL_FFMPEG' : 'REELMILL_FFPROBE']
  if (named !== undefined && named !== '') return [{ path: named, from: 'environment', chosen: true }]

  const list: Candidate[] = []
  const add = (path: string, from: FfmpegSource) => list.push({ path, from, chosen: false })
  // Whoever chose an ffmpeg by hand means the ffprobe beside it, when there is one.
  if (ffmpeg !== undefined && (ffmpeg.from === 'setting' || ffmpeg.from === 'environment')) {
    add(join(dirname(ffmpeg.path), file), ffmpeg.from)
  }
  if (look.resourcesPath !== undefined) add(join(look.resourcesPath, 'ffmpeg', file), 'app')
  if (program === 'ffmpeg') {
    add(inPackages('ffmpeg-static'), 'ffmpeg-static')
    if (platform === 'linux' && arch === 'x64') add(inPackages('@ffmpeg-binary', 'linux-x64'), 'npm')
  } else {
    add(inPackages('@ffprobe-installer', `${platform}-${arch}`), 'npm')
  }
  for (const folder of pathFolders(look)) add(join(folder, file), 'PATH')
  return list
}

function pathFolders(look: WhereToLook): string[] {
  const path = look.env.PATH ?? look.env.Path ?? ''
  return path.split(delimiter).filter((folder) => folder !== '' && isAbsolute(folder))
}

async function tryToStart(
  program: Program,
  path: string,
  run: RunForVersion,
): Promise<{ runs: true; version: string } | { runs: false; fault: string }> {
  const fault = (text: string) => ({ runs: false as const, fault: text })
  try {
    if (!(await stat(path)).isFile()) return fault('is not a file')
  } catch {
    return fault(notThere)
  }
  try {
    await access(path, constants.X_OK)
  } catch {
    return fault('may not be run (its run bit is missing)')
  }
  try {
    const { code, stdout } = await run(path, ['-version'], versionTimeoutMs)
    if (code !== 0) {
      return fault(code === null ? 'does not answer to -version' : `ends with status ${code} on -version`)
    }
    const version = new RegExp(`^${program} version (\\S+)`, 'm').exec(stdout)?.[1]
    return version === undefined ? fault(`is no ${program}`) : { runs: true, version }
  } catch (error) {
    return fault(`does not start: ${error instanceof Error ? error.message : String(error)}`)
  }
}
