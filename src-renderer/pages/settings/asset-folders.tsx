import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconFolder, IconFolders, IconTrash } from '@tabler/icons-react'
import { ask } from '../../bridge/bridge.ts'
import { NothingHere } from '../../parts/nothing-here.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { useAsked } from '../../state/asked.ts'
import { changeSettings, useSettings } from '../../state/settings.ts'
import { shownOf } from '../../view-math/loading.ts'
import { words } from '../../words/words.ts'
import { SettingGroup } from './setting.tsx'

/** Folders in which the assets of any batch may lie. */
export function AssetFolders() {
  const roots = useSettings(({ assetRoots }) => assetRoots)
  const [asked] = useAsked(roots.join('\n'), () => ask('settings.missing-folders', {}))
  const missing = shownOf(asked)?.missing ?? []
  const say = words.settings.assets
  const keep = (assetRoots: string[]) => changeSettings({ assetRoots })
  const add = async () => {
    try {
      const folder = await ask('desktop.choose-folder', {})
      if (folder === null) return
      if (roots.includes(folder)) tell(say.twice)
      else await keep([...roots, folder]).then(() => tell(say.added))
    } catch (error) {
      tellFault(error)
    }
  }
  const remove = (folder: string) =>
    void keep(roots.filter((root) => root !== folder)).then(
      () => tell(say.removed(folder), () => void keep([...roots]).catch(tellFault)),
      tellFault,
    )
  return (
    <>
      <p className="settings-intro">{say.intro}</p>
      <SettingGroup
        title={say.label}
        action={
          <Button size="xs" variant="default" onClick={() => void add()}>
            {say.add}
          </Button>
        }
      >
        {roots.length === 0 ? (
          <NothingHere icon={<IconFolders size={36} stroke={1.2} aria-hidden="true" />} title={say.none}>
            {say.noneText}
          </NothingHere>
        ) : (
          <ul className="folder-list">
            {roots.map((folder) => (
              <li key={folder} className="folder-line">
                <IconFolder size={18} stroke={1.6} aria-hidden="true" />
                <span>
                  {folder}
                  {missing.includes(folder) && (
                    <span className="folder-missing">
                      <IconAlertTriangle size={14} aria-hidden="true" /> {say.missing}
                    </span>
                  )}
                </span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={words.settings.remove(folder)}
                  onClick={() => remove(folder)}
                >
                  <IconTrash size={16} stroke={1.6} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </SettingGroup>
    </>
  )
}
