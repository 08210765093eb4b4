import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { BrokenTemplate } from '../../../src-shared/contract/templates.ts'
import { Section } from '../../parts/section.tsx'
import { Told } from '../../parts/told.tsx'
import { edit, removeTemplate, reveal } from '../../state/templates.ts'
import { words } from '../../words/words.ts'

/** Templates that are there and can't be used, each with its fault and a way to mend it. */
export function BrokenTemplates({ broken }: { broken: readonly BrokenTemplate[] }) {
  return (
    <Section title={words.gallery.brokenTitle}>
      <ul className="broken-list">
        {broken.map(({ name, folder, origin, error }) => (
          <li key={name} className="broken-template">
            <IconAlertTriangle size={18} data-tone="bad" aria-hidden="true" />
            <div className="broken-text">
              <strong>{name}</strong>
              <span>
                <Told text={error.message} />
              </span>
              {error.details !== undefined && error.details.length > 0 && (
                <details>
                  <summary>{words.gallery.brokenText}</summary>
                  <ul className="broken-faults">
                    {error.details.map((detail) => (
                      <li key={detail}>
                        <Told text={detail} />
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
            <Button size="xs" variant="default" onClick={() => edit(name)}>
              {words.gallery.edit}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => reveal(folder)}>
              {words.gallery.reveal}
            </Button>
            {origin !== 'shipped' && (
              <Button
                size="xs"
                variant="subtle"
                color="red"
                onClick={() => removeTemplate({ name, title: name, origin })}
              >
                {words.gallery.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
