import { desktopIsThere, getDesktop } from './desktop.mjs'
import { findElectron, getElectron } from './electron.mjs'
import { ffmpegIsThere, getFfmpeg } from './ffmpeg.mjs'
import { findNode, getNode } from './node.mjs'
import { installPackages, packagesAreThere } from './packages.mjs'

/**
 * What there is to get, in order. A step: { name, must, isThere(), get() }; `get` says what it does and answers
 * undefined or a problem { message, commands }. Where a step is a must, nothing works without it.
 */
export function steps(place) {
  const { root, purpose } = place
  const all = [
    {
      name: 'Node 24',
      must: true,
      isThere: async () => (await findNode(root)) !== undefined,
      get: () => getNode(place),
    },
    {
      name: 'Packages',
      must: true,
      isThere: () => packagesAreThere(root),
      get: () => installPackages(place),
    },
    { name: 'ffmpeg', must: false, isThere: () => ffmpegIsThere(place), get: () => getFfmpeg(place) },
  ]
  if (purpose !== 'demo') {
    all.push(
      {
        name: 'Electron',
        must: false,
        isThere: () => findElectron(root) !== undefined,
        get: () => getElectron(place),
      },
      { name: 'Window', must: false, isThere: () => desktopIsThere(place), get: () => getDesktop(place) },
    )
  }
  return {
    /** The steps that have something to do. A step is not asked before the musts ahead of it are there. */
    async filterMissing() {
      const missing = []
      for (const step of all) {
        const mustIsMissing = missing.some((earlier) => earlier.must)
        if (mustIsMissing || !(await step.isThere())) missing.push(step)
      }
      return missing
    },
  }
}
