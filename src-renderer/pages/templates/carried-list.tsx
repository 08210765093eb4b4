import { Button, Progress } from '@mantine/core'
import { stopCarrying, useGallery } from '../../state/templates.ts'
import { percent } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** Imports and exports that run: how far each is, and a way to stop it. */
export function CarriedList() {
  const carried = useGallery(({ carried }) => carried)
  return (
    <div role="status" className="carried" hidden={carried.length === 0}>
      {carried.map(({ id, what, name, share }) => (
        <div key={id} className="carried-one">
          <span className="carried-name">{words.gallery.carrying[what](name)}</span>
          <Progress
            className="carried-bar"
            size="sm"
            value={share === null ? 100 : percent(share)}
            animated={share === null}
            aria-label={words.gallery.carrying[what](name)}
          />
          <span className="carried-share">
            {share === null ? words.gallery.lookingThrough : `${percent(share)} %`}
          </span>
          <Button size="compact-xs" variant="default" onClick={() => stopCarrying(id)}>
            {words.gallery.stopCarrying}
          </Button>
        </div>
      ))}
    </div>
  )
}
