import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { PackageSeal } from '../../../src-shared/review/package.ts'

type Sealed = Omit<PackageSeal, 'signature'>

/** Signs what a package is known by. `contents`: as they are written in its page. */
export function sealPackage(
  { id, batch, madeAt }: Omit<Sealed, 'digest'>,
  contents: string,
  key: string,
): PackageSeal {
  const sealed = { id, batch, madeAt, digest: hash('sha256', contents) }
  return { ...sealed, signature: signatureOf(sealed, key) }
}

/** Whether a studio with this key made the package. */
export const isOurs = ({ signature, ...sealed }: PackageSeal, key: string): boolean =>
  timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signatureOf(sealed, key), 'hex'))

const signatureOf = ({ id, batch, madeAt, digest }: Sealed, key: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64'))
    .update(JSON.stringify(['reelmill-review-package', id, batch, madeAt, digest]))
    .digest('hex')
