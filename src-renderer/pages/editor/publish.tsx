import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { tell } from '../../parts/tell.tsx'
import { opened, publish, useOpen } from '../../state/editor.ts'
import { lay } from '../../state/editor-layout.ts'
import { words } from '../../words/words.ts'

const steps = ['patch', 'minor', 'major'] as const
type Step = (typeof steps)[number]

/** The version after one; a first version where there was none. */
function after(version: string, step: Step): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  if (step === 'major') return `${major + 1}.0.0`
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

/** Asks which version the draft becomes, and what changed in it. */
export function Publish({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Dialog opened={isOpen} onClose={onClose} title={words.editor.publish.title}>
      {isOpen && <PublishForm onClose={onClose} />}
    </Dialog>
  )
}

function PublishForm({ onClose }: { onClose(): void }) {
  const basedOn = useOpen((open) => open.basedOn)
  const written = useOpen(({ draft }) => draft.version)
  const errors = useOpen(({ problems, fault }) =>
    fault !== null ? 1 : problems.filter(({ severity }) => severity === 'error').length,
  )
  const [step, setStep] = useState<Step>('minor')
  const [version, setVersion] = useState(
    written !== basedOn && written !== '' ? written : after(basedOn, 'minor'),
  )
  const [note, setNote] = useState('')
  const [state, setState] = useState<'asking' | 'working' | ErrorShape>('asking')
  const isVersion = /^\d+\.\d+\.\d+$/.test(version)
  const go = async () => {
    setState('working')
    try {
      const title = opened()?.draft.title ?? ''
      const published = await publish(version, note.trim())
      onClose()
      tell(words.editor.publish.done(title, published.version))
    } catch (thrown) {
      setState(toErrorShape(thrown))
    }
  }
  return (
    <form
      className="editor-publish"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      {errors > 0 && (
        <div className="editor-publish-faults" role="alert">
          <span>{words.editor.publish.errors(errors)}</span>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              lay({ rightTab: 'problems' })
              onClose()
            }}
          >
            {words.editor.publish.showErrors}
          </Button>
        </div>
      )}
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={words.editor.publish.step}
        value={step}
        onChange={(value) => {
          setStep(value as Step)
          setVersion(after(basedOn, value as Step))
        }}
        data={steps.map((value) => ({ value, label: words.editor.publish.steps[value] }))}
      />
      <p className="editor-hint">{words.editor.publish.meaning[step]}</p>
      <TextInput
        label={words.editor.publish.version}
        description={words.editor.publish.from(basedOn)}
        value={version}
        error={isVersion ? undefined : words.editor.publish.badVersion}
        onChange={(event) => setVersion(event.currentTarget.value)}
        data-autofocus
      />
      <Textarea
        label={words.editor.publish.note}
        placeholder={words.editor.publish.notePlaceholder}
        value={note}
        maxLength={2_000}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {typeof state === 'object' && <ErrorNote error={state} />}
      <div className="modal-actions">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" disabled={!isVersion || errors > 0} loading={state === 'working'}>
          {words.editor.publish.go}
        </Button>
      </div>
    </form>
  )
}
