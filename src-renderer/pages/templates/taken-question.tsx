import { Button } from '@mantine/core'
import { Dialog } from '../../parts/dialog.tsx'
import { Told } from '../../parts/told.tsx'
import { answerImport, useGallery } from '../../state/templates.ts'
import { words } from '../../words/words.ts'

/** Asked when a template of the imported one's name is there already. */
export function TakenQuestion() {
  const question = useGallery(({ questions }) => questions[0] ?? null)
  return (
    <Dialog opened={question !== null} onClose={() => answerImport(null)} title={words.gallery.takenTitle}>
      <p className="modal-text">{question && <Told text={question.error.message} />}</p>
      <div className="taken-choices">
        <button
          type="button"
          className="line-button taken-choice"
          onClick={() => answerImport('new-version')}
          data-autofocus
        >
          <strong>{words.gallery.asNewVersion}</strong>
          <span>{words.gallery.asNewVersionText}</span>
        </button>
        <button type="button" className="line-button taken-choice" onClick={() => answerImport('copy')}>
          <strong>{words.gallery.asCopy}</strong>
          <span>{words.gallery.asCopyText}</span>
        </button>
      </div>
      <div className="modal-actions">
        <Button variant="default" onClick={() => answerImport(null)}>
          {words.cancel}
        </Button>
      </div>
    </Dialog>
  )
}
