/**
 * How likely a lot is accepted in which so many are bad: none of the sample is looked at twice, so it is the hypergeometric
 * distribution, as exact as the numbers of a machine. All counts are whole; `bad` at most `lot`, `size` at most `lot`.
 */
export function chanceOfAcceptance(plan: { size: number; accept: number }, lot: number, bad: number): number {
  const { size, accept } = plan
  const least = Math.max(0, size - (lot - bad))
  const most = Math.min(accept, bad, size)
  let chance = 0
  for (let found = least; found <= most; found++)
    chance += Math.exp(ways(bad, found) + ways(lot - bad, size - found) - ways(lot, size))
  return Math.min(1, chance)
}

/** The logarithm of how many ways there are to take some of all. */
const ways = (all: number, some: number) => logFactorial(all) - logFactorial(some) - logFactorial(all - some)

/** Exact below 256; then Stirling's series, whose error is below 1e-16. */
function logFactorial(number: number): number {
  if (number < small.length) return small[number]!
  const x = number + 1
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
}

const small = [0]
for (let number = 1; number < 256; number++) small.push(small[number - 1]! + Math.log(number))
