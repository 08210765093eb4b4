import { Button, Skeleton, Text } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import type { TemplateSummary } from '../../src-shared/contract/commands.ts'
import { ask } from '../bridge/bridge.ts'
import { chooseTemplate, loadOffers, useNewBatch } from '../state/new-batch.ts'
import { shownOf } from '../view-math/loading.ts'
import { words } from '../words/words.ts'
import { ErrorNote } from './error-note.tsx'
import { Section } from './section.tsx'

export function TemplateSection() {
  const templates = useNewBatch(({ templates }) => templates)
  const chosen = useNewBatch(({ draft }) => draft.template)
  const error = useNewBatch(({ templateError }) => templateError)
  const known = shownOf(templates)
  const isOwn = chosen !== null && known !== null && !known.some(({ folder }) => folder === chosen.folder)
  const shown = [...(isOwn ? [chosen] : []), ...(known ?? [])]
  return (
    <Section
      title={words.template.title}
      aside={
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconFolder size={15} />}
          onClick={() => void pickTemplate()}
        >
          {words.template.other}
        </Button>
      }
    >
      {templates.is === 'failed' && (
        <ErrorNote error={templates.error} onTryAgain={() => void loadOffers()} />
      )}
      {known === null && templates.is !== 'failed' ? (
        <Skeleton height={84} radius="md" />
      ) : shown.length === 0 ? (
        <Text c="dimmed">{words.template.none}</Text>
      ) : (
        <div className="template-grid" role="radiogroup" aria-label={words.template.title}>
          {shown.map((template) => (
            <TemplateCard
              key={template.folder}
              template={template}
              isOn={chosen?.folder === template.folder}
              isOwn={isOwn && template === chosen}
            />
          ))}
        </div>
      )}
      {error && <ErrorNote error={error} />}
    </Section>
  )
}

function TemplateCard({
  template,
  isOn,
  isOwn,
}: {
  template: TemplateSummary
  isOn: boolean
  isOwn: boolean
}) {
  const { title, description, languages, formats, variables, folder } = template
  return (
    <label className="template-card" data-on={isOn || undefined}>
      <input
        type="radio"
        name="template"
        checked={isOn}
        className="visually-hidden"
        onChange={() => void chooseTemplate(folder)}
      />
      <span className="template-shapes" aria-hidden="true">
        {formats.slice(0, 4).map(({ id, width, height }) => (
          <span key={id} style={{ aspectRatio: `${width} / ${height}` }} />
        ))}
      </span>
      <span className="template-title">
        {title}
        {isOwn && <span className="tag">{words.template.own}</span>}
      </span>
      <span className="template-text">{description}</span>
      <span className="template-facts">
        {words.template.summary(languages.length, formats.length, variables.length)}
      </span>
    </label>
  )
}

async function pickTemplate(): Promise<void> {
  const folder = await ask('desktop.choose-template', {}).catch(() => null)
  if (folder !== null) await chooseTemplate(folder)
}
