import { Button } from '@mantine/core'
import { create } from 'zustand'
import { words } from '../words/words.ts'
import { Dialog } from './dialog.tsx'

/** `instead`: another way of doing it. */
type Question = { title: string; text: string; yes: string; instead?: string; isDanger?: boolean }
type Answer = 'yes' | 'instead' | null

const useQuestion = create<{ question: Question | null; isOpen: boolean; answer(answer: Answer): void }>()(
  () => ({
    question: null,
    isOpen: false,
    answer: () => {},
  }),
)

/** Asks once, before what can't be undone. Answers whether the person said yes. */
export const confirm = async (question: Omit<Question, 'instead'>): Promise<boolean> =>
  (await choose(question)) === 'yes'

/** Asks which of two ways is meant; null: neither. */
export function choose(question: Question): Promise<Answer> {
  useQuestion.getState().answer(null)
  return new Promise((resolve) =>
    useQuestion.setState({
      question,
      isOpen: true,
      answer(answer) {
        useQuestion.setState({ isOpen: false, answer: () => {} })
        resolve(answer)
      },
    }),
  )
}

/** Where questions appear; once in the window. */
export function Confirmation() {
  const { question, isOpen, answer } = useQuestion()
  return (
    <Dialog opened={isOpen} onClose={() => answer(null)} title={question?.title}>
      <p className="modal-text">{question?.text}</p>
      <div className="modal-actions">
        <Button variant="default" onClick={() => answer(null)} data-autofocus>
          {words.cancel}
        </Button>
        {question?.instead !== undefined && (
          <Button variant="default" onClick={() => answer('instead')}>
            {question.instead}
          </Button>
        )}
        <Button color={question?.isDanger ? 'red' : undefined} onClick={() => answer('yes')}>
          {question?.yes}
        </Button>
      </div>
    </Dialog>
  )
}
