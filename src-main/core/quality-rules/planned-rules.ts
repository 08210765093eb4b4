import { type CheckName, checks } from '../../../src-shared/quality/checks.ts'
import type { QualityFinding } from '../../../src-shared/quality/inspection.ts'
import type { Intent, ShownLayer } from '../../../src-shared/quality/intent.ts'
import type { LookFacts } from '../../../src-shared/quality/looks.ts'
import { limitOf, type QualityProfile, severityOf } from '../../../src-shared/quality/profiles.ts'
import { rounded } from './judging.ts'
import { contrastFinding, missingFinding, staysFinding } from './planned-looks.ts'

/** What a rule about one layer says. */
export type Said = {
  check: CheckName
  from: number
  to: number
  figure?: number
  threshold?: number
  message: string
  whatToDo: string
}

/**
 * What is not as the plan and the template have it: layers that can't be seen where they should, or longer than they should,
 * texts that can't be read or stand too near the edge, sources that are too small, colours and fonts besides the brand's.
 * `looks` null: no frame was looked at closely.
 */
export function judgePlanned(
  intent: Intent,
  looks: LookFacts | null,
  profile: QualityProfile,
): QualityFinding[] {
  const limit = (check: CheckName, name: string) => limitOf(profile, check, name)
  const findings = intent.shown.flatMap((layer) => {
    const own = looks?.filter((look) => look.layer === layer.layer) ?? []
    const said = [
      missingFinding(layer, own),
      staysFinding(layer, own),
      contrastFinding(layer, own, intent, limit),
      margins(layer, intent, limit),
      enlarged(layer, limit),
      colours(layer, intent),
      fonts(layer, intent),
    ]
    return said.flatMap((one) => {
      if (one === null) return []
      const severity = severityOf(profile, one.check)
      return severity === 'off' ? [] : [findingOf(one, severity, layer)]
    })
  })
  return findings.sort((one, other) => (one.from ?? -1) - (other.from ?? -1))
}

function findingOf(said: Said, severity: QualityFinding['severity'], layer: ShownLayer): QualityFinding {
  const { check, from, to, figure, threshold, message, whatToDo } = said
  const [first] = Object.values(checks[check].limits) as { unit: string }[]
  return {
    check,
    severity,
    from,
    to,
    figure: figure ?? null,
    threshold: threshold ?? null,
    unit: figure === undefined ? null : (first?.unit ?? null),
    message,
    whatToDo,
    region: layer.region,
    layer: layer.layer,
    segment: null,
  }
}

type LimitOf = (check: CheckName, name: string) => number | null

function margins(layer: ShownLayer, intent: Intent, limit: LimitOf): Said | null {
  const share = limit('plan.margins', 'share')
  if (layer.text === null || layer.rests === null || share === null) return null
  const { ink } = layer.text
  const { width, height } = intent
  const least = Math.min(
    ink.x / width,
    ink.y / height,
    (width - ink.x - ink.width) / width,
    (height - ink.y - ink.height) / height,
  )
  // Half a pixel is no difference.
  if (least >= share - 0.5 / Math.min(width, height)) return null
  return {
    check: 'plan.margins',
    ...layer.rests,
    figure: Math.max(0, least),
    threshold: share,
    message:
      least <= 0
        ? `The text of ${layer.layer} reaches beyond the edge of the picture.`
        : `The text of ${layer.layer} stands ${rounded(least * 100, 1)} % from the edge; ${rounded(share * 100, 1)} % is the least.`,
    whatToDo: 'Move its box inwards in the template, or make the text smaller.',
  }
}

function enlarged(layer: ShownLayer, limit: LimitOf): Said | null {
  const times = limit('plan.enlarged', 'times')
  // A hundredth is rounding of boxes.
  if (layer.enlarged === null || times === null || layer.enlarged <= times + 0.01) return null
  return {
    check: 'plan.enlarged',
    ...layer.shows,
    figure: layer.enlarged,
    threshold: times,
    message:
      layer.kind === 'clip'
        ? `The clip of ${layer.layer} is enlarged ${rounded(layer.enlarged, 1)} times, so it looks soft.`
        : `The picture of ${layer.layer} is enlarged ${rounded(layer.enlarged, 1)} times, so it looks soft.`,
    whatToDo: 'Give a larger file, or show it smaller.',
  }
}

function colours(layer: ShownLayer, { brand }: Intent): Said | null {
  if (brand === null || brand.colours.length === 0) return null
  // Black and white are nobody's own.
  const others = layer.colours.filter(
    (colour) => !brand.colours.includes(colour) && colour !== '#ffffff' && colour !== '#000000',
  )
  if (others.length === 0) return null
  return {
    check: 'plan.colours',
    ...layer.shows,
    message: `${layer.layer} has a colour that is none of the brand's: ${others.join(', ')}.`,
    whatToDo: 'Use a colour of the brand kit, or add this one to it.',
  }
}

function fonts(layer: ShownLayer, { brand }: Intent): Said | null {
  if (brand === null || brand.families.length === 0 || layer.text === null) return null
  // Single signs that no face of the brand has are taken from the bundled Noto families; letters of a whole script could be the brand's.
  const { families, standIns } = layer.text
  const named = families.filter((family) => !brand.families.includes(family) && !family.startsWith('Noto '))
  const others = named.length > 0 ? named : standIns.filter((family) => !brand.families.includes(family))
  if (others.length === 0) return null
  return {
    check: 'plan.fonts',
    ...layer.shows,
    message: `The text of ${layer.layer} is set in ${others.join(', ')}, which is no font of the brand.`,
    whatToDo: 'Use a font of the brand kit, or add this one to it.',
  }
}
