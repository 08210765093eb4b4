import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { readNumber, stepped } from '../../view-math/editor-numbers.ts'
import { words } from '../../words/words.ts'

/** What every control of the panel knows: the id of its label's target, its name, and what it means. */
export type ControlProps = { id: string; label: string; help: string; disabled?: boolean }

/** One line, or several; each letter counts at once. */
export function TextControl({
  id,
  help,
  value,
  placeholder,
  lines = 1,
  disabled,
  onChange,
  list,
  mono,
}: ControlProps & {
  value: string
  placeholder?: string
  lines?: number
  onChange(value: string): void
  list?: string
  mono?: boolean
}) {
  const common = {
    id,
    value,
    disabled,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    className: `editor-input${mono ? ' is-mono' : ''}`,
    'aria-description': help,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  }
  return lines === 1 ? <input type="text" list={list} {...common} /> : <textarea rows={lines} {...common} />
}

/**
 * A number as a person writes it, with its unit. Arrow keys step (Shift: ten times as far), Escape takes back what was
 * typed. `onChange(undefined)`: the field was emptied.
 */
export function NumberControl({
  id,
  help,
  value,
  placeholder,
  unit,
  step,
  min = null,
  max = null,
  whole = false,
  disabled,
  onUnit,
  unitLabel,
  stepFrom = null,
  onChange,
}: ControlProps & {
  value: number | null
  placeholder?: string
  unit: string
  step: number
  min?: number | null
  max?: number | null
  whole?: boolean
  /** Changes to the other unit; null: there is but one. */
  onUnit?: (() => void) | null
  unitLabel?: string
  /** What arrow keys begin from while the field is empty. */
  stepFrom?: number | null
  onChange(value: number | undefined): void
}) {
  const shown = value === null ? '' : String(value)
  const [typed, setTyped] = useState<string | null>(null)
  const [bad, setBad] = useState(false)
  const skipBlur = useRef(false)
  useEffect(() => {
    // Somebody else changed it: what was typed no longer stands for anything.
    setTyped((now) => (now !== null && readNumber(now) === value ? now : null))
    setBad(false)
  }, [value])
  const fits = (read: number) =>
    (min === null || read >= min) && (max === null || read <= max) && (!whole || Number.isInteger(read))
  const take = (text: string) => {
    if (text.trim() === '') {
      setBad(false)
      if (value !== null) onChange(undefined)
      return
    }
    const read = readNumber(text)
    const isGood = read !== null && fits(read)
    setBad(!isGood)
    if (isGood && read !== value) onChange(read)
  }
  const onKeys = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction !== 0) {
      event.preventDefault()
      const from = readNumber(event.currentTarget.value) ?? stepFrom ?? readNumber(placeholder ?? '') ?? 0
      const next = stepped(from, direction * step * (event.shiftKey ? 10 : 1), min, max)
      setTyped(null)
      setBad(false)
      onChange(next)
    } else if (event.key === 'Enter') {
      take(event.currentTarget.value)
      if (!bad) setTyped(null)
    } else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      skipBlur.current = true
      setTyped(null)
      setBad(false)
      event.currentTarget.blur()
    }
  }
  return (
    <span className="editor-number" data-bad={bad || undefined}>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        className="editor-input"
        autoComplete="off"
        disabled={disabled}
        value={typed ?? shown}
        placeholder={placeholder}
        aria-invalid={bad || undefined}
        aria-description={bad ? words.editor.panel.badNumber(min, max) : help}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeys}
        onBlur={(event) => {
          if (!skipBlur.current && typed !== null) take(event.currentTarget.value)
          skipBlur.current = false
          setTyped(null)
          setBad(false)
        }}
      />
      {onUnit ? (
        <button
          type="button"
          className="editor-unit"
          disabled={disabled}
          aria-label={unitLabel}
          onClick={onUnit}
        >
          {unit}
        </button>
      ) : (
        unit !== '' && <span className="editor-unit">{unit}</span>
      )}
    </span>
  )
}

/** One of a few; the first entry may stand for the default. */
export function ChoiceControl({
  id,
  help,
  value,
  choices,
  disabled,
  onChange,
}: ControlProps & {
  value: string
  choices: readonly { value: string; label: string }[]
  onChange(value: string): void
}) {
  const isKnown = choices.some((choice) => choice.value === value)
  return (
    <select
      id={id}
      className="editor-input editor-select"
      value={value}
      disabled={disabled}
      aria-description={help}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {!isKnown && <option value={value}>{value}</option>}
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}

export function SwitchControl({
  id,
  help,
  value,
  mixed,
  disabled,
  onChange,
}: ControlProps & { value: boolean; mixed?: boolean; onChange(value: boolean): void }) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      aria-checked={value}
      className="editor-switch"
      data-mixed={mixed || undefined}
      title={mixed ? words.editor.panel.mixed : undefined}
      checked={value}
      disabled={disabled}
      aria-description={help}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
