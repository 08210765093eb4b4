import { parentPort, type Transferable } from 'node:worker_threads'
import { StudioError, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ThreadAnswer } from './asked-thread.ts'

/** The other side of an asked thread: called once in its module. `moved`: what of an answer is handed over and not copied. */
export function answerQuestions<Ask extends object, Answer>(
  answer: (question: Ask) => Answer | Promise<Answer>,
  moved: (answer: Answer) => Transferable[] = () => [],
): void {
  const port = parentPort
  if (port === null) throw new Error('this file runs as a worker thread only')
  let turn: Promise<unknown> = Promise.resolve()
  port.on('message', (question: Ask & { number: number }) => {
    const { number } = question
    turn = turn.then(async () => {
      try {
        const made = await answer(question)
        port.postMessage({ number, answer: made } satisfies ThreadAnswer<Answer>, moved(made))
      } catch (error) {
        const isOurs = !(error instanceof StudioError)
        const own = isOurs ? String((error as Error).stack) : null
        port.postMessage({ number, error: toErrorShape(error), own } satisfies ThreadAnswer<Answer>)
      }
    })
  })
}
