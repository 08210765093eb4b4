import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdFolder } from '../../../src-main/services/batch-desk/folder-hold.ts'
import { openFakeStudio, pause, withStudio } from './fake-studio.ts'

const coded = (code: string) => expect.objectContaining({ code, whatToDo: expect.any(String) })

test('a foreign file of the same name stops the batch, unless it may be overwritten; our own earlier video is replaced', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [{ key: 'A' }])
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'out', 'A_en.mp4'), 'a holiday film')
    const refused = await studio.until((await studio.start({ data })).batch)
    expect(refused).toMatchObject({
      status: 'failed',
      error: { code: 'output.exists', message: expect.stringContaining('A_en.mp4') },
    })
    expect(readFileSync(join(folder, 'out', 'A_en.mp4'), 'utf8')).toBe('a holiday film')

    expect((await studio.until((await studio.start({ data, overwrite: true })).batch)).status).toBe(
      'finished',
    )
    expect(readFileSync(join(folder, 'out', 'A_en.mp4'), 'utf8')).toBe('A en square')
    expect((await studio.until((await studio.start({ data })).batch)).status).toBe('finished')
  }))

test('a folder that stands where a video should go is never replaced', () =>
  withStudio(async (studio, folder) => {
    mkdirSync(join(folder, 'out', 'A_en.mp4'), { recursive: true })
    const { batch } = await studio.start({ data: studio.table('t.csv', [{ key: 'A' }]), overwrite: true })
    expect(await studio.until(batch)).toMatchObject({ status: 'failed', error: { code: 'output.exists' } })
  }))

test('the manifest of an earlier batch in the same folder is kept under its own name', () =>
  withStudio(async (studio, folder) => {
    const first = await studio.until(
      (await studio.start({ data: studio.table('a.csv', [{ key: 'A' }, { key: 'X', fault: 'No.' }]) })).batch,
    )
    const second = await studio.until(
      (await studio.start({ data: studio.table('b.csv', [{ key: 'B' }]) })).batch,
    )
    const out = join(folder, 'out')
    expect(studio.manifest().batch.id).toBe(second.id)
    expect(studio.manifest(out, `manifest-${first.id}.json`).batch.id).toBe(first.id)
    expect(existsSync(join(out, 'rejected.csv'))).toBe(false)
    expect(studio.store.batch(first.id)).toMatchObject({
      manifest: join(out, `manifest-${first.id}.json`),
      rejected: join(out, `rejected-${first.id}.csv`),
    })
  }))

test('rejected rows that were mended in the output folder can be fed in from there', () =>
  withStudio(async (studio, folder) => {
    const out = join(folder, 'out')
    const first = await studio.until(
      (await studio.start({ data: studio.table('a.csv', [{ key: 'A' }, { key: 'X', fault: 'No.' }]) })).batch,
    )
    const mended = studio.table(join('out', 'rejected.csv'), [
      { key: 'X' },
      { key: 'Y', fault: 'Still wrong.' },
    ])
    const second = await studio.until((await studio.start({ data: mended })).batch)
    expect(second).toMatchObject({
      status: 'finished',
      counts: { done: 2, rejectedRows: 1 },
      data: join(out, `rejected-${first.id}.csv`),
    })
    expect(readFileSync(join(out, 'rejected.csv'), 'utf8')).toBe('Y,Still wrong.')
  }))

test('a second batch into a folder that is being written to is refused', () =>
  withStudio(async (studio) => {
    const data = studio.table('t.csv', [{ key: 'A', hangs: true }])
    const { batch } = await studio.start({ data })
    await expect(studio.start({ data, new: true })).rejects.toEqual(coded('output.in-use'))
    await expect(studio.start({ data, quality: 'high' })).rejects.toEqual(coded('output.in-use'))
    await studio.desk.interrupt(batch)
  }))

test('a table that has the name of a paper is never written over, with or without --overwrite', () =>
  withStudio(async (studio, folder) => {
    const out = join(folder, 'out')
    mkdirSync(out)
    for (const name of ['manifest.csv', 'rejected.csv', 'manifest.json']) {
      const data = studio.table(join('out', name), [{ key: 'A' }])
      writeFileSync(data, 'sku\nA\n')
      for (const overwrite of [false, true])
        await expect(studio.start({ data, overwrite })).rejects.toEqual(coded('output.exists'))
      expect(readFileSync(data, 'utf8')).toBe('sku\nA\n')
      rmSync(data)
    }
    expect(readdirSync(out)).toEqual([])
    expect(studio.store.newestBatch()).toBeNull()
  }))

test('mended rows are kept when no manifest lies beside them any more', () =>
  withStudio(async (studio, folder) => {
    const out = join(folder, 'out')
    const first = await studio.until(
      (await studio.start({ data: studio.table('a.csv', [{ key: 'A' }, { key: 'X', fault: 'No.' }]) })).batch,
    )
    rmSync(join(out, 'manifest.json'))
    const mended = studio.table(join('out', 'rejected.csv'), [{ key: 'X' }, { key: 'Y', fault: 'Wrong.' }])
    writeFileSync(mended, 'the mended rows')
    await studio.until((await studio.start({ data: mended })).batch)
    expect(readFileSync(join(out, `rejected-${first.id}.csv`), 'utf8')).toBe('the mended rows')
    expect(readFileSync(join(out, 'rejected.csv'), 'utf8')).toBe('Y,Wrong.')
    expect(existsSync(join(out, 'manifest-earlier.csv'))).toBe(true)
  }))

test('a foreign manifest stops the batch; with --overwrite it is put aside, and nothing that was put aside before is lost', () =>
  withStudio(async (studio, folder) => {
    const out = join(folder, 'out')
    const data = studio.table('t.csv', [{ key: 'A' }])
    mkdirSync(out)
    writeFileSync(join(out, 'manifest.json'), '{"name": "my web app"}')
    writeFileSync(join(out, 'manifest-earlier.json'), 'older')
    await expect(studio.start({ data })).rejects.toEqual(coded('output.exists'))
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe('{"name": "my web app"}')

    await studio.until((await studio.start({ data, overwrite: true })).batch)
    expect(readFileSync(join(out, 'manifest-earlier-2.json'), 'utf8')).toBe('{"name": "my web app"}')
    expect(readFileSync(join(out, 'manifest-earlier.json'), 'utf8')).toBe('older')
  }))

test('two studios never render into one folder at a time, and a studio that was killed leaves it free', () =>
  withStudio(async (studio, folder) => {
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    const other = openFakeStudio(elsewhere)
    const out = join(folder, 'out')
    const rows = [{ key: 'A', hangs: true }]
    const { batch } = await studio.start({ data: studio.table('t.csv', rows), out })
    const data = other.table('u.csv', [{ key: 'B' }])
    await expect(other.start({ data, out })).rejects.toEqual(coded('output.in-use'))
    expect(other.store.newestBatch()).toBeNull()
    await studio.desk.interrupt(batch)
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([])
    // What a kill leaves behind.
    writeFileSync(join(out, '.reelmill-batch.lock'), '')
    expect((await other.until((await other.start({ data, out })).batch)).status).toBe('finished')
    await other.close()
  }))

test('work files of a process that was killed are removed from the folders of the batch, and nothing else is', () =>
  withStudio(async (studio, folder) => {
    const out = join(folder, 'out')
    const left = ['.0a1b2c3d.part', '.0a1b2c3d.part.ffconcat', '.0a1b2c3d.part.graph']
    const others = [
      '.0a1b2c3d.part.txt',
      '0a1b2c3d.part',
      '.0A1B2C3D.part',
      '.holiday.part',
      '.0a1b2c3d4.part',
    ]
    for (const below of ['', 'mugs', 'elsewhere', 'busy']) {
      mkdirSync(join(out, below), { recursive: true })
      for (const name of [...left, ...others]) writeFileSync(join(out, below, name), '')
    }
    mkdirSync(join(out, '.99999999.part'))
    const letGo = holdFolder(join(out, 'busy'))
    try {
      const data = studio.table('t.csv', [
        { key: 'A', category: 'mugs' },
        { key: 'B', category: 'busy' },
        { key: 'C', category: 'new' },
      ])
      expect((await studio.until((await studio.start({ data })).batch)).status).toBe('finished')
    } finally {
      letGo()
    }
    const hidden = (...below: string[]) =>
      readdirSync(join(out, ...below)).filter((name) => /part/.test(name))
    expect(hidden().sort()).toEqual([...others, '.99999999.part'].sort())
    expect(hidden('mugs').sort()).toEqual([...others].sort())
    // Another batch works there, or none of ours at all.
    expect(hidden('busy')).toHaveLength(left.length + others.length)
    expect(hidden('elsewhere')).toHaveLength(left.length + others.length)
  }))

test('work files that could not be removed while they were used are gone when the batch is left', () =>
  withStudio(async (studio, folder) => {
    const data = studio.table('t.csv', [
      { key: 'A', category: 'mugs' },
      { key: 'Slow', hangs: true },
    ])
    const { batch } = await studio.start({ data })
    while (studio.store.batch(batch).counts.done < 2) await pause(5)
    for (const below of ['', 'mugs']) writeFileSync(join(folder, 'out', below, '.0a1b2c3d.part'), 'half')
    await studio.desk.interrupt(batch)
    expect(readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.'))).toEqual([])
    expect(readdirSync(join(folder, 'out', 'mugs')).filter((name) => name.startsWith('.'))).toEqual([])
  }))
