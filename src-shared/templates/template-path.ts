/** A place in template.json, as people read it: `scenes[2].layers[0].box.width`. */

/** The path of a part: `.name`, or `["any name"]`, or `[3]`. */
export function at(path: string, part: string | number): string {
  if (typeof part === 'number') return `${path}[${part}]`
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(part)) return `${path}[${JSON.stringify(part)}]`
  return path === '' ? part : `${path}.${part}`
}

export function pathOf(parts: readonly (string | number)[]): string {
  return parts.reduce<string>(at, '')
}

/** The parts of a path that `pathOf` wrote. */
export function partsOf(path: string): (string | number)[] {
  const parts: (string | number)[] = []
  for (const [, name, number, quoted] of path.matchAll(/([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gu)) {
    if (name !== undefined) parts.push(name)
    else if (number !== undefined) parts.push(Number(number))
    else parts.push(JSON.parse(quoted!) as string)
  }
  return parts
}
