import { framesOf } from '../../../src-shared/templates/formats.ts'
import { readCell } from '../../core/cell-values/read-cell.ts'
import { compileCondition, compileText } from '../../core/expressions/compile.ts'
import { type Names, namesOf, reservedNames } from '../../core/expressions/names.ts'
import { frameOf, rectOf } from '../../core/scene-layout/frame-geometry.ts'
import { withOverrides } from '../../core/scene-layout/scene-layout.ts'
import type { RuleTools } from '../../core/template-rules/tools.ts'
import { bundledFamilies } from '../../outside/fonts/bundled-fonts.ts'

/** The rules' tools: the same expressions, layout and reading of cells that rows are rendered with. */
export const ruleTools: RuleTools<Names> = {
  namesOf,
  compileText,
  compileCondition,
  reservedNames,
  withOverrides,
  frameOf,
  rectOf,
  framesOf,
  cellFault(text, variable) {
    const read = readCell(text, variable, 'en-US')
    return 'problem' in read ? read.problem : null
  },
  fontFamilies: new Set(bundledFamilies.map(({ family }) => family)),
}
