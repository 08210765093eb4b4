import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { LocalAddress } from './web-fault.ts'

type ConnectionRules = {
  /** Milliseconds until a connection, its TLS included, must stand. */
  connectTimeout: number
  perHost: number
  mayConnect: (address: string) => boolean
  lookup?: LookupFunction
  /** Further certificate authorities, in PEM. */
  ca?: string[]
}

/**
 * Connections that can only end at allowed addresses. The answer of the name server is judged in the very look-up that
 * the connection uses, so a name that changes its meaning between check and use gains nothing; and the address at
 * the other end is judged once more when the connection stands.
 */
export function createConnections(rules: ConnectionRules): Agent {
  const lookup = rules.lookup ?? (systemLookup as LookupFunction)
  const guarded: LookupFunction = (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, [])
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found
      // One local answer among public ones is enough to distrust the name.
      if (addresses.length === 0 || addresses.some(({ address }) => !rules.mayConnect(address))) {
        return callback(new LocalAddress(host), [])
      }
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
  const connect = buildConnector({
    timeout: rules.connectTimeout,
    lookup: guarded,
    allowH2: false,
    rejectUnauthorized: true,
    ...(rules.ca === undefined ? {} : { ca: rules.ca }),
  })
  return new Agent({
    connections: rules.perHost,
    pipelining: 1,
    connect(options, callback) {
      // An address that stands in the URL is never looked up.
      const host = options.hostname.replace(/^\[|\]$/g, '')
      if (isIP(host) !== 0 && !rules.mayConnect(host)) return callback(new LocalAddress(host), null)
      connect(options, (...answer) => {
        const [error, socket] = answer
        if (
          error === null &&
          (socket?.remoteAddress === undefined || !rules.mayConnect(socket.remoteAddress))
        ) {
          socket?.destroy()
          return callback(new LocalAddress(host), null)
        }
        callback(...answer)
      })
    },
  })
}
