import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Licences, Part } from '../../../src-shared/contract/licences.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { tellFault } from '../../parts/tell.tsx'
import { words } from '../../words/words.ts'

/** Whose work is in the app, and the terms of each. */
export function LicenceWindow({ onClose }: { onClose(): void }) {
  const [found, setFound] = useState<Licences | null>(null)
  useEffect(() => {
    import('./gathered-licences.ts').then(({ licences }) => setFound(licences), tellFault)
  }, [])
  return (
    <Dialog onClose={onClose} title={words.settings.about.licences} size={960} growsDown>
      {found === null ? <p>{words.loading}</p> : <Browser licences={found} />}
    </Dialog>
  )
}

function Browser({ licences: { parts, texts } }: { licences: Licences }) {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Part | undefined>(parts[0])
  const say = words.settings.about
  const wanted = search.trim().toLowerCase()
  const shown = parts.filter(({ name, licence }) => `${name} ${licence}`.toLowerCase().includes(wanted))
  return (
    <div className="licences">
      <div className="licences-parts">
        <TextInput
          size="xs"
          aria-label={say.searchLicences}
          placeholder={say.searchLicences}
          leftSection={<IconSearch size={15} aria-hidden="true" />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        {shown.length === 0 ? (
          <p className="licences-none">{say.noLicence}</p>
        ) : (
          <ul aria-label={say.licences}>
            {shown.map((part) => (
              <li key={`${part.name} ${part.version}`}>
                <button
                  type="button"
                  className="line-button"
                  aria-pressed={part === chosen}
                  onClick={() => setChosen(part)}
                >
                  <span>{part.name}</span>
                  <small>{[part.version, part.licence].filter(Boolean).join(' · ')}</small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {chosen !== undefined && (
        <section className="licences-text" aria-label={say.licenceOf(chosen.name)}>
          <h3>{chosen.name}</h3>
          {chosen.address !== '' && <p>{chosen.address}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by the keyboard */}
          <pre key={chosen.name} lang="en" tabIndex={0}>
            {texts[chosen.text]}
          </pre>
        </section>
      )}
    </div>
  )
}
