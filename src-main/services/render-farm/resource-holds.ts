import type { Resource } from '../../../src-shared/farm/causes.ts'
import { causeOf } from '../../core/retry-policy/retry-policy.ts'
import { bytesText } from '../../core/slot-sharing/words.ts'
import type { Disks, Place } from './disks.ts'
import type { Holds } from './holds.ts'
import type { FarmMachine } from './needs.ts'
import type { UnitInHand } from './unit-in-hand.ts'

/** Milliseconds before the first look whether a resource is back. */
const firstLook = 1_000
/** So long a unit keeps to what its last try seemed to need of a disk: then it is tried whether that was true. */
const needIsBelievedFor = 30_000
/** What a unit needs of a disk on which its last try found no room. */
const moreOfDisk = (room: number) => room * 1.1 + 1_000_000
const moreMemory = 1.5

/** Turns what units come across into holds, each with the way to see that it is over. */
export function createResourceHolds(needs: {
  milliseconds(): number
  machine: FarmMachine
  disks: Disks
  holds: Holds
  studioFolder: string
  runningUnits(): number
}) {
  const { disks, holds, machine } = needs
  const notBefore = () => needs.milliseconds() + firstLook

  async function holdDisk(folder: string, reason: string | null, everything = false): Promise<void> {
    await disks.learn(folder)
    const disk = disks.idOf(folder)
    const facts = disk === null ? undefined : disks.facts().get(disk)
    holds.add({
      resource: 'disk',
      where: folder,
      reason:
        reason ??
        `The disk of ${folder} is full${facts === undefined ? '' : `: ${bytesText(Math.max(0, facts.free))} are free, of which ${bytesText(facts.reserve)} stay free`}; it goes on by itself when there is room.`,
      disk: everything ? null : disk,
      notBefore: notBefore(),
      async isBack() {
        await disks.learn(folder)
        const id = disks.idOf(folder)
        const now = id === null ? undefined : disks.facts().get(id)
        return now === undefined || now.free > now.reserve
      },
    })
  }

  function holdMemory(where: string, bytes: number, reason: string | null): void {
    holds.add({
      resource: 'memory',
      where,
      reason: reason ?? 'The machine refused more memory; it goes on by itself when there is some.',
      disk: null,
      notBefore: notBefore(),
      isBack: () => needs.runningUnits() === 0 || machine.memory().available >= bytes,
    })
  }

  function holdShare({ folder, sign = null }: Place, reason: string | null): void {
    holds.add({
      resource: 'share',
      where: folder,
      reason: reason ?? `${folder} can't be reached; it goes on by itself when it is there again.`,
      disk: disks.idOf(folder) ?? `unknown:${folder}`,
      notBefore: notBefore(),
      async isBack() {
        if (!(await disks.answers({ folder, sign }))) return false
        // Mounted again, it may be another disk to the system.
        disks.forget(folder)
        return true
      },
    })
  }

  /** Of a unit's folders: which disk has too little room for it, or the one with the least. */
  async function tightest(unit: UnitInHand) {
    const writes = unit.ask.writes.length > 0 ? unit.ask.writes : [{ folder: needs.studioFolder, bytes: 0 }]
    await Promise.all(writes.map(({ folder }) => disks.learn(folder)))
    return writes
      .map(({ folder, bytes }) => {
        const disk = disks.idOf(folder) ?? ''
        const facts = disks.facts().get(disk)
        const room = facts === undefined ? 0 : facts.free - facts.reserve
        return { folder, disk, room, lacks: bytes - room }
      })
      .reduce((worst, one) => (one.lacks > worst.lacks ? one : worst))
  }

  return {
    /** A unit met what its error's code says. Answers whether the resource was there all the same. */
    async met(unit: UnitInHand, code: string, wasAlone: boolean): Promise<boolean> {
      const { resource } = causeOf({ code })
      switch (resource) {
        case 'disk': {
          const { folder, disk, room, lacks } = await tightest(unit)
          unit.needs = {
            disk,
            bytes: moreOfDisk(Math.max(0, room)),
            until: needs.milliseconds() + needIsBelievedFor,
          }
          await holdDisk(folder, null)
          return lacks <= 0
        }
        case 'memory':
          unit.bytes *= moreMemory
          holdMemory(unit.ask.label, unit.bytes, null)
          return wasAlone
        case 'share': {
          for (const place of unit.ask.writes) {
            if (await disks.answers(place)) continue
            holdShare(place, null)
            return false
          }
          return true
        }
        case null:
          return false
        default:
          return resource satisfies never
      }
    },
    /** Holds the disks that have nothing left above their reserve, and that one of these folders is on. */
    async fullDisks(folders: Iterable<string>): Promise<void> {
      for (const folder of new Set(folders)) {
        const disk = disks.idOf(folder)
        const facts = disk === null ? undefined : disks.facts().get(disk)
        if (facts === undefined || facts.free > facts.reserve) continue
        if (!holds.all().some((hold) => hold.resource === 'disk' && hold.disk === disk))
          await holdDisk(folder, null)
      }
    },
    /** Nothing can be written down, wherever it would be made. */
    studioDisk: (): Promise<void> => holdDisk(needs.studioFolder, null, true),
    /** The same for what was met outside a unit. */
    async hold(resource: Resource, where: string, reason: string): Promise<void> {
      if (resource === 'disk') await holdDisk(where, reason, where === needs.studioFolder)
      else if (resource === 'share') holdShare({ folder: where }, reason)
      else holdMemory(where, machine.memory().total / 16, reason)
    },
  }
}
