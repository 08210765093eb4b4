import { IconMovie } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
import type { FarmStanding, RunningUnit } from '../../../src-shared/farm/farm.ts'
import { ask, mediaUrl } from '../../bridge/bridge.ts'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { Section } from '../../parts/section.tsx'
import { go } from '../../state/places.ts'
import { useStudio } from '../../state/studio.ts'
import { bytes, duration, number, percent } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'

/** Every slot that is in use with what it makes and a picture of it; the others as so many free places. */
export function SlotList({ farm }: { farm: FarmStanding }) {
  const { running, slots } = farm
  return (
    <Section
      title={words.farmPage.slots}
      aside={
        <ul className="slot-counts">
          {slots.map(({ kind, used, total }) => (
            <li key={kind}>
              <span>{kind === 'encode' || kind === 'light' ? words.farmPage.kinds[kind] : kind}</span>
              <span className="slot-pips" aria-hidden="true">
                {Array.from({ length: Math.min(total, 16) }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: places have no other name
                  <i key={index} data-used={index < used || undefined} />
                ))}
              </span>
              <strong>
                {number(used)} / {number(total)}
              </strong>
            </li>
          ))}
        </ul>
      }
    >
      {running.length === 0 ? (
        <NothingHere
          icon={<IconMovie size={36} stroke={1.2} aria-hidden="true" />}
          title={words.farmPage.nothingRuns}
        >
          {words.farmPage.nothingRunsText}
        </NothingHere>
      ) : (
        <ul className="slot-list">
          {running.map((unit) => (
            <Slot key={unit.unit} unit={unit} />
          ))}
        </ul>
      )}
    </Section>
  )
}

const pictureEvery = 5_000

const Slot = memo(function Slot({ unit }: { unit: RunningUnit }) {
  const name = useStudio(({ batches }) => batches.find(({ id }) => id === unit.batch)?.name ?? unit.batch)
  const picture = usePicture(unit.unit)
  const what = `${words.jobPage.kinds[unit.kind]} ${told(unit.label)}`
  return (
    <li>
      <button
        type="button"
        className="line-button slot"
        title={words.farmPage.openJob}
        onClick={() => go({ name: 'job', batch: unit.batch, job: unit.job })}
      >
        <span className="slot-picture">
          {picture.address === null ? (
            <span className="slot-none">
              {picture.why === null ? words.farmPage.noPicture : words.farmPage.noPictureOf}
            </span>
          ) : (
            <img src={mediaUrl(picture.address)} alt={words.farmPage.picture(what)} />
          )}
        </span>
        <span className="slot-what">{what}</span>
        <span className="slot-batch">{name}</span>
        <span className="parts-bar" aria-hidden="true">
          <span data-part="running" style={{ width: `${unit.share * 100}%` }} />
        </span>
        <span className="slot-facts">
          <strong>{percent(unit.share)} %</strong>
          <span>{words.farmPage.since(duration(unit.seconds))}</span>
          <span>{bytes(unit.expectedBytes)}</span>
          {unit.encoder !== null && <span>{unit.encoder}</span>}
        </span>
      </button>
    </li>
  )
})

/** Asks for a picture now and then, only while the page is looked at. */
function usePicture(unit: number): { address: string | null; why: string | null } {
  const [picture, setPicture] = useState<{ address: string | null; why: string | null }>({
    address: null,
    why: null,
  })
  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const found = await ask('farm.picture', { unit }).catch(() => null)
        if (isOver) return
        if (found !== null) setPicture(found)
      }
      timer = setTimeout(() => void look(), pictureEvery)
    }
    // What is over in a moment needs no picture.
    timer = setTimeout(() => void look(), 400)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [unit])
  return picture
}
