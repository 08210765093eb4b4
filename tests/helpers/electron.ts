import { besideEnvironment } from '../../scripts/set-up/debian-beside.mjs'
import { findElectron } from '../../scripts/set-up/electron.mjs'
import { projectRoot } from './project-root.ts'

/**
 * What Playwright's `_electron.launch` needs to open a window in this clone's Electron: spread it into its options, and
 * put the app's own arguments after these.
 */
export function electronForTests(): { executablePath: string; args: string[]; env: Record<string, string> } {
  const electron = findElectron(projectRoot)
  if (electron === undefined)
    throw new Error('Electron is not here. Get it: node scripts/set-up.mjs --for tests')
  const env = { ...process.env, ...besideEnvironment(projectRoot) } as Record<string, string>
  // With it Electron would be a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  return { executablePath: electron.path, args: ['--no-sandbox', '--disable-gpu'], env }
}
