import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Hundreds of processes and threads load the same sources: each is stripped of its types and compiled once for all.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled')

const leaks = ['tests/helpers/leak-guard.ts']
const elsewhere = ['architecture', 'whole-studio', 'desktop', 'bench', 'long', 'survive'].map(
  (name) => `tests/${name}/**`,
)
const pure = ['tests/core/**/*.test.ts', 'tests/shared/**/*.test.ts']
const minutes = 60_000
const hours = 60 * minutes
/** What is waited for may take its time on a busy machine: a test that fails by its speed says nothing. */
const patient = { expect: { poll: { timeout: 25_000 } } }
/** Windows, studios and programs on a machine that others use, too. `scripts/checks.ts` names each test that needed it. */
const triedAgain = { retry: 1 }

/** Short to read and long to run. Vitest begins with what was long before, else with large files: these would come last, alone. */
const long = ['survive', 'whole-likeness', 'cut-anywhere', 'journeys', 'inspected-set', 'planned-quality']
const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(`/${name}.test.ts`))
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/** One project for each check; `scripts/checks.ts` runs them one after the other. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongOnesFirst },
    projects: [
      {
        test: {
          ...patient,
          ...triedAgain,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [...elsewhere, ...pure],
          setupFiles: leaks,
          testTimeout: minutes,
          hookTimeout: minutes,
        },
      },
      {
        test: {
          ...patient,
          name: 'unit-core',
          include: pure,
          // They start nothing and keep nothing: their files share a process.
          isolate: false,
          setupFiles: leaks,
          testTimeout: minutes,
        },
      },
      {
        test: {
          ...patient,
          ...triedAgain,
          name: 'whole-studio',
          include: ['tests/whole-studio/**/*.test.ts'],
          globalSetup: 'tests/helpers/known-ffmpeg.ts',
          setupFiles: leaks,
          testTimeout: 10 * minutes,
          hookTimeout: 3 * minutes,
        },
      },
      {
        test: {
          ...patient,
          ...triedAgain,
          name: 'desktop',
          include: ['tests/desktop/**/*.test.ts'],
          globalSetup: ['tests/helpers/known-ffmpeg.ts', 'tests/desktop/ready.ts'],
          setupFiles: [...leaks, 'tests/desktop/own-display.ts'],
          // On a real screen two windows would take each other's focus.
          fileParallelism: process.platform === 'linux' && !process.env.DISPLAY,
          testTimeout: 10 * minutes,
          hookTimeout: 3 * minutes,
        },
      },
      {
        test: {
          ...patient,
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          setupFiles: leaks,
          fileParallelism: false,
          testTimeout: 24 * hours,
          hookTimeout: 3 * minutes,
        },
      },
      {
        test: {
          ...patient,
          name: 'survive',
          include: ['tests/survive/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 24 * hours,
          hookTimeout: 3 * minutes,
        },
      },
      {
        test: {
          ...patient,
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          // All sources are read with a parser, which takes its time on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
