import { NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Wanted } from '../../../src-shared/quality/profiles.ts'
import { figure, number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

const lists = ['containers', 'codecs', 'codecProfiles', 'rates'] as const
const sides = ['longest', 'shortest'] as const

/** What a file may be: kinds, codecs, rates and sizes. Nothing written: anything. */
export function WantedFields({
  wanted,
  isFixed,
  onChange,
}: {
  wanted: Wanted
  /** It is there to be read. */
  isFixed: boolean
  onChange(change: Partial<Wanted>): void
}) {
  const say = words.settings.quality.wanted
  if (isFixed) {
    const rates = wanted.rates?.map((rate) => figure(rate, 3)) ?? null
    const size = (side: number | null) => (side === null ? null : [`${number(side)} px`])
    const shown = { ...wanted, rates, longest: size(wanted.longest), shortest: size(wanted.shortest) }
    return (
      <div className="quality-group">
        <h2>{say.title}</h2>
        <dl className="quality-wanted">
          {[...lists, ...sides].map((field) => (
            <div key={field}>
              <dt>{say[field]}</dt>
              <dd>{shown[field]?.join(', ') ?? say.anything}</dd>
            </div>
          ))}
        </dl>
      </div>
    )
  }
  return (
    <div className="quality-group">
      <h2>{say.title}</h2>
      <div className="quality-wanted">
        {lists.map((field) => (
          <ListField
            key={field}
            field={field}
            values={wanted[field]}
            onChange={(values) => onChange({ [field]: values })}
          />
        ))}
        {sides.map((field) => (
          <NumberInput
            key={field}
            size="xs"
            label={say[field]}
            placeholder={say.anything}
            suffix=" px"
            min={1}
            max={16_384}
            allowDecimal={false}
            hideControls
            value={wanted[field] ?? ''}
            onChange={(value) =>
              onChange({ [field]: typeof value === 'number' && value >= 1 ? value : null })
            }
          />
        ))}
      </div>
    </div>
  )
}

type List = (typeof lists)[number]

function ListField({
  field,
  values,
  onChange,
}: {
  field: List
  values: readonly (string | number)[] | null
  onChange(values: string[] | number[] | null): void
}) {
  const say = words.settings.quality.wanted
  const [text, setText] = useState(values?.join(', ') ?? '')
  const keep = () => {
    const parts = text
      .split(/[,;]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .slice(0, 20)
    if (field !== 'rates') return onChange(parts.length === 0 ? null : parts.map((part) => part.slice(0, 40)))
    const rates = parts.map(Number).filter((rate) => rate > 0 && rate <= 240)
    setText(rates.join(', '))
    onChange(rates.length === 0 ? null : rates)
  }
  return (
    <TextInput
      size="xs"
      label={say[field]}
      placeholder={say.anything}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={keep}
    />
  )
}
