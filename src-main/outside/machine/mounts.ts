import { readlinkSync } from 'node:fs'
import { dirname, join, parse, resolve } from 'node:path'

/** Where a disk or share is mounted. `mayHang`: it is reached over a network, or served by another program. */
export type Mount = { point: string; mayHang: boolean }

const shares =
  /^(nfs|cifs|smb|fuse|9p|ceph|afs|lustre|gluster|davfs|ncpfs|coda|virtiofs|vboxsf|prl_fs|autofs)/

/**
 * The mount of an absolute path, found without touching what may hang: from Linux's list of mounts, with links
 * followed as long as they lie on disks of this machine; elsewhere the drive, or the folder under /Volumes.
 */
export function mountOf(
  path: string,
  mountinfo: string | null,
  readLink: (path: string) => string | null = linkOrNull,
): Mount {
  if (mountinfo === null) {
    const volume = /^\/Volumes\/[^/]+/.exec(path)?.[0]
    return volume === undefined
      ? { point: parse(path).root, mayHang: false }
      : { point: volume, mayHang: true }
  }
  const mounts = parseMounts(mountinfo)
  let left = path.split('/').filter((part) => part !== '')
  let at = '/'
  let mount = nearest(at, mounts)
  for (let links = 0; left.length > 0; ) {
    const next = join(at, left.shift()!)
    mount = nearest(next, mounts)
    if (mount.mayHang) break
    const target = links < 40 ? readLink(next) : null
    if (target === null) {
      at = next
      continue
    }
    links++
    left = [...resolve(dirname(next), target).split('/'), ...left].filter((part) => part !== '')
    at = '/'
  }
  return mount
}

function nearest(path: string, mounts: readonly Mount[]): Mount {
  let found: Mount = { point: '/', mayHang: false }
  for (const mount of mounts) {
    const { point } = mount
    // Of two on one point, the later one covers the other.
    if (point.length < found.point.length) continue
    if (path === point || path.startsWith(point === '/' ? point : `${point}/`)) found = mount
  }
  return found
}

/** `36 35 98:0 /root /mount/point rw,noatime master:1 - ext4 /dev/root rw`, with \040 for a blank. */
function parseMounts(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [before = '', after] = line.split(' - ', 2)
    const point = before.split(' ')[4]
    if (point === undefined || after === undefined) return []
    return [
      {
        point: point.replace(/\\([0-7]{3})/g, (_, code: string) =>
          String.fromCharCode(Number.parseInt(code, 8)),
        ),
        mayHang: shares.test(after),
      },
    ]
  })
}

function linkOrNull(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
