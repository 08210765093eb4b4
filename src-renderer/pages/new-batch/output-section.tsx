import { Alert, Button, Checkbox, Collapse, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconFolder } from '@tabler/icons-react'
import { useState } from 'react'
import type { TemplateSummary } from '../../../src-shared/contract/commands.ts'
import { codecs } from '../../../src-shared/templates/formats.ts'
import { ask } from '../../bridge/bridge.ts'
import { Section } from '../../parts/section.tsx'
import { Told } from '../../parts/told.tsx'
import { change, useNewBatch } from '../../state/new-batch.ts'
import { type Draft, toggled } from '../../view-math/draft.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'
import { Field } from './field.tsx'
import { ProfileChoice } from './inspection.tsx'

const namesShown = 3

/** In which languages and formats, how good, where to, under which names. */
export function OutputSection({ template }: { template: TemplateSummary }) {
  const draft = useNewBatch(({ draft }) => draft)
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  return (
    <Section isAtSide title={words.output.title}>
      <Choice
        label={words.output.languages}
        offered={template.languages.map(({ id, title }) => ({ id, title, facts: id }))}
        chosen={draft.languages}
        onChange={(languages) => set({ languages })}
      />
      <Choice
        label={words.output.formats}
        offered={template.formats.map(({ id, title, width, height, codec }) => ({
          id,
          title,
          facts: `${width}×${height} ${codecs[codec].title}`,
        }))}
        chosen={draft.formats}
        onChange={(formats) => set({ formats })}
      />
      <Field label={words.output.quality}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={words.output.quality}
          value={draft.quality}
          data={Object.entries(words.output.qualities).map(([value, label]) => ({ value, label }))}
          onChange={(quality) => set({ quality: quality as Draft['quality'] })}
        />
      </Field>
      <Field label={words.output.folder}>
        <Button
          variant="default"
          size="xs"
          fullWidth
          justify="flex-start"
          className="folder-button"
          leftSection={<IconFolder size={15} />}
          onClick={() => void pickOutput(draft)}
          title={draft.out ?? ''}
        >
          <span className="folder-path">
            <bdi>{draft.out ?? words.output.folderNone}</bdi>
          </span>
        </Button>
      </Field>
      <div>
        <TextInput
          label={words.output.pattern}
          description={words.output.patternHint}
          size="xs"
          value={draft.name}
          className="mono-input"
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Names />
      </div>
      <ProfileChoice template={template} />
      <MoreOptions />
    </Section>
  )
}

/** What the first videos will be called; two that would be one file are told at once. */
function Names() {
  const names = useNewBatch(({ names }) => names)
  if (names.is === 'failed')
    return (
      <p className="names-fault" role="status">
        <Told text={names.error.message} />{' '}
        <strong>
          <Told text={names.error.whatToDo ?? ''} />
        </strong>
      </p>
    )
  const found = shownOf(names)
  if (found === null || found.examples.length === 0) return null
  const more = found.examples.length - namesShown
  return (
    <>
      <div className="names" role="status" aria-label={words.output.examples}>
        {found.examples.slice(0, namesShown).map((name) => (
          <code key={name}>{name}</code>
        ))}
        {more > 0 && found.collision === null && <span>{words.output.examplesMore(more)}</span>}
        {found.collision === null && found.records > 1 && (
          <span>{words.output.namesChecked(found.records)}</span>
        )}
      </div>
      {found.collision !== null && (
        <Alert className="error-note" icon={<IconAlertTriangle size={16} />} role="alert" p="xs">
          <Told text={found.collision.message} />{' '}
          <strong>
            <Told text={found.collision.whatToDo} />
          </strong>
        </Alert>
      )}
    </>
  )
}

function MoreOptions() {
  const draft = useNewBatch(({ draft }) => draft)
  const [isOpen, setOpen] = useState(false)
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-xs"
        ml={-8}
        aria-expanded={isOpen}
        rightSection={<IconChevronDown size={14} className="chevron" data-open={isOpen || undefined} />}
        onClick={() => setOpen(!isOpen)}
      >
        {words.output.more}
      </Button>
      <Collapse expanded={isOpen}>
        <div className="more-options">
          <TextInput
            label={words.output.rows}
            description={words.output.rowsHint}
            size="xs"
            value={draft.rows}
            onChange={(event) => set({ rows: event.currentTarget.value })}
          />
          <div className="field-pair">
            <Select
              label={words.output.codec}
              size="xs"
              clearable
              placeholder={words.output.codecTemplate}
              title={words.output.codecHint}
              data={Object.entries(codecs).flatMap(([value, { title }]) =>
                value === 'gif' ? [] : [{ value, label: title }],
              )}
              value={draft.codec}
              onChange={(codec: string | null) => set({ codec: codec as Draft['codec'] })}
            />
            <Select
              label={words.output.encoder}
              size="xs"
              allowDeselect={false}
              data={Object.entries(words.output.encoders).map(([value, label]) => ({ value, label }))}
              value={draft.encoding}
              onChange={(encoding: string | null) =>
                set({ encoding: (encoding ?? 'cpu') as Draft['encoding'] })
              }
            />
          </div>
          <div className="switches">
            {(['fetch', 'strict', 'overwrite', 'afresh'] as const).map((name) => (
              <Switch
                key={name}
                size="xs"
                label={words.output[name]}
                checked={draft[name]}
                onChange={(event) => set({ [name]: event.currentTarget.checked })}
              />
            ))}
          </div>
        </div>
      </Collapse>
    </div>
  )
}

function Choice({
  label,
  offered,
  chosen,
  onChange,
}: {
  label: string
  offered: readonly { id: string; title: string; facts: string }[]
  chosen: readonly string[]
  onChange(chosen: readonly string[]): void
}) {
  const all = chosen.length === offered.length
  return (
    <Field
      label={label}
      aside={
        offered.length > 1 && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${label}: ${all ? words.output.none : words.output.all}`}
            onClick={() => onChange(all ? [] : offered.map(({ id }) => id))}
          >
            {all ? words.output.none : words.output.all}
          </Button>
        )
      }
    >
      <div className="choices">
        {offered.map(({ id, title, facts }) => (
          <Checkbox
            key={id}
            size="xs"
            checked={chosen.includes(id)}
            label={
              <>
                {title} <span className="choice-facts">{facts}</span>
              </>
            }
            onChange={() => onChange(toggled(chosen, id, offered))}
          />
        ))}
      </div>
    </Field>
  )
}

async function pickOutput(draft: Draft): Promise<void> {
  const out = await ask('desktop.choose-output', draft.out === null ? {} : { near: draft.out }).catch(
    () => null,
  )
  if (out !== null) change({ ...useNewBatch.getState().draft, out, outIsChosen: true })
}
