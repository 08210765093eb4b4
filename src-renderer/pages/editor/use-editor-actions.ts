import { tellFault } from '../../parts/tell.tsx'
import { type Action, useActionsHere } from '../../state/actions.ts'
import { isDraft, opened, redo, seek, undo } from '../../state/editor.ts'
import { align, distribute, selectAllLayers, turn } from '../../state/editor-layers.ts'
import { lay, useLayout } from '../../state/editor-layout.ts'
import { togglePlay } from '../../state/editor-play.ts'
import { addLayer, addScene, duplicate, remove, shift, toggleHidden } from '../../state/editor-structure.ts'
import { alignments } from '../../view-math/editor-align.ts'
import type { Subject } from '../../view-math/editor-draft.ts'
import { words } from '../../words/words.ts'
import { chooseTable, step } from './data-tab.tsx'
import { discardDraft } from './head.tsx'
import { showNextProblem } from './problems.tsx'

const alignTitles = {
  left: 'alignLeft',
  centre: 'alignCentre',
  right: 'alignRight',
  top: 'alignTop',
  middle: 'alignMiddle',
  bottom: 'alignBottom',
} as const

/** Everything that can be done with the open template, by name and by keys. */
export function useEditorActions(publish: () => void): void {
  const titles = words.editor.actions
  const differs = () => {
    const open = opened()
    return open !== null && isDraft(open)
  }
  const frames = (by: number) => () => seek((opened()?.frame ?? 0) + by)
  const withSubject = (act: (subject: Subject) => void) => () => {
    const open = opened()
    if (open !== null && open.fault === null) act(open.subject)
  }
  const act = (id: keyof typeof titles, run: () => void, keys?: string[], evenInFields = false): Action => ({
    id: `editor.${id}`,
    title: titles[id],
    run,
    ...(keys === undefined ? {} : { keys }),
    ...(evenInFields ? { evenInFields } : {}),
  })
  useActionsHere([
    act('undo', undo, ['mod+Z'], true),
    act('redo', redo, ['mod+shift+Z', 'mod+Y'], true),
    act('play', () => togglePlay().catch(tellFault), ['P']),
    act('frameBack', frames(-1), [',']),
    act('frameForward', frames(1), ['.']),
    act('tenBack', frames(-10), ['shift+,', 'shift+;']),
    act('tenForward', frames(10), ['shift+.', 'shift+:']),
    act('start', () => seek(0), ['mod+Home']),
    act('end', () => seek(Number.MAX_SAFE_INTEGER), ['mod+End']),
    act('addText', () => addLayer({ type: 'text' }), ['T']),
    act('addImage', () => addLayer({ type: 'image' }), ['I']),
    act('addVideo', () => addLayer({ type: 'video' }), ['V']),
    act('addShape', () => addLayer({ type: 'shape' }), ['R']),
    act('addScene', addScene, ['S']),
    act('all', selectAllLayers, ['mod+A']),
    act('turnRight', () => turn(1)),
    act('turnLeft', () => turn(-1)),
    ...alignments.map((how) => act(alignTitles[how], () => align(how))),
    act('distributeX', () => distribute('x')),
    act('distributeY', () => distribute('y')),
    act('duplicate', withSubject(duplicate), ['mod+D']),
    act('remove', withSubject(remove), ['Delete', 'Backspace']),
    act('hide', withSubject(toggleHidden), ['H']),
    act(
      'up',
      withSubject((subject) => shift(subject, 'up')),
      ['mod+ArrowUp'],
    ),
    act(
      'down',
      withSubject((subject) => shift(subject, 'down')),
      ['mod+ArrowDown'],
    ),
    act('previousRow', () => step(-1), ['shift+PageUp']),
    act('nextRow', () => step(1), ['shift+PageDown']),
    act('table', () => chooseTable().catch(tellFault)),
    act('formats', () => lay(({ stage }) => ({ stage: stage === 'one' ? 'all' : 'one' })), ['F']),
    act('margins', () => lay(({ titleSafe }) => ({ titleSafe: !titleSafe, actionSafe: !titleSafe })), ['M']),
    act('thirds', () => lay(({ thirds }) => ({ thirds: !thirds })), ['G']),
    act('snapping', () => lay(({ snapping }) => ({ snapping: !snapping })), ['N']),
    act('properties', () => lay({ rightTab: 'properties' }), ['mod+shift+E']),
    act(
      'json',
      () => lay({ rightTab: useLayout.getState().rightTab === 'json' ? 'properties' : 'json' }),
      ['mod+J'],
      true,
    ),
    act('problems', () => lay({ rightTab: 'problems' }), ['mod+shift+M']),
    act('nextProblem', () => showNextProblem(1), ['F8'], true),
    act('previousProblem', () => showNextProblem(-1), ['shift+F8'], true),
    act('discard', () => void (differs() && discardDraft())),
    act('publish', () => differs() && publish(), ['mod+shift+P'], true),
  ])
}
