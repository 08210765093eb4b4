import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Arch, build, type Configuration, Platform } from 'electron-builder'
import { buildDesktop } from './build.ts'
import { gatherLicences, licencesAsText } from './licences.ts'
import { findElectron } from './set-up/electron.mjs'

/*
 * Builds installers of the app into `dist/`, as electron-builder.yml says:
 *
 *   npm run package                          what this system can build: AppImage and deb, dmg, or NSIS
 *   npm run package -- --target dir          the app's folder alone, to be started as it is
 *   npm run package -- --into FOLDER         elsewhere than into dist/
 *   npm run package -- --built               what lies in out/ is fresh
 */
const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    into: { type: 'string', default: 'dist' },
    built: { type: 'boolean', default: false },
  },
})
const root = join(import.meta.dirname, '..')
const platform = Platform.current()
const usual: Record<string, string[]> = { linux: ['AppImage', 'deb'], mac: ['dmg'], windows: ['nsis'] }

const electron = findElectron(root)
if (electron === undefined) {
  console.error("Electron is not here, so nothing can be packed. The set-up's lines above say how to get it.")
  process.exit(1)
}
let targets = values.target?.split(',') ?? usual[platform.name] ?? ['dir']
if (electron.spare && targets.some((target) => target !== 'dir')) {
  console.error(
    `Electron's own release can't be reached here. The app's folder is built with the one that is here (${electron.version}),`,
  )
  console.error('for trying it out on this machine; installers are built where the release can be reached.')
  targets = ['dir']
}
if (!values.built && !buildDesktop()) process.exit(1)
writeFileSync(join(root, 'out', 'licences.txt'), licencesAsText(gatherLicences(root)))

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }
const config: Configuration = {
  extends: join(root, 'electron-builder.yml'),
  directories: { output: values.into, buildResources: 'resources/icons' },
  ...(electron.spare ? { electronDist: dirname(electron.path), electronVersion: electron.version } : {}),
}
const made = await build({
  projectDir: root,
  targets: platform.createTarget(targets, process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
  config,
  publish: 'never',
})
console.log(`Reelmill ${version} is packed:`)
for (const path of made.length > 0 ? made : [resolve(root, values.into)]) console.log(`  ${path}`)
