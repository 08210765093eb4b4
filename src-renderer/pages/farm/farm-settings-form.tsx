import { NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { FarmSettings, farmSettingsChange } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { tell, tellFault } from '../../parts/tell.tsx'
import { words } from '../../words/words.ts'

type Change = z.input<typeof farmSettingsChange>
const gigabyte = 1_000_000_000
const modes = ['automatic', 'while-i-work', 'full-speed'] as const
const batteries = ['pause', 'go-on'] as const

/** Keeps a change at once; the farm tells how it stands then. */
const set = (change: Change) => void ask('farm.set', change).then(() => tell(words.farmPage.saved), tellFault)

/** How the machine may be used. Each field is kept when it is left. */
export function FarmSettingsForm({ settings }: { settings: FarmSettings }) {
  const { mode } = settings
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.farmPage.settings}</h2>
      </div>
      <div className="farm-form">
        <div className="wide">
          <span className="farm-label">{words.farmPage.mode}</span>
          <SegmentedControl
            aria-label={words.farmPage.mode}
            value={mode}
            data={modes.map((value) => ({ value, label: words.farmPage.modes[value] }))}
            onChange={(value) => set({ mode: value as FarmSettings['mode'] })}
          />
          <p className="list-hint farm-mode-text">{words.farmPage.modeTexts[mode]}</p>
        </div>
        <Hours hours={settings.hours} />
        <div>
          <span className="farm-label">{words.farmPage.onBattery}</span>
          <SegmentedControl
            size="xs"
            aria-label={words.farmPage.onBattery}
            value={settings.onBattery}
            data={batteries.map((value) => ({ value, label: words.farmPage.battery[value] }))}
            onChange={(value) => set({ onBattery: value as FarmSettings['onBattery'] })}
          />
        </div>
        <Switch
          label={words.farmPage.keepAwake}
          checked={settings.keepAwake}
          onChange={({ currentTarget }) => set({ keepAwake: currentTarget.checked })}
        />
        <Figure
          label={words.farmPage.processes}
          placeholder={words.farmPage.asMeasured}
          value={settings.processes}
          max={256}
          onSet={(processes) => set({ processes })}
        />
        <Figure
          label={words.farmPage.threads}
          placeholder={words.farmPage.asMeasured}
          value={settings.threads}
          max={64}
          onSet={(threads) => set({ threads })}
        />
        <Figure
          label={words.farmPage.hang}
          placeholder="120"
          value={settings.hangSeconds}
          max={86_400}
          onSet={(seconds) => set({ hangSeconds: seconds ?? 120 })}
        />
        <Figure
          label={words.farmPage.memory}
          placeholder={words.farmPage.asFree}
          value={inGigabytes(settings.memory)}
          max={4_096}
          digits={1}
          onSet={(size) => set({ memory: size === null ? null : Math.round(size * gigabyte) })}
        />
        <Figure
          label={words.farmPage.reserve}
          placeholder={words.farmPage.asUsual}
          value={inGigabytes(settings.diskReserve)}
          max={100_000}
          min={0}
          digits={1}
          onSet={(size) => set({ diskReserve: size === null ? null : Math.round(size * gigabyte) })}
        />
      </div>
    </section>
  )
}

const inGigabytes = (size: number | null) => (size === null ? null : Math.round(size / (gigabyte / 10)) / 10)

function Figure({
  label,
  placeholder,
  value,
  min = 1,
  max,
  digits = 0,
  onSet,
}: {
  label: string
  /** What holds where the field is empty. */
  placeholder: string
  value: number | null
  min?: number
  max: number
  digits?: number
  onSet(value: number | null): void
}) {
  const [typed, setTyped] = useState<number | string>(value ?? '')
  useEffect(() => setTyped(value ?? ''), [value])
  return (
    <NumberInput
      size="xs"
      label={label}
      placeholder={placeholder}
      value={typed}
      min={min}
      max={max}
      decimalScale={digits}
      clampBehavior="strict"
      hideControls
      onChange={setTyped}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      onBlur={() => {
        const wanted = typed === '' ? null : Number(typed)
        if (wanted !== value && !Number.isNaN(wanted)) onSet(wanted)
      }}
    />
  )
}

const nights = ['20:00', '06:00'] as const

function Hours({ hours }: { hours: string | null }) {
  const [from, to] = (hours ?? '').split('-')
  const change = (next: [string, string]) => {
    if (next.every((time) => /^\d\d:\d\d$/.test(time))) set({ hours: next.join('-') })
  }
  return (
    <div>
      <Switch
        className="hours-switch"
        label={words.farmPage.hours}
        checked={hours !== null}
        onChange={({ currentTarget }) => set({ hours: currentTarget.checked ? nights.join('-') : null })}
      />
      {hours === null ? (
        <p className="list-hint">{words.farmPage.always}</p>
      ) : (
        <div className="hours">
          <TextInput
            size="xs"
            type="time"
            aria-label={words.farmPage.hoursFrom}
            value={from}
            onChange={({ currentTarget }) => change([currentTarget.value, to ?? nights[1]])}
          />
          <span aria-hidden="true">{words.farmPage.hoursTo}</span>
          <TextInput
            size="xs"
            type="time"
            aria-label={words.farmPage.hoursTo}
            value={to}
            onChange={({ currentTarget }) => change([from ?? nights[0], currentTarget.value])}
          />
        </div>
      )}
    </div>
  )
}
