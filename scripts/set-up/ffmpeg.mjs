import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installDebian } from './debian.mjs'
import { findNode } from './node.mjs'
import { isReachable } from './reachable.mjs'
import { isRunnable, lastLines, run } from './run.mjs'

const downloadMs = 180_000

/**
 * Whether ffmpeg and ffprobe were found and seen to run. The answer is kept with size and date of both files, since
 * to start them takes longer than all the rest. Which ones are taken is decided by the product's own search.
 */
export async function ffmpegIsThere(place) {
  if (!triedDownload(place)) return false
  const known = readState(place).found
  if (known?.key === searchKey() && known.files.every((file) => fingerprint(file.path) === file.is))
    return true
  return (await search(place)).ok
}

/** Gets them, in the order in which they are looked for. Answers a problem or undefined. */
export async function getFfmpeg(place) {
  const { root, say } = place
  setRunBits(root)
  if (!triedDownload(place)) await downloadStatic(place)
  let result = await search(place)
  if (!result.ok) {
    const problem = await installDebian(['ffmpeg'], 'ffmpeg', place)
    result = await search(place)
    if (!result.ok) {
      for (const line of result.lines) say(`| ${line}`)
      return {
        message: `none was found that runs. ${problem ?? 'What apt-get brought does not run either.'}`,
        commands: [
          'Linux:   sudo apt-get install -y ffmpeg',
          'macOS:   brew install ffmpeg',
          'Windows: winget install Gyan.FFmpeg',
        ],
      }
    }
  }
  say(`ffmpeg: ${result.found.ffmpegVersion} (${result.found.from}).`)
  return undefined
}

/** Asks the product's own search, under Node 24. */
async function search(place) {
  const { root } = place
  setRunBits(root)
  const node = await findNode(root)
  const { ok, output } = await run(node.path, [join(root, 'scripts', 'find-ffmpeg.ts')], {
    cwd: root,
    timeoutMs: 90_000,
  })
  if (!ok) return { ok: false, lines: output.trim().split('\n') }
  const found = JSON.parse(output.split('\n').find((line) => line.startsWith('{')))
  const files = [found.ffmpeg, found.ffprobe].map((path) => ({ path, is: fingerprint(path) }))
  writeState(place, { ...readState(place), found: { key: searchKey(), files } })
  return { ok: true, found }
}

/** The download of ffmpeg-static, once for each installation of the packages; it is left alone where it can't work. */
async function downloadStatic(place) {
  const { root, tools, say } = place
  const folder = join(root, 'node_modules', 'ffmpeg-static')
  const binary = staticBinary(root)
  if (existsSync(folder) && process.env.REELMILL_FFMPEG === undefined) {
    const release = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))['ffmpeg-static'][
      'binary-release-tag'
    ]
    const mirror = process.env.FFMPEG_BINARIES_URL
    const address = `${mirror ?? 'https://github.com/eugeneware/ffmpeg-static/releases/download'}/${release}/ffmpeg-${process.platform}-${process.arch}.gz`
    if (await isReachable(address)) {
      say('ffmpeg: downloading the build of ffmpeg-static (about 30 MB).')
      rmSync(binary, { force: true })
      const node = await findNode(root)
      const { ok, output } = await run(node.path, [join(folder, 'install.js')], {
        cwd: folder,
        timeoutMs: downloadMs,
        env: { ...process.env, XDG_CACHE_HOME: join(tools, 'cache') },
      })
      if (!ok) {
        // A piece of it would be taken for the whole the next time.
        rmSync(binary, { force: true })
        for (const line of lastLines(output, 2)) say(line)
      }
    } else {
      say("ffmpeg: ffmpeg-static's download can't be reached from here; looking for another build.")
    }
  }
  writeState(place, { ...readState(place), staticTried: packagesStamp(root) })
}

function triedDownload(place) {
  return existsSync(staticBinary(place.root)) || readState(place).staticTried === packagesStamp(place.root)
}

function staticBinary(root) {
  return join(root, 'node_modules', 'ffmpeg-static', process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')
}

/** npm unpacks some programs without their run bit when their own scripts don't run. */
function setRunBits(root) {
  if (process.platform === 'win32') return
  const at = `${process.platform}-${process.arch}`
  for (const parts of [
    ['ffmpeg-static', 'ffmpeg'],
    ['@ffmpeg-binary', at, 'ffmpeg'],
    ['@ffprobe-installer', at, 'ffprobe'],
  ]) {
    const path = join(root, 'node_modules', ...parts)
    if (existsSync(path) && !isRunnable(path)) chmodSync(path, 0o755)
  }
}

/** What else the search depends on. */
function searchKey() {
  return [process.env.REELMILL_FFMPEG, process.env.REELMILL_FFPROBE].map((name) => name ?? '').join('|')
}

function fingerprint(path) {
  try {
    const { size, mtimeMs } = statSync(path)
    return `${size} ${mtimeMs}`
  } catch {
    return undefined
  }
}

function packagesStamp(root) {
  return fingerprint(join(root, 'node_modules', '.reelmill-set-up')) ?? 'none'
}

function readState({ tools }) {
  try {
    return JSON.parse(readFileSync(join(tools, 'ffmpeg.json'), 'utf8'))
  } catch {
    return {}
  }
}

function writeState({ tools }, state) {
  mkdirSync(tools, { recursive: true })
  writeFileSync(join(tools, 'ffmpeg.json'), JSON.stringify(state))
}
