import { IconPhotoPlus } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { pathOf } from '../../bridge/bridge.ts'
import { tell, tellFault } from '../../parts/tell.tsx'
import { addAsset, opened, takeTable } from '../../state/editor.ts'
import { addLayer } from '../../state/editor-structure.ts'
import { words } from '../../words/words.ts'

/** What a file of the template is dragged as, from the list of files. */
export const draggedAsset = 'application/x-reelmill-asset'

const isTable = (path: string) => /\.(csv|tsv|json|jsonl|ndjson|xlsx|sqlite|db)$/i.test(path)

/** Takes files that are dropped on the frame: pictures and clips become layers where they fall, a table the sample rows. */
export function DropAsset({ children }: { children: ReactNode }) {
  const [depth, setDepth] = useState(0)
  const holds = (event: DragEvent) =>
    event.dataTransfer.types.some((type) => type === 'Files' || type === draggedAsset)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can be added from the lists by keyboard
    <div
      className="editor-drop"
      onDragEnter={(event) => holds(event) && setDepth((before) => before + 1)}
      onDragLeave={(event) => holds(event) && setDepth((before) => Math.max(0, before - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        setDepth(0)
        take(event).catch(tellFault)
      }}
    >
      {children}
      {depth > 0 && (
        <div className="drop-veil" aria-hidden="true">
          <IconPhotoPlus size={36} stroke={1.5} />
          <span>{words.editor.stage.dropNow}</span>
        </div>
      )}
    </div>
  )
}

async function take(event: DragEvent): Promise<void> {
  event.preventDefault()
  const frame = event.currentTarget.querySelector('.editor-frame')?.getBoundingClientRect()
  const at =
    frame === undefined || frame.width === 0
      ? undefined
      : { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height }
  const inside = event.dataTransfer.getData(draggedAsset)
  if (inside !== '') return putAsset(inside, at)
  const files = [...event.dataTransfer.items].flatMap((item) => item.getAsFile() ?? [])
  for (const file of files) {
    const path = await pathOf(file)
    if (path === null) continue
    if (isTable(path)) await takeTable(path)
    else {
      const asset = await addAsset(path)
      if (asset !== null) putAsset(asset.path, at)
    }
  }
}

/** Puts a file of the template on the frame; fonts and sounds lie ready for the panel. */
export function putAsset(path: string, at?: { x: number; y: number }): void {
  const kind = opened()?.assets.find((asset) => asset.path === path)?.kind
  if (kind === 'picture') addLayer({ type: 'image', file: path, at })
  else if (kind === 'clip') addLayer({ type: 'video', file: path, at })
  else tell(words.editor.files.added(path))
}
