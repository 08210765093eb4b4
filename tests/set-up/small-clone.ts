import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../helpers/project-root.ts'

export type Ended = {
  status: number | null
  signal: string | null
  out: string
  err: string
  milliseconds: number
}
export type Started = { child: ChildProcess; ended: Promise<Ended>; said: (text: string) => Promise<void> }

/**
 * Lays a small clone into `folder`: the real scripts, and a package of its own that npm can install without a network.
 * Its ffmpeg is a small program, named by the environment.
 */
export function laySmallClone(folder: string, version = '1.0.0'): void {
  for (const path of [
    'scripts',
    'src-main/outside/ffmpeg/find-ffmpeg.ts',
    'src-main/outside/programs',
    'src-shared/contract/errors.ts',
  ]) {
    cpSync(join(projectRoot, path), join(folder, path), { recursive: true })
  }
  for (const program of ['ffmpeg', 'ffprobe']) {
    writeFileSync(join(folder, program), `#!/bin/sh\necho ${program} version 7.0-small\n`, { mode: 0o755 })
  }
  packInto(folder, version)
}

/** Makes the package `brick` and the lock that names it. Called again with another version, the lock has changed. */
export function packInto(folder: string, version: string): void {
  const brick = join(folder, 'brick')
  mkdirSync(brick, { recursive: true })
  writeJson(join(brick, 'package.json'), { name: 'brick', version })
  npm(['pack', '--pack-destination', folder], brick)
  rmSync(brick, { recursive: true })
  writeJson(join(folder, 'package.json'), {
    name: 'small-clone',
    version: '1.0.0',
    type: 'module',
    scripts: { count: 'node scripts/set-up.mjs --quiet -- count.ts' },
    dependencies: { brick: `file:brick-${version}.tgz` },
  })
  rmSync(join(folder, 'package-lock.json'), { force: true })
  npm(['install', '--package-lock-only', '--offline'], folder)
}

/** Starts `node scripts/set-up.mjs ...` there, as a process group of its own. */
export function startSetUp(folder: string, args: string[], env: Record<string, string> = {}): Started {
  return follow(
    spawn(process.execPath, ['scripts/set-up.mjs', ...args], {
      cwd: folder,
      env: smallEnvironment(folder, env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
  )
}

export function smallEnvironment(folder: string, env: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    REELMILL_FFMPEG: join(folder, 'ffmpeg'),
    npm_config_offline: 'true',
    npm_config_cache: join(folder, '.npm'),
    ...env,
  }
}

/** Keeps what a program says; `said` waits until it has said something. */
export function follow(child: ChildProcess): Started {
  const begun = performance.now()
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) =>
      resolve({ status, signal, out, err, milliseconds: performance.now() - begun }),
    )
  })
  const said = async (text: string) => {
    while (!`${out}${err}`.includes(text)) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`It ended before it said "${text}". It said:\n${out}${err}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return { child, ended, said }
}

function npm(args: string[], cwd: string): void {
  execFileSync('npm', [...args, '--silent'], { cwd, shell: process.platform === 'win32', stdio: 'pipe' })
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}
