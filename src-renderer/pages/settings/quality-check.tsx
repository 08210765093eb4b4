import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { type CheckName, checks, type Limit, severities } from '../../../src-shared/quality/checks.ts'
import { limitOf, type QualityProfile, severityOf } from '../../../src-shared/quality/profiles.ts'
import { keptFigure, limitAsSet, shownFigure, unitOf } from '../../view-math/check-figures.ts'
import { words } from '../../words/words.ts'

const counted = new Set(['frames', 'samples', 'channels'])

/** How grave the findings of a check are, and its limits. */
export function CheckLine({
  profile,
  isFixed,
  check,
  onChange,
}: {
  profile: QualityProfile
  /** It is there to be read. */
  isFixed: boolean
  check: CheckName
  onChange(change: Record<string, string | number | null>): void
}) {
  const say = words.settings.quality
  const name = words.checkWords.names[check]
  const limits = Object.entries(checks[check].limits as Record<string, Limit>)
  const severity = severityOf(profile, check)
  // Figures like PSNR are called alike in every language.
  const nameOf = (limit: string) => say.limits[limit as keyof typeof say.limits] ?? limit.toUpperCase()
  // "Samples: 3 samples" would say it twice.
  const unitFor = (limit: string, unit: string) => (counted.has(unit) && unit === limit ? 'index' : unit)
  return (
    <li className="quality-check" data-severity={severity}>
      <span>{name}</span>
      {isFixed ? (
        <span className="quality-severity">{say.severities[severity]}</span>
      ) : (
        <Select
          size="xs"
          w={112}
          aria-label={`${name}: ${say.severity}`}
          allowDeselect={false}
          data={severities.map((value) => ({ value, label: say.severities[value] }))}
          value={severity}
          onChange={(value) => value !== null && onChange({ severity: value })}
        />
      )}
      <span className="quality-limits">
        {limits.map(([limit, { unit, least, most }]) => {
          const value = limitOf(profile, check, limit)
          // Of a check that is off nothing is held against them.
          if (isFixed || severity === 'off')
            return (
              <span key={limit} className="quality-limit">
                <span className="quiet">{nameOf(limit)}</span>{' '}
                <span>{value === null ? say.noLimit : limitAsSet(value, unitFor(limit, unit))}</span>
              </span>
            )
          return (
            <LimitField
              key={limit}
              label={`${name}: ${nameOf(limit)}`}
              shown={nameOf(limit)}
              unit={unitFor(limit, unit)}
              value={value}
              least={least}
              most={most}
              onChange={(changed) => onChange({ [limit]: changed })}
            />
          )
        })}
      </span>
    </li>
  )
}

function LimitField({
  label,
  shown,
  unit,
  value,
  least,
  most,
  onChange,
}: {
  label: string
  shown: string
  unit: string
  value: number | null
  least: number
  most: number
  onChange(value: number | null): void
}) {
  const [text, setText] = useState<number | string>(value === null ? '' : shownFigure(value, unit))
  const sign = unitOf(unit)
  return (
    <NumberInput
      size="xs"
      w={116}
      aria-label={label}
      description={shown}
      suffix={sign === '' ? '' : ` ${sign}`}
      placeholder={words.settings.quality.noLimit}
      min={shownFigure(least, unit)}
      max={shownFigure(most, unit)}
      hideControls
      value={text}
      onChange={setText}
      onBlur={() => {
        const wanted =
          typeof text === 'number' ? Math.min(most, Math.max(least, keptFigure(text, unit))) : null
        if (wanted !== value) onChange(wanted)
      }}
    />
  )
}
