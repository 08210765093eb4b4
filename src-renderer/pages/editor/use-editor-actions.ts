import { tellFault } from '../../parts/tell.tsx'
import { useActionsHere } from '../../state/actions.ts'
import { isDraft, opened, redo, seek, undo } from '../../state/editor.ts'
import { align, distribute, selectAllLayers, turn } from '../../state/editor-layers.ts'
import { lay, useLayout } from '../../state/editor-layout.ts'
import { togglePlay } from '../../state/editor-play.ts'
import { scaleBy } from '../../state/editor-sizing.ts'
import { addLayer, addScene, duplicate, remove, shift, toggleHidden } from '../../state/editor-structure.ts'
import { alignments } from '../../view-math/editor-align.ts'
import type { Subject } from '../../view-math/editor-draft.ts'
import { chooseTable, step } from './data-tab.tsx'
import { discardDraft, newBatch } from './head.tsx'
import { showNextProblem } from './problems.tsx'
import { copySubject, pasteFromSystem, useClipboard } from './use-clipboard.ts'

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
  const differs = () => {
    const open = opened()
    return open !== null && isDraft(open)
  }
  const frames = (by: number) => () => seek((opened()?.frame ?? 0) + by)
  const withSubject = (act: (subject: Subject) => void) => () => {
    const open = opened()
    if (open !== null && open.fault === null) act(open.subject)
  }
  useClipboard()
  useActionsHere({
    'editor.undo': undo,
    'editor.redo': redo,
    'editor.play': () => void togglePlay().catch(tellFault),
    'editor.frameBack': frames(-1),
    'editor.frameForward': frames(1),
    'editor.tenBack': frames(-10),
    'editor.tenForward': frames(10),
    'editor.start': () => seek(0),
    'editor.end': () => seek(Number.MAX_SAFE_INTEGER),
    'editor.addText': () => addLayer({ type: 'text' }),
    'editor.addImage': () => addLayer({ type: 'image' }),
    'editor.addVideo': () => addLayer({ type: 'video' }),
    'editor.addShape': () => addLayer({ type: 'shape' }),
    'editor.addScene': addScene,
    'editor.all': selectAllLayers,
    'editor.larger': () => scaleBy(1),
    'editor.smaller': () => scaleBy(-1),
    'editor.turnRight': () => turn(1),
    'editor.turnLeft': () => turn(-1),
    ...Object.fromEntries(alignments.map((how) => [`editor.${alignTitles[how]}`, () => align(how)])),
    'editor.distributeX': () => distribute('x'),
    'editor.distributeY': () => distribute('y'),
    'editor.copy': () => void copySubject().catch(tellFault),
    'editor.cut': () => void copySubject(undefined, { cut: true }).catch(tellFault),
    'editor.paste': () => void pasteFromSystem().catch(tellFault),
    'editor.duplicate': withSubject(duplicate),
    'editor.remove': withSubject(remove),
    'editor.hide': withSubject(toggleHidden),
    'editor.up': withSubject((subject) => shift(subject, 'up')),
    'editor.down': withSubject((subject) => shift(subject, 'down')),
    'editor.previousRow': () => step(-1),
    'editor.nextRow': () => step(1),
    'editor.table': () => void chooseTable().catch(tellFault),
    'editor.formats': () => lay(({ stage }) => ({ stage: stage === 'one' ? 'all' : 'one' })),
    'editor.margins': () => lay(({ titleSafe }) => ({ titleSafe: !titleSafe, actionSafe: !titleSafe })),
    'editor.thirds': () => lay(({ thirds }) => ({ thirds: !thirds })),
    'editor.snapping': () => lay(({ snapping }) => ({ snapping: !snapping })),
    'editor.properties': () => lay({ rightTab: 'properties' }),
    'editor.json': () => lay({ rightTab: useLayout.getState().rightTab === 'json' ? 'properties' : 'json' }),
    'editor.problems': () => lay({ rightTab: 'problems' }),
    'editor.nextProblem': () => showNextProblem(1),
    'editor.previousProblem': () => showNextProblem(-1),
    'editor.discard': () => void (differs() && discardDraft()),
    'editor.newBatch': newBatch,
    'editor.publish': () => void (differs() && publish()),
  })
}
