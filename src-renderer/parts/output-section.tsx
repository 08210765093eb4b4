import { Button, Chip, Collapse, Group, SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { IconChevronDown, IconFolder } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import type { TemplateSummary } from '../../src-shared/contract/commands.ts'
import { codecs } from '../../src-shared/templates/formats.ts'
import { ask } from '../bridge/bridge.ts'
import { change, useNewBatch } from '../state/new-batch.ts'
import { type Draft, toggled } from '../view-math/draft.ts'
import { words } from '../words/words.ts'
import { Section } from './section.tsx'

/** In which languages and formats, how good, where to, under which names. */
export function OutputSection({ template }: { template: TemplateSummary }) {
  const draft = useNewBatch(({ draft }) => draft)
  const [isOpen, setOpen] = useState(false)
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  return (
    <Section title={words.output.title}>
      <div className="output-grid">
        <Field label={words.output.languages}>
          <Chips
            offered={template.languages}
            chosen={draft.languages}
            onToggle={(id) => set({ languages: toggled(draft.languages, id, template.languages) })}
          />
        </Field>
        <Field label={words.output.formats}>
          <Chips
            offered={template.formats.map(({ id, title, width, height }) => ({
              id,
              title: `${title} ${width}×${height}`,
            }))}
            chosen={draft.formats}
            onToggle={(id) => set({ formats: toggled(draft.formats, id, template.formats) })}
          />
        </Field>
        <Field label={words.output.quality}>
          <SegmentedControl
            size="xs"
            aria-label={words.output.quality}
            value={draft.quality}
            data={Object.entries(words.output.qualities).map(([value, label]) => ({ value, label }))}
            onChange={(quality) => set({ quality: quality as Draft['quality'] })}
          />
        </Field>
        <Field label={words.output.folder}>
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              size="xs"
              className="folder-button"
              leftSection={<IconFolder size={15} />}
              onClick={() => void pickOutput(draft)}
              title={draft.out ?? ''}
            >
              {draft.out ?? words.output.folderNone}
            </Button>
          </Group>
        </Field>
        <TextInput
          label={words.output.pattern}
          description={words.output.patternHint}
          size="xs"
          value={draft.name}
          className="mono-input wide"
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      <Button
        variant="subtle"
        size="xs"
        mt="sm"
        ml={-10}
        aria-expanded={isOpen}
        rightSection={<IconChevronDown size={14} className="chevron" data-open={isOpen || undefined} />}
        onClick={() => setOpen(!isOpen)}
      >
        {words.output.more}
      </Button>
      <Collapse expanded={isOpen}>
        <div className="output-grid more-options">
          <TextInput
            label={words.output.rows}
            description={words.output.rowsHint}
            size="xs"
            value={draft.rows}
            onChange={(event) => set({ rows: event.currentTarget.value })}
          />
          <Select
            label={words.output.codec}
            description={words.output.codecHint}
            size="xs"
            clearable
            placeholder={words.output.codecTemplate}
            data={Object.entries(codecs).flatMap(([value, { title }]) =>
              value === 'gif' ? [] : [{ value, label: title }],
            )}
            value={draft.codec}
            onChange={(codec) => set({ codec: codec as Draft['codec'] })}
          />
          <div className="switches wide">
            {(['fetch', 'strict', 'overwrite'] as const).map((name) => (
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
    </Section>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend can't be laid out beside its fields
    <div className="field" role="group" aria-labelledby={id}>
      <span id={id} className="field-label">
        {label}
      </span>
      {children}
    </div>
  )
}

function Chips({
  offered,
  chosen,
  onToggle,
}: {
  offered: readonly { id: string; title: string }[]
  chosen: readonly string[]
  onToggle(id: string): void
}) {
  return (
    <Group gap={6}>
      {offered.map(({ id, title }) => (
        <Chip key={id} size="xs" checked={chosen.includes(id)} onChange={() => onToggle(id)}>
          {title}
        </Chip>
      ))}
    </Group>
  )
}

async function pickOutput(draft: Draft): Promise<void> {
  const out = await ask('desktop.choose-output', draft.out === null ? {} : { near: draft.out }).catch(
    () => null,
  )
  if (out !== null) change({ ...useNewBatch.getState().draft, out, outIsChosen: true })
}
