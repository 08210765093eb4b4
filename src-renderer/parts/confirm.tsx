import { Button } from '@mantine/core'
import { create } from 'zustand'
import { words } from '../words/words.ts'
import { Dialog } from './dialog.tsx'

type Question = { title: string; text: string; yes: string; isDanger?: boolean }

const useQuestion = create<{ question: Question | null; isOpen: boolean; answer(yes: boolean): void }>()(
  () => ({
    question: null,
    isOpen: false,
    answer: () => {},
  }),
)

/** Asks once, before what can't be undone. Answers whether the person said yes. */
export function confirm(question: Question): Promise<boolean> {
  useQuestion.getState().answer(false)
  return new Promise((resolve) =>
    useQuestion.setState({
      question,
      isOpen: true,
      answer(yes) {
        useQuestion.setState({ isOpen: false, answer: () => {} })
        resolve(yes)
      },
    }),
  )
}

/** Where questions appear; once in the window. */
export function Confirmation() {
  const { question, isOpen, answer } = useQuestion()
  return (
    <Dialog opened={isOpen} onClose={() => answer(false)} title={question?.title}>
      <p className="modal-text">{question?.text}</p>
      <div className="modal-actions">
        <Button variant="default" onClick={() => answer(false)} data-autofocus>
          {words.cancel}
        </Button>
        <Button color={question?.isDanger ? 'red' : undefined} onClick={() => answer(true)}>
          {question?.yes}
        </Button>
      </div>
    </Dialog>
  )
}
