import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../helpers/project-root.ts'
import { listFiles } from './read-sources.ts'

// Put together from pieces, so that this file does not hold what it looks for.
const place = (...parts: string[]) => parts.join('/')
const traces: { what: string; pattern: RegExp }[] = [
  { what: 'a path of a workplace', pattern: new RegExp(`(?<![\\w.@-])${place('', 'work', '')}`) },
  { what: "root's home", pattern: new RegExp(`(?<![\\w.@-])${place('', 'root', '')}`) },
  {
    what: 'the host of a package registry',
    pattern: new RegExp(
      [
        String.raw`registry\.(npm|yarn|node)\w*\.(org|com)`,
        String.raw`(deb|security|snapshot|ftp\.\w+)\.${'debian'}\.org`,
        String.raw`\bnpm\.pkg\.${'github'}\.com`,
        String.raw`//[\w.-]*\b(artifactory|nexus|verdaccio|jfrog)\b`,
      ].join('|'),
    ),
  },
  { what: 'an address that a lock remembers', pattern: new RegExp(`"${'resol'}ved":\\s*"https?:`) },
]

function tracesIn(text: string): string[] {
  return traces.flatMap(({ what, pattern }) => {
    const found = pattern.exec(text)
    if (found === null) return []
    const line = text.slice(0, found.index).split('\n').length
    return [`line ${line} holds ${what}: ${found[0]}`]
  })
}

test('the repository holds no path of a workplace and no host of a package registry', () => {
  const faults = listFiles(projectRoot).flatMap((path) => {
    const bytes = readFileSync(join(projectRoot, path))
    if (bytes.subarray(0, 8_000).includes(0)) return []
    return tracesIn(bytes.toString('utf8')).map((trace) => `${path}: ${trace}`)
  })
  expect(faults).toEqual([])
})

test('such traces are seen', () => {
  for (const text of [
    `see ${place('', 'work', 'main', 'a.ts')}`,
    `cd ${place('', 'root', 'reelmill')}`,
    `https://${['registry', 'npmjs', 'org'].join('.')}/zod`,
    `deb http://${['deb', 'debian', 'org'].join('.')}/debian bookworm main`,
    `"${'resol'}ved": "https://packages.example/zod.tgz"`,
  ]) {
    expect(tracesIn(text), text).not.toEqual([])
  }
  expect(tracesIn('a network/working/root folder, https://www.debian.org and https://nodejs.org')).toEqual([])
})
