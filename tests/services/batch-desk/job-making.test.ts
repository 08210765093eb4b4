import { expect, test } from 'vitest'
import type { JobInHand } from '../../../src-main/outside/database/job-records.ts'
import { type JobMaking, makeJob } from '../../../src-main/services/batch-desk/job-making.ts'

test.each(['../out.mp4', '../out-2/a.mp4', 'a/../../b.mp4'])(
  'whatever a record says, no video is written outside of its output folder: %s',
  async (path) => {
    const written: string[] = []
    const making = {
      ...{ batch: { id: 'b1', outputFolder: '/videos/out' }, request: { afresh: true, encoding: 'cpu' } },
      store: { row: () => ({}), quality: { doubtOf: () => null } },
      hardware: { wish: () => ({ hardware: null }) },
      production: {
        plan: async () => ({ hash: 'h', parts: [], make: async (out: string) => void written.push(out) }),
      },
    } as unknown as JobMaking
    const inHand = { job: { id: 1, path }, rowNumber: 1, note: null } as unknown as JobInHand
    await expect(makeJob(making, inHand, new AbortController().signal, () => {})).rejects.toThrow(
      `${path} would leave the output folder`,
    )
    expect(written).toEqual([])
  },
)
