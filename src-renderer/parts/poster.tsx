import { IconFileAlert, IconFileOff, IconPhotoOff } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
import { toErrorShape } from '../../src-shared/contract/errors.ts'
import { ask, mediaUrl } from '../bridge/bridge.ts'
import { words } from '../words/words.ts'

type Fault = 'gone' | 'changed' | 'none'

/**
 * A small picture of a finished video, made when it is first looked at. `version`: whatever changes with the file. Without
 * a picture it says why.
 */
export const Poster = memo(function Poster({
  job,
  version,
  isLazy = false,
}: {
  job: number
  version: string
  isLazy?: boolean
}) {
  const [fault, setFault] = useState<Fault | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file begins anew
  useEffect(() => {
    setFault(null)
    setTries(0)
  }, [job, version])
  const explain = () =>
    void ask('media.file', { address: `poster/${job}` }).then(
      // It is there by now.
      () => setTries((before) => Math.min(before + 1, 3)),
      (thrown: unknown) => {
        const { code } = toErrorShape(thrown)
        if (code === 'poster.given-up' && tries < 3) setTries(tries + 1)
        else setFault(code === 'output.missing' ? 'gone' : code === 'output.changed' ? 'changed' : 'none')
      },
    )
  if (fault !== null) return <PosterFault fault={fault} />
  return (
    <img
      // A new address is asked for again.
      src={`${mediaUrl(`poster/${job}`)}?${version.slice(0, 14).replace(/\W/g, '')}${tries}`}
      alt=""
      draggable={false}
      loading={isLazy ? 'lazy' : 'eager'}
      decoding="async"
      onError={explain}
    />
  )
})

function PosterFault({ fault }: { fault: Fault }) {
  const Icon = fault === 'gone' ? IconFileOff : fault === 'changed' ? IconFileAlert : IconPhotoOff
  const { gone, changed, cannotShow } = words.videos
  return (
    <span className="poster-fault">
      <Icon size={22} stroke={1.4} aria-hidden="true" />
      {fault === 'gone' ? gone : fault === 'changed' ? changed : cannotShow}
    </span>
  )
}
