import { Button, Loader, Select, TextInput } from '@mantine/core'
import { IconCopy, IconDownload, IconFileImport, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '../../../src-shared/contract/errors.ts'
import type { ListedProfile } from '../../../src-shared/contract/quality.ts'
import { checkNames, checks } from '../../../src-shared/quality/checks.ts'
import {
  differencesFrom,
  type OwnProfile,
  type QualityProfile,
} from '../../../src-shared/quality/profiles.ts'
import { ask } from '../../bridge/bridge.ts'
import { confirm } from '../../parts/confirm.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { tell, tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { Tool } from '../../parts/tool.tsx'
import { words } from '../../words/words.ts'
import { CheckLine } from './quality-check.tsx'
import { Effect } from './quality-effect.tsx'
import { WantedFields } from './quality-wanted.tsx'

const abouts = ['file', 'picture', 'sound', 'plan'] as const

/** As it is written: what differs from the profile that it extends, or all of it. */
function writtenOf(profile: QualityProfile, base: QualityProfile | null): OwnProfile {
  const { name, title, purpose } = profile
  if (base === null) return { name, title, purpose, wanted: profile.wanted, checks: profile.checks }
  return { name, title, purpose, extends: base.name, ...differencesFrom(base, profile) }
}

/** As it was left: somebody looks at a video that other limits would have said something else of, and comes back. */
const left: { chosen: string; draft: QualityProfile | null } = { chosen: 'web', draft: null }

const plain = ({ own: _, extends: _base, ...profile }: ListedProfile): QualityProfile => profile

/** Thresholds and severities by which finished videos are judged: those that come along, and own ones. */
export function Quality() {
  const [profiles, setProfiles] = useState<ListedProfile[] | null>(null)
  const [error, setError] = useState<ErrorShape | null>(null)
  const [chosen, setChosen] = useState(left.chosen)
  const [draft, setDraft] = useState(left.draft)
  Object.assign(left, { chosen, draft })
  // Fields begin anew with what is shown.
  const [turn, setTurn] = useState(0)
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
  const found = profiles.find((each) => !each.own && each.name === profile.extends)
  const base = found === undefined ? null : plain(found)
  const shown = profile.own && draft !== null ? draft : plain(profile)
  const isChanged = JSON.stringify(writtenOf(shown, base)) !== JSON.stringify(writtenOf(plain(profile), base))
  const choose = (name: string) => {
    setChosen(name)
    setDraft(null)
    setTurn(turn + 1)
  }
  const save = async (changed: OwnProfile): Promise<void> => {
    try {
      setProfiles((await ask('quality.save-profile', { profile: changed })).profiles)
      choose(changed.name)
    } catch (thrown) {
      tellFault(thrown)
    }
  }
  const change = (more: Partial<QualityProfile>) => setDraft({ ...shown, ...more })
  const copy = () => {
    const names = new Set(profiles.map(({ name }) => name))
    let count = 2
    while (names.has(`${profile.name.slice(0, 50)}-${count}`)) count += 1
    const name = `${profile.name.slice(0, 50)}-${count}`
    const copied = { ...shown, name, title: say.copyOf(shown.title).slice(0, 100) }
    void save(writtenOf(copied, profile.own ? base : plain(profile)))
  }
  const exportIt = async () => {
    try {
      const out = await ask('desktop.choose-save', { suggested: `${profile.name}.json` })
      if (out === null) return
      // The dialog has asked.
      await ask('quality.export-profile', { name: profile.name, out, overwrite: true })
      tell(say.exported(profile.title))
    } catch (thrown) {
      tellFault(thrown)
    }
  }
  const importOne = async () => {
    try {
      const path = await ask('desktop.choose-file', { kinds: ['any'] })
      if (path === null) return
      const { profile: read } = await ask('quality.read-profile', { path })
      const isThere = profiles.some((each) => each.own && each.name === read.name)
      const question = { title: say.replaceTitle(read.title), text: say.replaceText, yes: say.replace }
      if (isThere && !(await confirm(question))) return
      const { name, profiles: all } = await ask('quality.import-profile', { path, overwrite: isThere })
      setProfiles(all)
      choose(name)
      tell(say.imported(read.title))
    } catch (thrown) {
      tellFault(thrown)
    }
  }
  const remove = async () => {
    try {
      const { profiles: left, removed } = await ask('quality.remove-profile', { name: profile.name })
      setProfiles(left)
      choose('web')
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
          onChange={(name) => name !== null && choose(name)}
        />
        <span className="status-badge toned" data-tone={profile.own ? 'busy' : undefined}>
          {profile.own ? say.own : say.shipped}
        </span>
        <div className="quality-ways">
          <Button variant="default" leftSection={<IconCopy size={16} aria-hidden="true" />} onClick={copy}>
            {say.copy}
          </Button>
          <Tool variant="default" size={36} label={say.import} onClick={() => void importOne()}>
            <IconFileImport size={16} />
          </Tool>
          <Tool variant="default" size={36} label={say.export} onClick={() => void exportIt()}>
            <IconDownload size={16} />
          </Tool>
          {profile.own && (
            <Tool variant="default" size={36} label={say.remove} onClick={() => void remove()}>
              <IconTrash size={16} />
            </Tool>
          )}
        </div>
      </div>
      {profile.own ? (
        <>
          <TextInput
            label={say.title}
            maxLength={100}
            value={shown.title}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          />
          {base !== null && <p className="quality-purpose quiet">{say.extends(base.title)}</p>}
        </>
      ) : (
        <p className="quality-purpose">
          <Told text={profile.purpose} /> {say.fixed}
        </p>
      )}
      {isChanged && (
        <div className="quality-changed">
          <Effect draft={writtenOf(shown, base)} against={profile} base={base} />
          <div className="quality-changed-ways">
            <Button variant="default" onClick={() => choose(profile.name)}>
              {say.discard}
            </Button>
            <Button disabled={shown.title.trim() === ''} onClick={() => void save(writtenOf(shown, base))}>
              {say.save}
            </Button>
          </div>
        </div>
      )}
      <WantedFields
        key={`wanted ${profile.name} ${turn}`}
        wanted={shown.wanted}
        isFixed={!profile.own}
        onChange={(more) => change({ wanted: { ...shown.wanted, ...more } })}
      />
      {abouts.map((about) => (
        <div key={about} className="quality-group">
          <h2>{words.checkWords.abouts[about]}</h2>
          <ul>
            {checkNames
              .filter((name) => checks[name].about === about)
              .map((name) => (
                <CheckLine
                  key={`${profile.name} ${name} ${turn}`}
                  profile={shown}
                  isFixed={!profile.own}
                  check={name}
                  onChange={(more) =>
                    change({ checks: { ...shown.checks, [name]: { ...shown.checks[name], ...more } } })
                  }
                />
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
