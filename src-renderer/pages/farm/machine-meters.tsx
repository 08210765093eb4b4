import type { MeterLook, Meters } from '../../../src-shared/contract/farm-watch.ts'
import type { FarmStanding } from '../../../src-shared/farm/farm.ts'
import { Section } from '../../parts/section.tsx'
import { bytes, percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const width = 240
const height = 46
/** Looks that a line is drawn of: ten minutes. */
const places = 120

/** How busy processor, memory and graphics chip are and were in the last minutes, and what is free on the disks. */
export function MachineMeters({ farm, meters }: { farm: FarmStanding; meters: Meters | null }) {
  const looks = meters?.looks ?? []
  const last = looks.at(-1)
  const { machine, disks } = farm
  const share = (value: number | null | undefined) => (value == null ? '–' : `${percent(value)} %`)
  const encode = farm.slots.filter(({ kind }) => kind !== 'light')
  const total = Math.max(
    1,
    encode.reduce((sum, one) => sum + one.total, 0),
  )
  return (
    <Section
      title={words.farmPage.machine}
      aside={<span className="quiet">{words.farmPage.processors(machine.processors)}</span>}
    >
      <div className="meters">
        <Meter
          name={words.farmPage.meters.processor}
          looks={looks}
          read={({ processor }) => processor}
          below={({ others }) => others}
          now={share(last?.processor)}
          note={last?.others == null ? '' : words.farmPage.others(share(last.others))}
        />
        <Meter
          name={words.farmPage.meters.memory}
          looks={looks}
          read={({ memory }) => memory}
          now={share(last?.memory)}
          note={words.farmPage.freeOf(
            bytes(meters?.memory.available ?? machine.freeMemory),
            bytes(machine.memory),
          )}
        />
        <Meter
          name={words.farmPage.meters.gpu}
          looks={looks}
          read={({ gpu }) => gpu}
          now={share(last?.gpu)}
          note={last?.gpu == null ? words.farmPage.noGpu : ''}
        />
        <Meter
          name={words.farmPage.meters.slots}
          looks={looks}
          read={({ slotsUsed }) => slotsUsed / total}
          now={share(last === undefined ? null : last.slotsUsed / total)}
          note=""
        />
      </div>
      <h3 className="farm-sub">{words.farmPage.disks}</h3>
      {disks.length === 0 ? (
        <p className="list-hint">{words.farmPage.noDisks}</p>
      ) : (
        <ul className="disk-list">
          {disks.map(({ folder, freeBytes, reserveBytes }) => (
            <li key={folder}>
              <span className="disk-folder">{folder}</span>
              <span data-tone={freeBytes <= reserveBytes ? 'bad' : undefined}>
                {words.farmPage.diskFree(bytes(freeBytes), bytes(reserveBytes))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

type Read = (look: MeterLook) => number | null

function Meter({
  name,
  looks,
  read,
  below,
  now,
  note,
}: {
  name: string
  looks: readonly MeterLook[]
  read: Read
  /** A share of it that is drawn apart. */
  below?: Read
  now: string
  note: string
}) {
  const most = Math.max(0, ...looks.map((look) => read(look) ?? 0))
  return (
    <div className="meter">
      <div className="meter-head">
        <span>{name}</span>
        <strong>{now}</strong>
      </div>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.farmPage.meterText(name, now, `${percent(most)} %`)}
      >
        <path className="meter-area" d={areaOf(looks, read)} />
        {below !== undefined && <path className="meter-below" d={areaOf(looks, below)} />}
      </svg>
      <span className="meter-note">{note}</span>
    </div>
  )
}

/** The newest look at the right edge. */
function areaOf(looks: readonly MeterLook[], read: Read): string {
  if (looks.length === 0) return ''
  const step = width / (places - 1)
  const first = width - (looks.length - 1) * step
  const points = looks.map((look, index) => {
    const y = height - (read(look) ?? 0) * height
    return `${(first + index * step).toFixed(1)} ${y.toFixed(1)}`
  })
  return `M${first.toFixed(1)} ${height} L${points.join(' L')} L${width} ${height} Z`
}
