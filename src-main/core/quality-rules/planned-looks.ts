import type { CheckName } from '../../../src-shared/quality/checks.ts'
import type { Intent, ShownLayer } from '../../../src-shared/quality/intent.ts'
import type { LookFacts } from '../../../src-shared/quality/looks.ts'
import { rounded } from './judging.ts'
import type { Said } from './planned-rules.ts'

/** A layer is seen where so much of it looks as it was drawn; fine letters lose a part of that in coding. */
const seenShare = 0.6
/** Letters whose colour is farther from theirs, of 255, have another one. */
const otherColour = 40
/** A picture under a veil keeps its light and dark. */
const seenAlike = 0.75
/** A layer that should be gone is still there where nearly as much of it is as where it should be, and it stands off from what is around it. */
const stillThere = 0.93
const standsOff = 0.15
const hasDetail = 0.06

type Look = LookFacts[number]

/** A layer that is not seen at all, comes too late or goes too early, or looks otherwise than it was drawn. */
export function missingFinding(layer: ShownLayer, looks: readonly Look[]): Said | null {
  const told = looks.filter(({ expected, matched }) => expected && matched !== null)
  const missed = told.filter((look) => !isSeen(layer, look))
  const worst = missed.toSorted((a, b) => a.matched! - b.matched!)[0]
  if (worst === undefined || layer.rests === null) return null
  const first = told[0]!
  const last = told.at(-1)!
  const [from, to] =
    missed.length === told.length
      ? [layer.shows.from, layer.shows.to]
      : [missed[0]!.frame, missed.at(-1)!.frame + 1]
  const what =
    missed.length === told.length
      ? all(layer)
      : missed.includes(first) && !missed.includes(last)
        ? late(layer)
        : missed.includes(last) && !missed.includes(first)
          ? early(layer)
          : all(layer)
  return {
    check: layer.isLogo ? 'plan.logo' : 'plan.missing',
    from,
    to,
    message: what,
    whatToDo: layer.isLogo
      ? 'Render it again; if it stays so, see that the logo of the template is the right file.'
      : 'Render it again; if it stays so, look at the layer in the editor.',
  }
}

function isSeen({ kind }: ShownLayer, { matched, alike, colourOff }: Look): boolean {
  if (colourOff !== null && colourOff > otherColour) return false
  return matched! >= seenShare || (kind === 'picture' && alike !== null && alike >= seenAlike)
}

function all({ isLogo, kind, layer }: ShownLayer): string {
  if (isLogo) return `The logo of ${layer} isn't seen as it is in the template.`
  return kind === 'text'
    ? `The text of ${layer} isn't seen where it should be, or looks otherwise.`
    : `The picture of ${layer} isn't seen where it should be, or looks otherwise.`
}

function late({ isLogo, kind, layer }: ShownLayer): string {
  if (isLogo) return `The logo of ${layer} comes later than it should.`
  return kind === 'text'
    ? `The text of ${layer} comes later than it should.`
    : `The picture of ${layer} comes later than it should.`
}

function early({ isLogo, kind, layer }: ShownLayer): string {
  if (isLogo) return `The logo of ${layer} is gone earlier than it should be.`
  return kind === 'text'
    ? `The text of ${layer} is gone earlier than it should be.`
    : `The picture of ${layer} is gone earlier than it should be.`
}

/** A layer that is seen before it comes, or after it is gone. */
export function staysFinding(layer: ShownLayer, looks: readonly Look[]): Said | null {
  // What coding takes from fine letters it takes there, too.
  const usual = looks.reduce(
    (most, { expected, matched }) => Math.max(most, expected ? (matched ?? 0) : 0),
    0,
  )
  const found = looks.find(
    ({ expected, matched, distinct, alike, colourOff }) =>
      !expected &&
      matched !== null &&
      matched >= stillThere * (usual >= seenShare ? usual : 1) &&
      (colourOff === null || colourOff <= otherColour) &&
      distinct !== null &&
      (layer.kind === 'text' ? distinct >= standsOff : distinct >= hasDetail && (alike ?? 0) >= stillThere),
  )
  if (found === undefined) return null
  const { frame } = found
  const isBefore = frame < layer.shows.from
  return {
    check: layer.isLogo ? 'plan.logo' : 'plan.missing',
    from: isBefore ? frame : layer.shows.to,
    to: isBefore ? layer.shows.from : frame + 1,
    message: isBefore
      ? `${layer.layer} is seen before it should come.`
      : `${layer.layer} is still seen when it should be gone.`,
    whatToDo: 'Render it again; if it stays so, look at the layer in the editor.',
  }
}

/** Letters that don't stand off enough from what is behind them, as long as they are there at all. */
export function contrastFinding(
  layer: ShownLayer,
  looks: readonly Look[],
  intent: Intent,
  limit: (check: CheckName, name: string) => number | null,
): Said | null {
  if (layer.text === null || layer.rests === null) return null
  const { size, weight } = layer.text
  const isLarge = size >= intent.height / 36 || (weight >= 700 && size >= intent.height / 45)
  const least = limit('plan.contrast', isLarge ? 'large' : 'ratio')
  if (least === null) return null
  const read = looks.filter(
    ({ expected, contrast, matched }) =>
      expected && contrast !== null && matched !== null && matched >= seenShare,
  )
  const worst = read.toSorted((a, b) => a.contrast! - b.contrast!)[0]
  // Rounded as it is said: 4.46 is not told to be under 4.5.
  if (worst === undefined || Math.round(worst.contrast! * 10) / 10 >= least) return null
  return {
    check: 'plan.contrast',
    ...layer.rests,
    figure: worst.contrast!,
    threshold: least,
    message: `The text of ${layer.layer} has a contrast of ${rounded(worst.contrast!, 1)} to 1 with what is behind it; ${rounded(least, 1)} to 1 is the least.`,
    whatToDo: 'Choose another colour, or put a plate, an outline or a shade behind it.',
  }
}
