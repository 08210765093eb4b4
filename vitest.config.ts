import { defineConfig } from 'vitest/config'

const leaks = ['tests/helpers/leak-guard.ts']
const elsewhere = ['architecture', 'whole-studio', 'desktop', 'bench', 'long', 'survive'].map(
  (name) => `tests/${name}/**`,
)
const hours = 3_600_000

/** One project for each check; `scripts/checks.ts` runs them one after the other. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: elsewhere,
          setupFiles: leaks,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'whole-studio',
          include: ['tests/whole-studio/**/*.test.ts'],
          setupFiles: leaks,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['tests/desktop/**/*.test.ts'],
          setupFiles: leaks,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
          setupFiles: leaks,
          fileParallelism: false,
          testTimeout: 24 * hours,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'survive',
          include: ['tests/survive/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 24 * hours,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
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
