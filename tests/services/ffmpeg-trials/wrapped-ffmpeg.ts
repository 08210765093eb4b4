import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A script that passes everything on to the real ffmpeg, spoilt on the way: `more` stands before the output's name,
 * and the word `instead[0]` becomes `instead[1]`, in calls that have an argument that ends in `where`.
 */
export async function spoiltFfmpeg(
  real: string,
  folder: string,
  { where, more = [], instead }: { where: string; more?: string[]; instead?: [string, string] },
): Promise<string> {
  const path = join(folder, 'ffmpeg')
  const quoted = more.map((word) => `'${word}'`).join(' ')
  const [was = '', becomes = ''] = instead ?? []
  await writeFile(
    path,
    `#!/bin/sh
hit=
for word do case "$word" in *'${where}') hit=1 ;; esac; done
count=$#
at=0
for word do
  at=$((at + 1))
  shift
  if [ -n "$hit" ]; then
    if [ "$at" = "$count" ]; then set -- "$@" ${quoted}; fi
    if [ -n '${was}' ] && [ "$word" = '${was}' ]; then word='${becomes}'; fi
  fi
  set -- "$@" "$word"
done
exec '${real}' "$@"
`,
  )
  await chmod(path, 0o755)
  return path
}
