/** Done when it is first asked for, and once; a failure is forgotten, so that the next asker tries again. */
export function once<T>(make: () => Promise<T>) {
  let made: Promise<T> | null = null
  const ask = () => {
    made ??= make().catch((error: unknown) => {
      made = null
      throw error
    })
    return made
  }
  return Object.assign(ask, { opened: () => made })
}
