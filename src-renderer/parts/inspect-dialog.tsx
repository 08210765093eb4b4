import { Button, Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import type { Batch } from '../../src-shared/batches/batch.ts'
import { ask } from '../bridge/bridge.ts'
import { useAsked } from '../state/asked.ts'
import { inspectVideos } from '../state/inspecting.ts'
import { shownOf } from '../view-math/loading.ts'
import { words } from '../words/words.ts'
import { Dialog } from './dialog.tsx'
import { ErrorNote } from './error-note.tsx'

const asBatch = ''

/** By which profile the finished videos of a batch are inspected, or inspected once more. */
export function InspectDialog({ batch, onClose }: { batch: Batch; onClose(): void }) {
  const [asked, again] = useAsked('profiles', () => ask('quality.profiles', {}))
  const [profile, setProfile] = useState(asBatch)
  const [all, setAll] = useState(false)
  const say = words.quality
  const profiles = shownOf(asked)?.profiles ?? []
  return (
    <Dialog onClose={onClose} title={say.inspectTitle(batch.name)}>
      <form
        className="inspect-form"
        onSubmit={(event) => {
          event.preventDefault()
          onClose()
          void inspectVideos(batch.id, { profile: profile === asBatch ? null : profile, again: all })
        }}
      >
        <p className="quiet">{say.inspectText}</p>
        {asked.is === 'failed' && <ErrorNote error={asked.error} onTryAgain={again} />}
        <Select
          data-autofocus
          label={say.profile}
          allowDeselect={false}
          data={[
            { value: asBatch, label: say.asBatch },
            ...profiles.map(({ name, title, own }) => ({
              value: name,
              label: own ? words.output.inspection.own(title) : title,
            })),
          ]}
          value={profile}
          onChange={(chosen) => setProfile(chosen ?? asBatch)}
        />
        <Checkbox
          label={say.again}
          checked={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
        <div className="modal-actions">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit">{say.inspect}</Button>
        </div>
      </form>
    </Dialog>
  )
}
