import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { EditorProblem } from '../../../src-shared/contract/editor.ts'
import { Told } from '../../parts/told.tsx'
import { opened, showFault, useOpen } from '../../state/editor.ts'
import { leadToProblem } from '../../state/editor-lead.ts'
import { type Draft, subjectAt } from '../../view-math/editor-draft.ts'
import { withoutPlace } from '../../view-math/editor-problems.ts'
import { words } from '../../words/words.ts'

/** Everything that is wrong with the draft; each leads to its place. */
export function Problems() {
  const problems = useOpen((open) => open.problems)
  const fault = useOpen((open) => open.fault)
  const draft = useOpen((open) => open.draft)
  // What the engine says of a text that is no JSON tells more than that it is none; until it has spoken, the place is known.
  const isToldOf = problems.some(({ at }) => at !== null)
  if (fault !== null && !isToldOf)
    return (
      <div className="editor-problems">
        <button type="button" className="line-button editor-problem" onClick={showFault}>
          <IconCircleX size={16} data-tone="bad" aria-label={words.editor.problems.error} />
          <span className="editor-problem-text">
            <strong>{words.editor.broken.title}</strong>
            <small>{words.editor.broken.text(fault.line, fault.column)}</small>
          </span>
        </button>
      </div>
    )
  if (problems.length === 0)
    return (
      <div className="editor-no-problems">
        <IconCircleCheck size={22} data-tone="good" aria-hidden="true" />
        {words.editor.problems.none}
      </div>
    )
  return (
    <ul className="editor-problems">
      {problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two problems may say the same
        <li key={index}>
          <button type="button" className="line-button editor-problem" onClick={() => leadToProblem(problem)}>
            {problem.severity === 'error' ? (
              <IconCircleX size={16} data-tone="bad" aria-label={words.editor.problems.error} />
            ) : (
              <IconAlertTriangle size={16} data-tone="warn" aria-label={words.editor.problems.warning} />
            )}
            <span className="editor-problem-text">
              <strong>
                <Told text={withoutPlace(problem.message)} />
              </strong>
              {problem.whatToDo && (
                <small>
                  <Told text={problem.whatToDo} />
                </small>
              )}
              <small className="editor-problem-place">
                {[placeName(problem, draft), problem.format, problem.language].filter(Boolean).join(' · ')}
              </small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function placeName({ place, at }: EditorProblem, draft: Draft): string {
  if (at !== null) return words.editor.problems.at(at.line, at.column)
  if (place === null) return ''
  const { subject, rest } = subjectAt(place)
  if (subject.kind === 'template') return rest.join('.')
  const scene = draft.scenes[subject.scene]
  const layer = subject.kind === 'layer' ? scene?.layers[subject.layer]?.label : undefined
  return [scene?.label, layer, rest.join('.')].filter(Boolean).join(' › ')
}

let last = -1

/** Leads to the next problem, or the one before. */
export function showNextProblem(by: 1 | -1): void {
  const open = opened()
  if (open?.fault != null) {
    showFault()
    return
  }
  const problems = open?.problems ?? []
  if (problems.length === 0) return
  last = (last + by + problems.length) % problems.length
  leadToProblem(problems[last]!)
}
