/** The seed of what tests draw at random: another one each time, or FC_SEED; with it the same run can be had again. */
export function drawnSeed(): number {
  const given = process.env.FC_SEED
  const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given)
  if (!Number.isInteger(seed)) throw new Error(`FC_SEED has to be a whole number, not ${given}`)
  return seed
}
