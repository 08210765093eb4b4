import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/**
 * Makes a certificate for a server on this machine, signed by itself, good for a day: no key lies in the repository, and
 * no program is needed. ASN.1 by hand, as little of it as TLS asks for.
 */
export function makeCertificate(hosts: string[]): { key: string; cert: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const algorithm = sequence(objectId(1, 2, 840, 10045, 4, 3, 2))
  const name = sequence(set(sequence(objectId(2, 5, 4, 3), part(0x0c, Buffer.from('Reelmill test')))))
  const now = Date.now()
  const names = hosts.map((host) => part(0x82, Buffer.from(host)))
  const addresses = [part(0x87, Buffer.from([127, 0, 0, 1]))]
  const extensions = [
    extension(objectId(2, 5, 29, 17), sequence(...names, ...addresses)),
    extension(objectId(2, 5, 29, 19), sequence(part(0x01, Buffer.from([0xff])))),
  ]
  const body = sequence(
    part(0xa0, part(0x02, Buffer.from([2]))),
    part(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(now - 3_600_000), time(now + 86_400_000)),
    name,
    publicKey,
    part(0xa3, sequence(...extensions)),
  )
  const signature = part(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, privateKey)]))
  const text =
    sequence(body, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${text.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function part(tag: number, content: Buffer): Buffer {
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
const sequence = (...parts: Buffer[]) => part(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => part(0x31, Buffer.concat(parts))
const extension = (id: Buffer, value: Buffer) => sequence(id, part(0x04, value))

function objectId(first: number, second: number, ...rest: number[]): Buffer {
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const digits = [number & 0x7f]
    for (let left = number >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
    bytes.push(...digits)
  }
  return part(0x06, Buffer.from(bytes))
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14)
  return part(0x17, Buffer.from(`${digits}Z`))
}
