import { Button, NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { FarmSettings, FarmStanding } from '../../../src-shared/farm/farm.ts'
import { FarmMode } from '../../parts/farm-mode.tsx'
import { changeFarm } from '../../state/farm.ts'
import { go } from '../../state/places.ts'
import { useStudio } from '../../state/studio.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { told, words } from '../../words/words.ts'
import { Setting, SettingButton, SettingGroup } from './setting.tsx'

const gigabyte = 1_000_000_000

export function Machine() {
  const farm = useStudio(({ farm }) => farm)
  return farm === null ? null : <MachineSettings farm={farm} />
}

function MachineSettings({ farm: { settings, calibration, pace, machine } }: { farm: FarmStanding }) {
  const say = words.settings.machine
  const measured = (value: number | undefined) => (value === undefined ? say.measured : say.asMeasured(value))
  return (
    <>
      <SettingGroup
        title={say.pace}
        action={
          <Button
            size="compact-sm"
            variant="subtle"
            rightSection={<IconArrowRight size={14} />}
            onClick={() => go({ name: 'farm' })}
          >
            {say.showFarm}
          </Button>
        }
      >
        <Setting label={say.mode} hint={`${say.modeHints[settings.mode]} ${told(pace.reason)}`}>
          {(ids) => <FarmMode {...ids} mode={settings.mode} />}
        </Setting>
        <Hours hours={settings.hours} />
        <Setting label={say.battery}>
          {(ids) => (
            <SegmentedControl
              {...ids}
              data={(['pause', 'go-on'] as const).map((value) => ({ value, label: say.batteries[value] }))}
              value={settings.onBattery}
              onChange={(value) => changeFarm({ onBattery: value as FarmSettings['onBattery'] })}
            />
          )}
        </Setting>
        <Setting label={say.keepAwake} hint={say.keepAwakeHint}>
          {(ids) => (
            <Switch
              {...ids}
              checked={settings.keepAwake}
              onChange={({ currentTarget }) => changeFarm({ keepAwake: currentTarget.checked })}
            />
          )}
        </Setting>
      </SettingGroup>
      <SettingGroup title={say.limits}>
        <Amount
          label={say.processes}
          hint={machine.name}
          placeholder={measured(calibration?.processes)}
          value={settings.processes}
          least={1}
          most={256}
          onChange={(processes) => changeFarm({ processes })}
        />
        <Amount
          label={say.threads}
          placeholder={measured(calibration?.threads)}
          value={settings.threads}
          least={1}
          most={64}
          onChange={(threads) => changeFarm({ threads })}
        />
        <Amount
          label={say.memory}
          hint={say.memoryHint}
          placeholder={say.automatic}
          value={settings.memory === null ? null : settings.memory / gigabyte}
          least={0.1}
          decimals={1}
          onChange={(value) => changeFarm({ memory: value === null ? null : Math.round(value * gigabyte) })}
        />
        <Amount
          label={say.reserve}
          hint={say.reserveHint}
          placeholder={say.automatic}
          value={settings.diskReserve === null ? null : settings.diskReserve / gigabyte}
          least={0}
          decimals={1}
          onChange={(value) =>
            changeFarm({ diskReserve: value === null ? null : Math.round(value * gigabyte) })
          }
        />
        <Amount
          label={say.hang}
          value={settings.hangSeconds}
          least={1}
          most={86_400}
          onChange={(hangSeconds) => hangSeconds !== null && changeFarm({ hangSeconds })}
        />
      </SettingGroup>
      <SettingGroup title={say.calibration}>
        <Setting
          label={
            calibration === null
              ? say.notCalibrated
              : say.calibrated(
                  dayAndTime(calibration.at, new Date()),
                  calibration.processes,
                  calibration.threads,
                )
          }
        >
          {(ids) => (
            <SettingButton ids={ids} onClick={() => go({ name: 'farm' })}>
              {say.calibrate}
            </SettingButton>
          )}
        </Setting>
      </SettingGroup>
    </>
  )
}

/** A number that is taken when the field is left; empty means: by itself. */
function Amount({
  label,
  hint,
  placeholder,
  value,
  least,
  most,
  decimals = 0,
  onChange,
}: {
  label: string
  hint?: string
  placeholder?: string
  value: number | null
  least: number
  most?: number
  decimals?: number
  onChange(value: number | null): void
}) {
  const [written, setWritten] = useState<number | string>(value ?? '')
  useEffect(() => setWritten(value ?? ''), [value])
  const take = () => {
    const wanted = written === '' ? null : Number(written)
    // Where nothing is found out by itself, an empty field says nothing.
    if (wanted === null && placeholder === undefined) return setWritten(value ?? '')
    if (wanted !== value) onChange(wanted)
  }
  return (
    <Setting label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <NumberInput
          {...ids}
          w={200}
          min={least}
          {...(most === undefined ? {} : { max: most })}
          {...(placeholder === undefined ? {} : { placeholder })}
          decimalScale={decimals}
          step={decimals > 0 ? 0.5 : 1}
          hideControls
          value={written}
          onChange={setWritten}
          onBlur={take}
          onKeyDown={({ key }) => key === 'Enter' && take()}
        />
      )}
    </Setting>
  )
}

const workingHours = '22:00-06:00'

function Hours({ hours }: { hours: string | null }) {
  const say = words.settings.machine
  const [from = '', until = ''] = (hours ?? '').split('-')
  const [written, setWritten] = useState({ from, until })
  // Each by itself: what was told of one end must not undo what is being written at the other.
  useEffect(() => setWritten((now) => ({ ...now, from })), [from])
  useEffect(() => setWritten((now) => ({ ...now, until })), [until])
  const take = () => {
    const wanted = `${written.from}-${written.until}`
    if (wanted !== hours && /^\d\d:\d\d-\d\d:\d\d$/.test(wanted)) changeFarm({ hours: wanted })
  }
  return (
    <Setting label={say.hours} hint={say.hoursHint}>
      {(ids) => (
        <div className="setting-hours">
          {hours !== null &&
            (['from', 'until'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                aria-label={say[end]}
                value={written[end]}
                onChange={({ currentTarget: { value } }) => setWritten((now) => ({ ...now, [end]: value }))}
                onBlur={take}
              />
            ))}
          <Switch
            {...ids}
            checked={hours !== null}
            onChange={({ currentTarget }) =>
              changeFarm({ hours: currentTarget.checked ? workingHours : null })
            }
          />
        </div>
      )}
    </Setting>
  )
}
