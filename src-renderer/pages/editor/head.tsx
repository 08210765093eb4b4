import { ActionIcon, Button, Loader } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconCheck,
  IconTrash,
} from '@tabler/icons-react'
import { confirm } from '../../parts/confirm.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Tool } from '../../parts/tool.tsx'
import {
  chooseFormat,
  chooseLanguage,
  discard,
  isDraft,
  opened,
  redo,
  undo,
  useOpen,
} from '../../state/editor.ts'
import { tryAgain } from '../../state/editor-pump.ts'
import { chooseTable } from '../../state/new-batch.ts'
import { go } from '../../state/places.ts'
import { newBatchWith } from '../../state/templates.ts'
import { told, words } from '../../words/words.ts'

/** The whole template: its name and state, in which format and language it is seen, undo, discard, publish. */
export function EditorHead({ onPublish }: { onPublish(): void }) {
  // While its JSON can't be read, nothing in it says its title.
  const title = useOpen(({ draft, template }) => draft.title || template)
  const formats = useOpen(({ draft }) => draft.formats)
  const format = useOpen(({ draft }) => draft.format.name)
  const languages = useOpen(({ draft }) => draft.languages)
  const language = useOpen((open) => open.language)
  const canUndo = useOpen(({ history }) => history.done.length > 0)
  const canRedo = useOpen(({ history }) => history.undone.length > 0)
  const differs = useOpen(isDraft)
  const basedOn = useOpen((open) => open.basedOn)
  return (
    <header className="editor-head">
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.editor.head.back}
        title={words.editor.head.back}
        onClick={() => go({ name: 'templates' })}
      >
        <IconArrowLeft size={18} />
      </ActionIcon>
      <div className="editor-title">
        <h1 title={title}>{title}</h1>
        <DraftState />
      </div>
      <div className="editor-views">
        <label>
          <span>{words.editor.head.format}</span>
          <select
            className="editor-input editor-select"
            value={format}
            onChange={(event) => chooseFormat(event.currentTarget.value)}
          >
            {formats.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{words.editor.head.language}</span>
          <select
            className="editor-input editor-select"
            value={language}
            onChange={(event) => chooseLanguage(event.currentTarget.value)}
          >
            {languages.map(({ tag, label }) => (
              <option key={tag} value={tag}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="editor-head-actions">
        <Tool label={words.editor.head.undo} disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp size={18} />
        </Tool>
        <Tool label={words.editor.head.redo} disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp size={18} />
        </Tool>
        <Tool label={words.editor.head.discard} disabled={!differs} onClick={() => void discardDraft()}>
          <IconTrash size={17} />
        </Tool>
        <Button
          size="xs"
          variant="default"
          title={differs ? words.editor.head.newBatchOf(basedOn) : undefined}
          onClick={newBatch}
        >
          {words.editor.head.newBatch}
        </Button>
        <Button size="xs" onClick={onPublish} disabled={!differs}>
          {words.editor.head.publish}
        </Button>
      </div>
    </header>
  )
}

/** Videos of the published version, with the table that stands behind the editor. */
export function newBatch(): void {
  const open = opened()
  if (open === null) return
  newBatchWith(open.template)
  if (open.table !== null) chooseTable(open.table.path).catch(tellFault)
}

/** Files that were added go with the draft and don't come back: then it is asked first. What was written can be had again. */
export async function discardDraft(): Promise<void> {
  const yes = await confirm({
    title: words.editor.discard.title,
    text: words.editor.discard.text,
    yes: words.editor.discard.yes,
    isDanger: true,
  })
  if (!yes) return
  try {
    const back = await discard()
    tell(words.editor.discard.done, () => void back().catch(tellFault))
  } catch (thrown) {
    tellFault(thrown)
  }
}

function DraftState() {
  const saving = useOpen((open) => open.saving)
  const differs = useOpen(isDraft)
  const basedOn = useOpen((open) => open.basedOn)
  if (typeof saving === 'object')
    return (
      <button
        type="button"
        className="editor-state"
        data-tone="bad"
        onClick={tryAgain}
        title={saving.whatToDo && told(saving.whatToDo)}
      >
        <IconAlertTriangle size={13} aria-hidden="true" />
        {words.editor.head.notSaved(told(saving.message))}
      </button>
    )
  return (
    <span className="editor-state" role="status">
      {saving === 'saving' ? (
        <>
          <Loader size={11} aria-hidden="true" /> {words.editor.head.saving}
        </>
      ) : differs ? (
        <>
          <IconCheck size={13} aria-hidden="true" /> {words.editor.head.draftOf(basedOn)}
        </>
      ) : (
        words.editor.head.asPublished(basedOn)
      )}
    </span>
  )
}
