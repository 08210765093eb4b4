import type { AssetType, Variable } from '../../../src-shared/data/variables.ts'
import type { Rate } from '../../../src-shared/templates/formats.ts'
import type { Layer } from '../../../src-shared/templates/layers.ts'
import type { Box } from '../../../src-shared/templates/measures.ts'
import type { Scene, Template } from '../../../src-shared/templates/template.ts'

type Uses = { variables: string[]; strings: string[]; item: boolean }
type Frame = { width: number; height: number; unit: number }

/** What the rules need of other rooms of the core; `Names` is whatever `namesOf` gives. */
export type RuleTools<Names = unknown> = {
  namesOf(template: Template, scene?: Scene): Names
  /** Throw a StudioError that says what is wrong. */
  compileText(source: string, names: Names): { uses: Uses; words: string }
  compileCondition(source: string, names: Names): { uses: Uses }
  reservedNames: ReadonlySet<string>
  withOverrides(layer: Layer, layout: string): Layer
  frameOf(format: { width: number; height: number }, canvas: { width: number; height: number }): Frame
  rectOf(box: Box, frame: Frame, mirrored: boolean): { x: number; y: number; width: number; height: number }
  framesOf(seconds: number, rate: Rate): number
  /** What is wrong with a cell of this text, or null. */
  cellFault(text: string, variable: Variable): { message: string; whatToDo: string } | null
  /** Families that come with the product. */
  fontFamilies: ReadonlySet<string>
}

/** What is known of a file that the template names. */
export type FileFact =
  | { found: true; serves: readonly AssetType[]; font: boolean; title: string }
  | { found: false; message: string; whatToDo: string }

/** By the path that the template gives it. */
export type FileFacts = ReadonlyMap<string, FileFact>
