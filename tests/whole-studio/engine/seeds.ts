import { drawnSeed } from '../../helpers/seed.ts'

/** A seed for `what`, which is told also when all goes well. */
export function seedOf(what: string): number {
  const seed = drawnSeed()
  console.log(`seed of ${what}: FC_SEED=${seed}`)
  return seed
}
