import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

/**
 * The strict rule: true only for addresses of the public internet. Refused are this machine, private, link-local,
 * carrier-grade NAT, multicast, reserved and documentation ranges, every IPv6 form that carries an IPv4 address
 * (mapped, NAT64, 6to4, Teredo), and the public ranges that this machine itself stands in: with IPv6 the printer in
 * the next room has a global address too.
 */
export function isPublicAddress(address: string): boolean {
  // A zone ("fe80::1%eth0") only ever names a link of this machine.
  if (address.includes('%') || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // ipaddr.js calls everything without a name unicast; the internet's IPv6 is 2000::/3 alone.
  if (parsed instanceof ipaddr.IPv6 && parsed.parts[0]! >> 13 !== 1) return false
  return !ownNetworks().some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits),
  )
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number]
const fresh = 30_000
let known: { networks: Network[]; at: number } | undefined

function ownNetworks(): Network[] {
  const now = performance.now()
  if (known === undefined || now - known.at > fresh) {
    const networks: Network[] = []
    for (const card of Object.values(networkInterfaces()).flat()) {
      // A point-to-point link may claim half the internet; only real neighbourhoods count.
      if (card?.cidr == null) continue
      const [network, bits] = ipaddr.parseCIDR(card.cidr)
      networks.push([network, Math.max(bits, card.family === 'IPv4' ? 16 : 48)])
    }
    known = { networks, at: now }
  }
  return known.networks
}
