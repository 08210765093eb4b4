import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import {
  dayOf,
  dayTitle,
  type FieldKind,
  momentHint,
  monthTitle,
  onDay,
  readMoment,
  weekdays,
  weeksOf,
  writtenMoment,
} from '../view-math/moments.ts'
import { words } from '../words/words.ts'

/** The value of a field in which something is typed that can't be read. */
export const invalid = 'invalid'

/**
 * A day, or a day with its time, typed as the window's language writes it or chosen from a calendar. The browser's own field
 * would follow the system's language. `value`: `2026-11-22T08:00` (or the day alone), '' for none; what can't be read as
 * one is handed on as `invalid`, and marked.
 */
export function MomentField({
  kind,
  value,
  onChange,
  label,
  description,
  title,
  className,
  autofocus = false,
}: {
  kind: FieldKind
  value: string
  onChange(value: string): void
  label: string
  description?: ReactNode
  title?: string
  className?: string
  autofocus?: boolean
}) {
  const [text, setText] = useState(() => writtenMoment(value, kind))
  const [isOpen, setOpen] = useState(false)
  const last = useRef(value)
  // Changed by somebody else: written anew.
  useEffect(() => {
    if (value === last.current || (value === '' && last.current === invalid)) return
    last.current = value
    setText(writtenMoment(value, kind))
  }, [value, kind])
  // What could not be read went with the field that it was typed into: it must not stand in the way unseen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the field appears
  useEffect(() => {
    if (value === invalid) put('')
  }, [])
  const put = (next: string) => {
    last.current = next
    onChange(next)
  }
  const isWrong = text.trim() !== '' && readMoment(text, kind) === null
  const hint = momentHint(kind, words.moments.letters)
  return (
    <TextInput
      size="xs"
      {...(className === undefined ? {} : { className })}
      label={label}
      description={description}
      title={title}
      placeholder={hint}
      value={text}
      error={isWrong ? words.moments.wrong(hint) : undefined}
      inputMode="numeric"
      autoComplete="off"
      data-autofocus={autofocus || undefined}
      onChange={({ currentTarget }) => {
        const typed = currentTarget.value
        setText(typed)
        put(typed.trim() === '' ? '' : (readMoment(typed, kind) ?? invalid))
      }}
      onBlur={() => {
        if (!isWrong) setText(writtenMoment(last.current, kind))
      }}
      rightSection={
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={words.moments.calendar(label)}
              onClick={() => setOpen(!isOpen)}
            >
              <IconCalendar size={15} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown p="sm" aria-label={words.moments.calendar(label)}>
            <Calendar
              chosen={dayOf(value)}
              choose={(day) => {
                const next = onDay(value, day, kind)
                put(next)
                setText(writtenMoment(next, kind))
                setOpen(false)
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  )
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A month, in which a day is chosen by a click or by keys. */
function Calendar({ chosen, choose }: { chosen: Date | null; choose(day: Date): void }) {
  const [at, setAt] = useState(() => chosen ?? midnight(new Date()))
  const table = useRef<HTMLTableElement>(null)
  const isMoved = useRef(false)
  // The focus goes with the day that is meant.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another day is meant
  useEffect(() => {
    if (isMoved.current) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [at])
  const month = at.getMonth()
  const go = (day: Date) => {
    isMoved.current = true
    setAt(day)
  }
  const byMonths = (months: number) => {
    isMoved.current = false
    setAt(inMonth(at, months))
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = steps[event.key]
    const months = event.key === 'PageUp' ? -1 : event.key === 'PageDown' ? 1 : 0
    if (step === undefined && months === 0) return
    event.preventDefault()
    go(
      step === undefined
        ? inMonth(at, months)
        : new Date(at.getFullYear(), at.getMonth(), at.getDate() + step),
    )
  }
  const today = midnight(new Date()).getTime()
  return (
    <div className="calendar">
      <div className="calendar-head">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words.moments.before}
          onClick={() => byMonths(-1)}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <strong aria-live="polite">{monthTitle(at)}</strong>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words.moments.after}
          onClick={() => byMonths(1)}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <table ref={table} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weekdays().map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at.getFullYear(), month).map((week) => (
            <tr key={week[0]!.getTime()}>
              {week.map((day) => (
                <td key={day.getTime()}>
                  <button
                    type="button"
                    aria-label={dayTitle(day)}
                    aria-pressed={day.getTime() === chosen?.getTime()}
                    aria-current={day.getTime() === today ? 'date' : undefined}
                    data-other={day.getMonth() !== month || undefined}
                    tabIndex={day.getTime() === at.getTime() ? 0 : -1}
                    onClick={() => choose(day)}
                  >
                    {day.getDate()}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate())

/** The same day of another month, or its last one. */
function inMonth(day: Date, months: number): Date {
  const last = new Date(day.getFullYear(), day.getMonth() + months + 1, 0).getDate()
  return new Date(day.getFullYear(), day.getMonth() + months, Math.min(day.getDate(), last))
}
