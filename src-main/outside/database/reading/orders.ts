/**
 * An order that was looked up: ids of all that matched then. Pages of it are quick wherever they lie, and rows keep their places
 * while jobs change, until somebody asks for the order anew.
 */
type Order = { number: number; key: string; ids: Float64Array }

const mostOrders = 8
let orders: Order[] = []
let ordersMade = 0

/** The order of this number, while it is known and of this key; else a new one. */
export function orderOf(key: string, known: number | null, find: () => Float64Array): Order {
  const found = known === null ? undefined : orders.find(({ number }) => number === known)
  if (found?.key === key) return found
  ordersMade += 1
  const made = { number: ordersMade, key, ids: find() }
  orders = [made, ...orders.filter((one) => one.key !== key || known !== null)].slice(0, mostOrders)
  return made
}
