import { Menu } from '@mantine/core'
import {
  IconCirclePlus,
  IconCopy,
  IconFileExport,
  IconFolderOpen,
  IconHistory,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactElement } from 'react'
import type { TemplateEntry } from '../../../src-shared/contract/templates.ts'
import {
  duplicate,
  edit,
  exportTemplate,
  newBatchWith,
  openDetails,
  removeTemplate,
  reveal,
} from '../../state/templates.ts'
import { words } from '../../words/words.ts'

/** Everything that can be done with a template. `children`: what opens the menu. */
export function TemplateMenu({ template, children }: { template: TemplateEntry; children: ReactElement }) {
  const { name, version, origin, folder } = template
  return (
    <Menu position="bottom-end" withinPortal width={220}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCirclePlus size={15} />} onClick={() => newBatchWith(name)}>
          {words.gallery.newBatch}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => edit(name)}>
          {words.gallery.edit}
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={15} />} onClick={() => openDetails(name, 'versions')}>
          {words.gallery.versions}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => duplicate(template)}>
          {words.gallery.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileExport size={15} />} onClick={() => exportTemplate(name, version)}>
          {words.gallery.export}
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderOpen size={15} />} onClick={() => reveal(folder)}>
          {words.gallery.reveal}
        </Menu.Item>
        {origin !== 'shipped' && (
          <>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} />}
              onClick={() => removeTemplate(template)}
            >
              {origin === 'changed' ? words.gallery.removeOwn : words.gallery.remove}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
