import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where the studio keeps its database, cache and log, unless somebody says otherwise: REELMILL_STUDIO, else the
 * platform's folder for an application's data.
 */
export function studioFolder(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.REELMILL_STUDIO) return env.REELMILL_STUDIO
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Reelmill')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Reelmill')
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'reelmill')
}
