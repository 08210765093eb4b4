import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diskOf, diskWatch, parseDisk } from '../../../src-main/outside/machine/disks.ts'
import { mountOf } from '../../../src-main/outside/machine/mounts.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { withFakeSystem } from './fake-system.ts'

const mount = (point: string, kind: string) => `36 35 98:0 / ${point} rw,noatime - ${kind} /dev/x rw`
const sleeper = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] }

describe('the disk of a folder', () => {
  test('has room, and is the same for all folders on it', () =>
    withTempFolder((folder) => {
      mkdirSync(join(folder, 'a'))
      const { free, total, id } = diskOf(folder)
      expect(free).toBeGreaterThan(0)
      expect(total).toBeGreaterThanOrEqual(free)
      expect(diskOf(join(folder, 'a'))).toMatchObject({ total, id })
    }))

  test('of a folder that will be made later is that of the one above it', () =>
    withTempFolder((folder) => {
      const { total, id } = diskOf(folder)
      expect(diskOf(join(folder, 'not/yet/there'))).toMatchObject({ total, id })
      writeFileSync(join(folder, 'file'), '')
      expect(diskOf(join(folder, 'file', 'below'))).toMatchObject({ total, id })
    }))

  test('that can never be there is an error with a remedy', () => {
    expect(() => diskOf('/tmp/\0')).toThrow(
      expect.objectContaining({ code: 'disk.unreadable', whatToDo: expect.stringContaining('folder') }),
    )
  })
})

describe('whether a folder can be reached', () => {
  test('one that is there can, one that is gone or is a file can not', () =>
    withTempFolder(async (folder) => {
      const { isReachable, lookAtDisk } = diskWatch()
      writeFileSync(join(folder, 'file'), '')
      expect(await isReachable(folder, 2_000)).toBe(true)
      expect(await isReachable(join(folder, 'gone'), 2_000)).toBe(false)
      expect(await isReachable(join(folder, 'file'), 2_000)).toBe(false)
      expect((await lookAtDisk(folder, 2_000))?.id).toBe(diskOf(folder).id)
    }))

  test('many may ask at a time', () =>
    withTempFolder(async (folder) => {
      const { isReachable } = diskWatch()
      const asked = Array.from({ length: 40 }, (_, index) =>
        isReachable(index % 4 === 3 ? join(folder, 'gone') : folder, 5_000),
      )
      expect((await Promise.all(asked)).filter((reachable) => reachable)).toHaveLength(30)
    }))

  test.runIf(process.platform !== 'win32')('a share answers the same as a disk of this machine', () =>
    withTempFolder((folder) =>
      withFakeSystem({ 'proc/self/mountinfo': mount(folder, 'nfs4') }, async (roots) => {
        const { lookAtDisk, isReachable } = diskWatch(roots)
        const here = diskOf(folder)
        const share = await lookAtDisk(folder, 5_000)
        expect(share).toMatchObject({ id: here.id })
        expect(Math.abs(share!.total - here.total)).toBeLessThan(here.total / 100)
        expect(Math.abs(share!.free - here.free)).toBeLessThan(here.total / 20)
        mkdirSync(join(folder, "it's a folder, $HOME"))
        expect(await isReachable(join(folder, "it's a folder, $HOME"), 5_000)).toBe(true)
        writeFileSync(join(folder, 'file'), '')
        expect(await isReachable(join(folder, 'file'), 5_000)).toBe(false)
        expect(await isReachable(join(folder, 'gone'), 5_000)).toBe(false)
      }),
    ),
  )

  test.runIf(process.platform === 'linux')(
    'a share that hangs is given up in time, and holds up no other',
    () =>
      withTempFolder((folder) => {
        const share = join(folder, 'share')
        mkdirSync(share)
        return withFakeSystem({ 'proc/self/mountinfo': mount(share, 'cifs') }, async (roots) => {
          let looks = 0
          const { isReachable } = diskWatch(roots, () => {
            looks++
            return sleeper
          })
          const begun = performance.now()
          const answers = await Promise.all([
            isReachable(share, 300),
            isReachable(join(share, 'sub'), 300),
            isReachable(folder, 1_500),
          ])
          expect(answers).toEqual([false, false, true])
          expect(performance.now() - begun).toBeLessThan(2_000)
          expect(looks).toBe(1)
          // It could be ended, so it is asked again, and no more than one is on its way.
          await expect.poll(async () => [await isReachable(share, 100), looks]).toEqual([false, 2])
        })
      }),
  )

  test('what df says is read, whatever the share is called', () => {
    const said = (line: string) =>
      `64768\nFilesystem 1024-blocks Used Available Capacity Mounted on\n${line}\n`
    expect(parseDisk(said('nas:/my videos   1000  400   550   42% /mnt/my videos'))).toEqual({
      free: 563_200,
      total: 1_024_000,
      id: '64768',
    })
    expect(parseDisk(said('//nas/x 1000 1010 -10 101% /mnt'))).toMatchObject({ free: 0 })
    expect(parseDisk('stat: cannot stat')).toBeNull()
    expect(parseDisk('')).toBeNull()
  })
})

describe('where a folder is mounted', () => {
  const noLinks = () => null
  const mounts = [
    mount('/', 'ext4'),
    mount('/home', 'btrfs'),
    mount('/mnt/my\\040share', 'nfs4'),
    mount('/media/usb', 'ext4'),
    mount('/media/usb', 'fuse.sshfs'),
  ].join('\n')

  test.each([
    ['/home/anna/out', '/home', false],
    ['/homework', '/', false],
    ['/mnt/my share/videos', '/mnt/my share', true],
    ['/mnt', '/', false],
    ['/media/usb/x', '/media/usb', true],
  ])('%s lies on %s', (path, point, mayHang) => {
    expect(mountOf(path, mounts, noLinks)).toEqual({ point, mayHang })
  })

  test('a link to a share is known for what it is, before the share is touched', () => {
    const asked: string[] = []
    const links: Record<string, string> = { '/home/anna/out': '../nas', '/home/nas': '/mnt/my share/videos' }
    const found = mountOf('/home/anna/out/today', mounts, (path) => {
      asked.push(path)
      return links[path] ?? null
    })
    expect(found).toEqual({ point: '/mnt/my share', mayHang: true })
    expect(asked.filter((path) => path.startsWith('/mnt/my share'))).toEqual([])
  })

  test('links that go round and round come to an end', () =>
    withTempFolder((folder) => {
      symlinkSync(join(folder, 'b'), join(folder, 'a'))
      symlinkSync(join(folder, 'a'), join(folder, 'b'))
      expect(mountOf(join(folder, 'a', 'x'), mounts)).toMatchObject({ mayHang: false })
    }))

  test('without a list of mounts, drives and volumes are told apart', () => {
    expect(mountOf('/Volumes/NAS/x', null)).toEqual({ point: '/Volumes/NAS', mayHang: true })
    expect(mountOf('/Users/anna', null)).toEqual({ point: '/', mayHang: false })
  })
})
