import { Button, Skeleton, Text } from '@mantine/core'
import { IconFolder, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { TemplateSummary } from '../../../src-shared/contract/commands.ts'
import { ask, mediaUrl } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/section.tsx'
import { Tool } from '../../parts/tool.tsx'
import { chooseTemplate, loadOffers, useNewBatch } from '../../state/new-batch.ts'
import { go } from '../../state/places.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'

/** The template: the chosen one in short, or all to choose from. */
export function TemplateSection() {
  const templates = useNewBatch(({ templates }) => templates)
  const chosen = useNewBatch(({ draft }) => draft.template)
  const error = useNewBatch(({ templateError }) => templateError)
  const [isChoosing, setChoosing] = useState(false)
  const known = shownOf(templates)
  const isOwn = chosen !== null && known !== null && !known.some(({ folder }) => folder === chosen.folder)
  const all = [...(isOwn ? [chosen] : []), ...(known ?? [])]
  const isOpen = isChoosing || chosen === null
  return (
    <Section
      isAtSide
      title={words.template.title}
      aside={
        chosen !== null && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={isOpen}
            onClick={() => setChoosing(!isChoosing)}
          >
            {isChoosing ? words.close : words.newBatch.change}
          </Button>
        )
      }
    >
      {templates.is === 'failed' && (
        <ErrorNote error={templates.error} onTryAgain={() => void loadOffers()} />
      )}
      {!isOpen && chosen !== null && (
        <div className="template-chosen">
          <Look key={chosen.folder} template={chosen} isKnown={known !== null && !isOwn} />
          <div className="template-words">
            <strong>
              {chosen.title}
              {isOwn && <span className="tag">{words.template.own}</span>}
            </strong>
            <span>
              {words.template.summary(
                chosen.languages.length,
                chosen.formats.length,
                chosen.variables.length,
              )}
            </span>
          </div>
          <Tool label={words.template.open} onClick={() => go({ name: 'editor', template: chosen.name })}>
            <IconPencil size={16} />
          </Tool>
        </div>
      )}
      {isOpen && (
        <>
          {chosen === null && <p className="side-text">{words.template.chooseText}</p>}
          {known === null && templates.is !== 'failed' ? (
            <Skeleton height={84} radius="md" />
          ) : all.length === 0 ? (
            <Text c="dimmed">{words.template.none}</Text>
          ) : (
            <div className="template-list" role="radiogroup" aria-label={words.template.choose}>
              {all.map((template) => (
                <TemplateCard
                  key={template.folder}
                  template={template}
                  isOn={chosen?.folder === template.folder}
                  isOwn={isOwn && template === chosen}
                  onChosen={() => setChoosing(false)}
                />
              ))}
            </div>
          )}
          <Button
            variant="default"
            size="xs"
            mt={10}
            leftSection={<IconFolder size={15} />}
            onClick={() => void pickTemplate().then(() => setChoosing(false))}
          >
            {words.template.other}
          </Button>
        </>
      )}
      {error && <ErrorNote error={error} />}
    </Section>
  )
}

/** Its picture, where the library has it; else the shapes of its formats. */
function Look({ template, isKnown }: { template: TemplateSummary; isKnown: boolean }) {
  const [failed, setFailed] = useState(false)
  if (!isKnown || failed) return <Shapes template={template} />
  return (
    <img
      className="template-poster"
      src={mediaUrl(`template/${template.name}/poster`)}
      alt=""
      onError={() => setFailed(true)}
    />
  )
}

function Shapes({ template }: { template: TemplateSummary }) {
  return (
    <span className="template-shapes" aria-hidden="true">
      {template.formats.slice(0, 3).map(({ id, width, height }) => (
        <span key={id} style={{ aspectRatio: `${width} / ${height}` }} />
      ))}
    </span>
  )
}

function TemplateCard({
  template,
  isOn,
  isOwn,
  onChosen,
}: {
  template: TemplateSummary
  isOn: boolean
  isOwn: boolean
  onChosen(): void
}) {
  const { title, description, languages, formats, variables, folder } = template
  return (
    <label className="template-card" data-on={isOn || undefined}>
      <input
        type="radio"
        name="template"
        checked={isOn}
        className="visually-hidden"
        onChange={() => void chooseTemplate(folder).then(onChosen)}
      />
      <Look template={template} isKnown={!isOwn} />
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
