import { IconTableImport } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { pathOf } from '../bridge/bridge.ts'
import { chooseTable, chooseTemplate } from '../state/new-batch.ts'
import { words } from '../words/words.ts'

export type Dropped = { path: string; isFolder: boolean }

/**
 * Takes a table, or a template's folder, that is dropped anywhere on the page; `after`: once something was taken. Or
 * hands what was dropped to `take`.
 */
export function DropPlace({
  label,
  hint,
  take = takeForBatch,
  after,
  children,
}: {
  label?: string
  /** What will become of it, while it is held above the page. */
  hint?: string
  take?: (dropped: readonly Dropped[]) => Promise<void>
  after?: () => void
  children: ReactNode
}) {
  // Every part of the page that is entered and left counts.
  const [depth, setDepth] = useState(0)
  return (
    <section
      className="drop-place"
      aria-label={label ?? words.newBatch.title}
      onDragEnter={(event) => hasFiles(event) && setDepth((before) => before + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((before) => Math.max(0, before - 1))}
      onDrop={(event) => {
        setDepth(0)
        void dropped(event, take, after)
      }}
    >
      {children}
      {depth > 0 && (
        <div className="drop-veil" aria-hidden="true">
          <IconTableImport size={40} stroke={1.5} />
          <span>{hint ?? words.newBatch.dropNow}</span>
        </div>
      )}
    </section>
  )
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}

async function dropped(
  event: DragEvent,
  take: (dropped: readonly Dropped[]) => Promise<void>,
  after?: () => void,
): Promise<void> {
  event.preventDefault()
  // All of it is read at once: after the first wait the event has forgotten its items.
  const items = [...event.dataTransfer.items].map((item) => ({
    file: item.getAsFile(),
    isFolder: item.webkitGetAsEntry()?.isDirectory ?? false,
  }))
  const found: Dropped[] = []
  for (const { file, isFolder } of items) {
    const path = file === null ? null : await pathOf(file)
    if (path !== null) found.push({ path, isFolder })
  }
  if (found.length === 0) return
  after?.()
  await take(found)
}

/** A folder, or a file called template.json, is a template; any other file is a table. */
async function takeForBatch(dropped: readonly Dropped[]): Promise<void> {
  const isTemplate = ({ path, isFolder }: Dropped) => isFolder || /[/\\]template\.json$/i.test(path)
  const template = dropped.find(isTemplate)
  const table = dropped.find((each) => !isTemplate(each))
  if (table !== undefined) await chooseTable(table.path)
  if (template !== undefined) await chooseTemplate(template.path.replace(/[/\\]template\.json$/i, ''))
}
