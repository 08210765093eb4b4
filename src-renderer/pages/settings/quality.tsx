import { ActionIcon, Badge, Button, Loader, NumberInput, Select, TextInput } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ListedProfile } from '../../../src-shared/contract/quality.ts'
import {
  type CheckName,
  checkNames,
  checks,
  type Limit,
  severities,
} from '../../../src-shared/quality/checks.ts'
import { limitOf, type QualityProfile, severityOf } from '../../../src-shared/quality/profiles.ts'
import { ask } from '../../bridge/bridge.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { words } from '../../words/words.ts'

const abouts = ['file', 'picture', 'sound', 'plan'] as const
const withoutOwn = ({ own: _, ...profile }: ListedProfile): QualityProfile => profile

/** Thresholds and severities by which finished videos are judged: those that come along, and own ones. */
export function Quality() {
  const [profiles, setProfiles] = useState<ListedProfile[] | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [chosen, setChosen] = useState('web')
  useEffect(() => {
    ask('quality.profiles', {}).then(
      (found) => setProfiles(found.profiles),
      (thrown: unknown) => setError(toErrorShape(thrown)),
    )
  }, [])
  const say = words.settings.quality
  if (error !== null) return <ErrorNote error={error} />
  if (profiles === null) return <Loader size="sm" aria-label={words.loading} />
  const profile = profiles.find(({ name }) => name === chosen) ?? profiles[0]
  if (profile === undefined) return null
  const save = async (changed: QualityProfile): Promise<void> => {
    try {
      setProfiles((await ask('quality.save-profile', { profile: changed })).profiles)
      setChosen(changed.name)
    } catch (thrown) {
      tellFault(thrown)
    }
  }
  const copy = () => {
    const names = new Set(profiles.map(({ name }) => name))
    let number = 2
    while (names.has(`${profile.name.slice(0, 50)}-${number}`)) number += 1
    const name = `${profile.name.slice(0, 50)}-${number}`
    void save({ ...withoutOwn(profile), name, title: say.copyOf(profile.title).slice(0, 100) })
  }
  const remove = async () => {
    try {
      const { profiles: left, removed } = await ask('quality.remove-profile', { name: profile.name })
      setProfiles(left)
      setChosen('web')
      tell(say.removed(profile.title), () => void save(removed))
    } catch (thrown) {
      tellFault(thrown)
    }
  }
  return (
    <section className="setting-group quality-profiles" aria-label={words.settings.sections.quality}>
      <p className="quiet">{say.text}</p>
      <div className="quality-head">
        <Select
          label={say.profile}
          allowDeselect={false}
          data={profiles.map(({ name, title }) => ({ value: name, label: title }))}
          value={profile.name}
          onChange={(name) => name !== null && setChosen(name)}
        />
        {profile.own ? (
          <Badge variant="light">{say.own}</Badge>
        ) : (
          <Badge color="gray" variant="light">
            {say.shipped}
          </Badge>
        )}
        <Button variant="default" leftSection={<IconCopy size={16} aria-hidden="true" />} onClick={copy}>
          {say.copy}
        </Button>
        {profile.own && (
          <ActionIcon variant="default" size={36} aria-label={say.remove} onClick={() => void remove()}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
      {profile.own ? (
        <TitleField
          key={profile.name}
          profile={profile}
          onSave={(title) => void save({ ...withoutOwn(profile), title })}
        />
      ) : (
        <p className="quality-purpose">
          <Told text={profile.purpose} /> {say.fixed}
        </p>
      )}
      {abouts.map((about) => (
        <div key={about} className="quality-group">
          <h2>{words.checkWords.abouts[about]}</h2>
          <ul>
            {checkNames
              .filter((name) => checks[name].about === about)
              .map((name) => (
                <CheckLine
                  key={`${profile.name} ${name}`}
                  profile={profile}
                  check={name}
                  onChange={(change) =>
                    void save({
                      ...withoutOwn(profile),
                      checks: { ...profile.checks, [name]: { ...profile.checks[name], ...change } },
                    })
                  }
                />
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function TitleField({ profile, onSave }: { profile: ListedProfile; onSave(title: string): void }) {
  const [title, setTitle] = useState(profile.title)
  return (
    <TextInput
      label={words.settings.quality.title}
      maxLength={100}
      value={title}
      onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      onBlur={() => title.trim() !== '' && title !== profile.title && onSave(title.trim())}
    />
  )
}

function CheckLine({
  profile,
  check,
  onChange,
}: {
  profile: ListedProfile
  check: CheckName
  onChange(change: Record<string, string | number | null>): void
}) {
  const say = words.settings.quality
  const name = words.checkWords.names[check]
  const limits = Object.entries(checks[check].limits as Record<string, Limit>)
  const severity = severityOf(profile, check)
  // Figures like PSNR are called alike in every language.
  const nameOf = (limit: string) => say.limits[limit as keyof typeof say.limits] ?? limit.toUpperCase()
  return (
    <li className="quality-check">
      <span>{name}</span>
      <Select
        size="xs"
        w={120}
        aria-label={`${name}: ${say.severity}`}
        allowDeselect={false}
        disabled={!profile.own}
        data={severities.map((value) => ({ value, label: say.severities[value] }))}
        value={severity}
        onChange={(value) => value !== null && onChange({ severity: value })}
      />
      <span className="quality-limits">
        {limits.map(([limit, { unit, least, most }]) => (
          <LimitField
            key={limit}
            label={`${name}: ${nameOf(limit)}`}
            shown={nameOf(limit)}
            unit={say.units[unit as keyof typeof say.units] ?? unit}
            value={limitOf(profile, check, limit)}
            least={least}
            most={most}
            disabled={!profile.own || severity === 'off'}
            onChange={(value) => onChange({ [limit]: value })}
          />
        ))}
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
  disabled,
  onChange,
}: {
  label: string
  shown: string
  unit: string
  value: number | null
  least: number
  most: number
  disabled: boolean
  onChange(value: number | null): void
}) {
  const [text, setText] = useState<number | string>(value ?? '')
  return (
    <NumberInput
      size="xs"
      w={128}
      aria-label={label}
      description={shown}
      suffix={unit === '' ? '' : ` ${unit}`}
      placeholder={words.settings.quality.noLimit}
      min={least}
      max={most}
      hideControls
      disabled={disabled}
      value={text}
      onChange={setText}
      onBlur={() => {
        const wanted = typeof text === 'number' ? Math.min(most, Math.max(least, text)) : null
        if (wanted !== value) onChange(wanted)
      }}
    />
  )
}
