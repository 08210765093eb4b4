import { Button } from '@mantine/core'
import { IconFile, IconFileMusic, IconMovie, IconPlus, IconTypography } from '@tabler/icons-react'
import { ask } from '../../bridge/bridge.ts'
import { tellFault } from '../../parts/tell.tsx'
import { addAsset, useOpen } from '../../state/editor.ts'
import { bytes } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { draggedAsset, putAsset } from './drop-asset.tsx'
import { Thumbnail } from './source-control.tsx'

async function addFile(): Promise<void> {
  const path = await ask('desktop.choose-file', { kinds: ['picture', 'clip', 'sound', 'font'] })
  const asset = path === null ? null : await addAsset(path)
  if (asset !== null) putAsset(asset.path)
}

const icons = {
  clip: IconMovie,
  sound: IconFileMusic,
  font: IconTypography,
  other: IconFile,
  picture: IconFile,
}

/** The files of the draft; pictures and clips become layers by a click or by being dragged onto the frame. */
export function FilesTab() {
  const assets = useOpen((open) => open.assets)
  return (
    <div className="editor-files">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => addFile().catch(tellFault)}
      >
        {words.editor.files.add}
      </Button>
      {assets.length === 0 && <p className="editor-hint">{words.editor.files.none}</p>}
      <ul>
        {assets.map(({ path, kind, bytes: size, address }) => {
          const Icon = icons[kind]
          const canBeLayer = kind === 'picture' || kind === 'clip'
          return (
            <li key={path}>
              <button
                type="button"
                disabled={!canBeLayer}
                draggable={canBeLayer}
                title={canBeLayer ? words.editor.files.use(path) : path}
                onDragStart={(event) => event.dataTransfer.setData(draggedAsset, path)}
                onClick={() => putAsset(path)}
              >
                {address !== null ? (
                  <Thumbnail address={address} />
                ) : (
                  <Icon size={20} stroke={1.5} className="editor-file-icon" />
                )}
                <span>{path.replace(/^.*\//, '')}</span>
                <small>{bytes(size)}</small>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
