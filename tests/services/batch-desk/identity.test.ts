import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentOf } from '../../../src-main/services/batch-desk/identity.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

test.skipIf(process.platform === 'win32')('a table that is a pipe or a device keeps nobody waiting', () =>
  withTempFolder(async (folder) => {
    const pipe = join(folder, 'pipe.csv')
    execFileSync('mkfifo', [pipe])
    await expect(contentOf(pipe)).rejects.toThrow('no ordinary file')
    await expect(contentOf('/dev/zero')).rejects.toThrow('no ordinary file')
    const table = join(folder, 'table.csv')
    writeFileSync(table, 'sku\nA\n')
    const alone = await contentOf(table)
    execFileSync('mkfifo', [`${table}-wal`])
    expect(await contentOf(table)).toBe(alone)
  }),
)
