import { syntaxTree } from '@codemirror/language'
import { type Range, RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'

const classes: Record<string, Decoration> = Object.fromEntries(
  Object.entries({
    PropertyName: 'json-name',
    String: 'json-string',
    Number: 'json-number',
    True: 'json-word',
    False: 'json-word',
    Null: 'json-word',
    '⚠': 'json-invalid',
  }).map(([node, name]) => [node, Decoration.mark({ class: name })]),
)

/** Colours of names, texts and numbers, as the theme has them; only for what is in sight. */
export const jsonColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = coloured(view)
    }
    update(update: ViewUpdate) {
      if (
        update.docChanged ||
        update.viewportChanged ||
        syntaxTree(update.startState) !== syntaxTree(update.state)
      )
        this.decorations = coloured(update.view)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function coloured(view: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({
      from,
      to,
      enter({ name, from, to }) {
        const mark = classes[name]
        if (mark !== undefined && to > from) marks.push(mark.range(from, to))
      },
    })
  const set = new RangeSetBuilder<Decoration>()
  for (const { from, to, value } of marks.toSorted((a, b) => a.from - b.from || a.to - b.to))
    set.add(from, to, value)
  return set.finish()
}
