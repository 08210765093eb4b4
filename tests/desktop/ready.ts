import type { TestProject } from 'vitest/node'
import { buildDesktop } from '../../scripts/build.ts'
import { startVirtualDisplay, type VirtualDisplay } from '../../scripts/virtual-display.ts'
import { projectRoot } from '../helpers/project-root.ts'

/**
 * Once, before the first file: the app is built, as `npm start` does, and each file of those that run side by side gets a
 * display that nobody sees, where the machine has no screen. Two windows on one would take each other's focus.
 */
export default async function ready({ config }: TestProject): Promise<() => Promise<void>> {
  if (!buildDesktop()) throw new Error('the window could not be built; what is wrong stands above')
  const displays: VirtualDisplay[] = []
  const stop = async () => {
    await Promise.all(displays.map((display) => display.stop()))
  }
  for (let count = 0; count < Number(config.maxWorkers); count += 1) {
    const display = await startVirtualDisplay(projectRoot)
    if (display !== null) displays.push(display)
  }
  process.env.REELMILL_TEST_DISPLAYS = displays.map(({ name }) => name).join(' ')
  return stop
}
