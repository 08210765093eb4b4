import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openAssetFolders } from '../../../src-main/outside/asset-files/asset-folders.ts'
import { runProgram } from '../../../src-main/outside/programs/run-program.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'

const posix = process.platform !== 'win32'

/** A studio's folders: data/, template/, root/ are allowed, private/ is not. */
async function withFolders(
  work: (
    find: (source: string, from?: string[]) => Promise<string>,
    folder: string,
    message: (source: string) => Promise<string>,
  ) => Promise<void>,
) {
  await withTempFolder(async (temp) => {
    const folder = path.join(temp, 'studio')
    for (const name of ['data/images', 'template', 'root', 'private']) {
      await mkdir(path.join(folder, name), { recursive: true })
    }
    await writeFile(path.join(folder, 'data/images/Lamp.PNG'), 'data')
    await writeFile(path.join(folder, 'template/logo.svg'), 'template')
    await writeFile(path.join(folder, 'root/only-here.jpg'), 'root')
    await writeFile(path.join(folder, 'private/secret.png'), 'secret')
    const allowed = ['data', 'root', 'template'].map((name) => path.join(folder, name))
    const folders = await openAssetFolders(allowed)
    const ask = (source: string, from = allowed) =>
      folders.find({ path: source, startFolders: from, name: `"${source}"` })
    await work(
      async (source, from) => {
        const found = await ask(source, from)
        return 'ok' in found ? path.relative(folder, found.ok.path) : found.problem.rule
      },
      folder,
      async (source) => {
        const found = await ask(source)
        return 'ok' in found ? '' : `${found.problem.message} ${found.problem.whatToDo}`
      },
    )
  })
}

describe('where a file may lie', () => {
  test('it is looked for in the folder of the data, then in the roots, then in the template', async () => {
    await withFolders(async (find) => {
      expect(await find('images/Lamp.PNG')).toBe(path.join('data', 'images', 'Lamp.PNG'))
      expect(await find('only-here.jpg')).toBe(path.join('root', 'only-here.jpg'))
      expect(await find('logo.svg')).toBe(path.join('template', 'logo.svg'))
    })
  })

  test('an absolute path is taken only inside an allowed folder', async () => {
    await withFolders(async (find, folder) => {
      expect(await find(path.join(folder, 'root/only-here.jpg'))).toBe(path.join('root', 'only-here.jpg'))
      expect(await find(path.join(folder, 'private/secret.png'))).toBe('asset.outside')
      expect(await find(path.join(folder, 'private/not-there.png'))).toBe('asset.outside')
      expect(await find(path.join(folder, 'root/not-there.jpg'))).toBe('asset.missing')
    })
  })

  test('a folder whose name only begins like an allowed one is outside', async () => {
    await withFolders(async (find, folder) => {
      await mkdir(path.join(folder, 'data-private'))
      await writeFile(path.join(folder, 'data-private/secret.png'), 'secret')
      expect(await find(path.join(folder, 'data-private/secret.png'))).toBe('asset.outside')
    })
  })

  test('the way up is refused even when it leads back inside', async () => {
    await withFolders(async (find) => {
      expect(await find('../private/secret.png')).toBe('asset.outside')
      expect(await find('images/../images/Lamp.PNG')).toBe('asset.outside')
      expect(await find('images\\..\\..\\private\\secret.png')).toBe('asset.outside')
    })
  })

  test('folders that are links themselves are allowed as what they lead to', async () => {
    await withFolders(async (_find, folder) => {
      await symlink(path.join(folder, 'data'), path.join(folder, 'alias'), 'junction')
      const folders = await openAssetFolders([path.join(folder, 'alias')])
      const found = await folders.find({
        path: 'images/Lamp.PNG',
        startFolders: [path.join(folder, 'alias')],
        name: 'x',
      })
      expect(found).toEqual({ ok: { path: path.join(folder, 'data', 'images', 'Lamp.PNG') } })
    })
  })

  test('a folder that is not there is an error that names it', async () => {
    await withTempFolder(async (folder) => {
      await expect(openAssetFolders([path.join(folder, 'gone')])).rejects.toMatchObject({
        code: 'asset.root',
        message: expect.stringContaining('gone'),
      })
      await writeFile(path.join(folder, 'file'), 'x')
      await expect(openAssetFolders([path.join(folder, 'file')])).rejects.toMatchObject({
        code: 'asset.root',
      })
    })
  })
})

describe.runIf(posix)('links', () => {
  test('a link that stays inside the allowed folders is followed', async () => {
    await withFolders(async (find, folder) => {
      await symlink('images/Lamp.PNG', path.join(folder, 'data/near.png'))
      await symlink(path.join(folder, 'root'), path.join(folder, 'data/shared'))
      expect(await find('near.png')).toBe('data/images/Lamp.PNG')
      expect(await find('shared/only-here.jpg')).toBe('root/only-here.jpg')
    })
  })

  test('a link that leaves them is refused, be it the file, a folder on the way, or a link to a link', async () => {
    await withFolders(async (find, folder) => {
      await symlink(path.join(folder, 'private/secret.png'), path.join(folder, 'data/file.png'))
      await symlink('../private', path.join(folder, 'data/folder'))
      await symlink('file.png', path.join(folder, 'data/again.png'))
      await symlink('/etc/passwd', path.join(folder, 'data/passwd.png'))
      for (const source of ['file.png', 'folder/secret.png', 'again.png', 'passwd.png']) {
        expect(await find(source), source).toBe('asset.outside')
      }
    })
  })

  test('a link that leads out in the first folder is not made good by a file in the next one', async () => {
    await withFolders(async (find, folder) => {
      await symlink(path.join(folder, 'private/secret.png'), path.join(folder, 'data/only-here.jpg'))
      expect(await find('only-here.jpg')).toBe('asset.outside')
    })
  })

  test('links in a circle and links to nothing end in a sentence', async () => {
    await withFolders(async (find, folder, message) => {
      await symlink('b.png', path.join(folder, 'data/a.png'))
      await symlink('a.png', path.join(folder, 'data/b.png'))
      await symlink('nothing.png', path.join(folder, 'data/dead.png'))
      expect(await message('a.png')).toContain('leads back to itself')
      expect(await find('dead.png')).toBe('asset.missing')
    })
  })
})

describe('what is not a file', () => {
  test('a folder is refused as one', async () => {
    await withFolders(async (find) => {
      expect(await find('images')).toBe('asset.folder')
    })
  })

  test('a path through a file is a missing file', async () => {
    await withFolders(async (find) => {
      expect(await find('images/Lamp.PNG/more.png')).toBe('asset.missing')
    })
  })

  test.runIf(posix)('a pipe, a device and a socket are refused without being opened', async () => {
    await withFolders(async (find, folder) => {
      const pipe = path.join(folder, 'data/pipe.png')
      expect((await runProgram({ command: 'mkfifo', args: [pipe] })).kind).toBe('finished')
      const socket = path.join(folder, 'data/s.png')
      const server = createServer().listen(socket)
      try {
        await new Promise((ready) => server.once('listening', ready))
        expect(await find('pipe.png')).toBe('asset.unreadable')
        expect(await find('s.png')).toBe('asset.unreadable')
      } finally {
        await new Promise((closed) => server.close(closed))
      }
      const devices = await openAssetFolders(['/dev'])
      expect(await devices.find({ path: 'zero', startFolders: ['/dev'], name: 'zero' })).toMatchObject({
        problem: { rule: 'asset.unreadable' },
      })
    })
  })
})

describe('a missing file', () => {
  test('names the file that was probably meant', async () => {
    await withFolders(async (_find, folder, message) => {
      await writeFile(path.join(folder, 'data/red chair.webp'), 'x')
      expect(await message('images/lamp.png')).toContain('there is "Lamp.PNG"')
      expect(await message('Images/lamp.png')).toContain('there is "images/Lamp.PNG"')
      expect(await message('images/lamp.jpg')).toContain('there is "Lamp.PNG"')
      expect(await message('red%20chair.webp')).toContain('there is "red chair.webp"')
      expect(await message('table.png')).toBe(
        '"table.png" is not there. Put the file into the folder of the data, or correct its path in the table.',
      )
    })
  })

  test.runIf(process.platform === 'linux')('says so when only the form of an accent differs', async () => {
    await withFolders(async (find, folder, message) => {
      await writeFile(path.join(folder, 'data', 'Café.png'.normalize('NFD')), 'x')
      expect(await find('Café.png'.normalize('NFC'))).toBe('asset.missing')
      expect(await message('Café.png'.normalize('NFC'))).toContain('stored in another form (NFC and NFD)')
      expect(await find('Café.png'.normalize('NFD'))).toBe(path.join('data', 'Café.png'.normalize('NFD')))
    })
  })
})
