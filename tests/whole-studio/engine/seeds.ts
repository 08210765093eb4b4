/**
 * The seed of what a test draws at random: another one each time, or FC_SEED. It is told also when all goes well; with
 * it the same run can be had again.
 */
export function seedOf(what: string): number {
  const given = process.env.FC_SEED
  const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given)
  if (!Number.isInteger(seed)) throw new Error(`FC_SEED has to be a whole number, not ${given}`)
  console.log(`seed of ${what}: FC_SEED=${seed}`)
  return seed
}
