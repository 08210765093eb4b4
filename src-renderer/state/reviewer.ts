import { create } from 'zustand'
import { foldedName } from '../../src-shared/review/review.ts'
import { changeSettings, useSettings } from './settings.ts'

/** Whether a person is asked who reviews, and what becomes of the answer. */
export const useReviewerQuestion = create<{ isOpen: boolean; answer(name: string | null): void }>()(() => ({
  isOpen: false,
  answer: () => {},
}))

const mostNames = 20

/** Asks who reviews at this machine; null: nobody said so. */
export function askReviewer(): Promise<string | null> {
  useReviewerQuestion.getState().answer(null)
  return new Promise((resolve) =>
    useReviewerQuestion.setState({
      isOpen: true,
      answer(name) {
        useReviewerQuestion.setState({ isOpen: false, answer: () => {} })
        resolve(name)
      },
    }),
  )
}

/** Whose word it is: asked once, then kept in the settings. */
export async function reviewer(): Promise<string | null> {
  const { reviewer } = useSettings.getState()
  return reviewer === '' ? askReviewer() : reviewer
}

/** From now on this person reviews at this machine. */
export async function beReviewer(name: string): Promise<void> {
  const others = useSettings.getState().reviewers.filter((each) => foldedName(each) !== foldedName(name))
  await changeSettings({ reviewer: name, reviewers: [name, ...others].slice(0, mostNames) })
}
