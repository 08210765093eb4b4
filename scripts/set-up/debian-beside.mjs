import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { existing, isDebian } from './debian.mjs'
import { lastLines, onPath, run } from './run.mjs'

const minutes = 60_000

/*
 * Where apt-get may not install, it may still download: the packages are unpacked into the clone, and programs are
 * told where to look by environment variables. Only for work in a clone.
 */

/** Where they lie, or undefined. */
export function debianBeside(root) {
  const folder = join(root, '.tools', 'debian')
  return existsSync(folder) ? folder : undefined
}

/** The variables under which a program finds those libraries, fonts and data. Empty when there are none. */
export function besideEnvironment(root) {
  const folder = debianBeside(root)
  if (folder === undefined) return {}
  const triple = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch]
  const libraries = [join(folder, 'lib', triple), ...withFolders(join(folder, 'usr', 'lib', triple))]
  const before = process.env.LD_LIBRARY_PATH
  return {
    LD_LIBRARY_PATH: [...libraries, ...(before ? [before] : [])].join(':'),
    FONTCONFIG_FILE: join(folder, 'etc', 'fonts', 'beside.conf'),
    XDG_DATA_DIRS: `${join(folder, 'usr', 'share')}:${process.env.XDG_DATA_DIRS ?? '/usr/local/share:/usr/share'}`,
  }
}

/** A folder and those in it: a system's loader is told of them one by one, or by paths that hold only there. */
function withFolders(folder) {
  const inside = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  return [folder, ...inside.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name))]
}

/** Unpacks Debian packages and all they need into `.tools/debian`. Answers undefined, or why it did not. */
export async function unpackDebian(packages, name, { tools, say }) {
  if (!isDebian() || onPath('dpkg-deb') === undefined) return 'this system has no apt-get.'
  say(
    `${name}: apt-get may not install here; unpacking ${packages.map((p) => p.split('|')[0]).join(', ')} into this clone instead (200 to 300 MB to fetch).`,
  )
  const apt = join(tools, 'apt.download')
  const unpacked = join(tools, 'debian.part')
  for (const folder of [apt, unpacked]) rmSync(folder, { recursive: true, force: true })
  for (const folder of ['state/lists/partial', 'cache/archives/partial'])
    mkdirSync(join(apt, folder), { recursive: true })
  const own = [
    ['Dir::State', join(apt, 'state')],
    ['Dir::State::status', '/var/lib/dpkg/status'],
    ['Dir::Cache', join(apt, 'cache')],
    ['Debug::NoLocking', '1'],
    ['APT::Sandbox::User', userInfo().username],
    ['APT::Update::Error-Mode', 'any'],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`])
  const aptGet = (...args) =>
    run('env', ['LC_ALL=C', 'apt-get', ...own, ...args], {
      timeoutMs: 15 * minutes,
      onWait: (seconds) => say(`${name}: apt-get is still at it (${seconds} s).`),
    })
  try {
    const update = await aptGet('update')
    const names = update.ok ? await existing(packages, own) : []
    const download = update.ok
      ? await aptGet('install', '-y', '--no-install-recommends', '--download-only', ...names)
      : update
    if (!download.ok) {
      for (const line of lastLines(download.output, 3)) say(line)
      return 'apt-get could not fetch it.'
    }
    const archives = join(apt, 'cache', 'archives')
    mkdirSync(unpacked)
    for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
      const unpack = await run('dpkg-deb', ['-x', join(archives, file), unpacked], { timeoutMs: 5 * minutes })
      if (unpack.ok) continue
      for (const line of lastLines(unpack.output, 3)) say(line)
      return `${file} could not be unpacked.`
    }
    relocateXvfb(unpacked)
    tellFonts(unpacked)
    rmSync(join(tools, 'debian'), { recursive: true, force: true })
    renameSync(unpacked, join(tools, 'debian'))
    return undefined
  } finally {
    for (const folder of [apt, unpacked]) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Xvfb starts `/usr/bin/xkbcomp` to learn its keyboard, and takes no other path. In the unpacked copy that name is
 * replaced by one of the same length, looked up in the folder that Xvfb is started in.
 */
function relocateXvfb(folder) {
  const path = join(folder, 'usr', 'bin', 'Xvfb')
  if (!existsSync(path)) return
  const bytes = readFileSync(path)
  const [fixed, relative] = ['\0/usr/bin\0', '\0././././\0'].map((text) => Buffer.from(text))
  const at = bytes.indexOf(fixed)
  if (at === -1 || bytes.indexOf(fixed, at + 1) !== -1) return
  relative.copy(bytes, at)
  writeFileSync(path, bytes)
}

/** Debian's own settings name the system's folder of fonts only. */
function tellFonts(folder) {
  const settings = join(folder, 'etc', 'fonts')
  if (!existsSync(settings)) return
  writeFileSync(
    join(settings, 'beside.conf'),
    [
      '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>',
      '<dir prefix="relative">../../usr/share/fonts</dir><dir>/usr/share/fonts</dir>',
      '<include ignore_missing="yes">conf.d</include><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>',
    ].join('\n'),
  )
}
