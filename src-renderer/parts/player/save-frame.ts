import { ask } from '../../bridge/bridge.ts'
import { nameOfPath } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { tell, tellFault } from '../tell.tsx'

/** Asks where to, and writes a frame of a video there as PNG. `path`: the video's, for the name. */
export async function saveFrame(job: number, path: string, frame: number): Promise<void> {
  try {
    const name = `${nameOfPath(path).replace(/\.\w+$/, '')}_${frame}.png`
    const out = await ask('desktop.choose-save', { suggested: name.slice(-200) })
    if (out === null) return
    await ask('job.save-frame', { job, frame, out })
    tell(words.player.frameSaved)
  } catch (error) {
    tellFault(error)
  }
}
