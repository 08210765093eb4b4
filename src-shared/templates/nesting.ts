/** No template is nested deeper; readers that follow each level by a call of their own would end in the middle of a deeper one. */
export const deepest = 60

/** Where in a JSON text a part begins that lies too deep; null when none does. Also of a text that is no JSON. */
export function placeTooDeep(text: string): number | null {
  let depth = 0
  let isText = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (isText) {
      if (sign === '\\') at += 1
      // A text doesn't go on in the next line: one that was not closed hides nothing further down.
      else if (sign === '"' || sign === '\n') isText = false
    } else if (sign === '"') isText = true
    else if (sign === '[' || sign === '{') {
      depth += 1
      if (depth > deepest) return at
    } else if (sign === ']' || sign === '}') depth = Math.max(0, depth - 1)
  }
  return null
}
