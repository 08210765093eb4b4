import type { z } from 'zod'
import type { stillRequest } from '../../../src-shared/batches/batch.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { inLine } from '../wording.ts'

/** One frame of one video as a PNG. */
export function still(
  door: Door,
  request: z.input<typeof stillRequest>,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withStudio(door, choice, async (studio) => {
    const report = await studio.api.ask('still.make', request)
    const { width, height, rowKey, language, format, at, frame } = report
    if (!choice.json)
      door.terminal.out(
        `${report.path}  (${width}x${height}, row ${inLine(rowKey)}, ${language}, ${format}, frame ${frame} at ${at} s)`,
      )
    return { exit: exitStatus.done, ...report }
  })
}
