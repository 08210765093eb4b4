import { ActionIcon, Select, Skeleton, Slider } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useState } from 'react'
import type { TemplateComparison, TemplateVersion } from '../../../src-shared/contract/templates.ts'
import { ask } from '../../bridge/bridge.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { useAsked } from '../../state/asked.ts'
import { closeComparison, compare, useGallery } from '../../state/templates.ts'
import { comparedView } from '../../view-math/compared-view.ts'
import { shownOf } from '../../view-math/loading.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'
import { ChangeList } from './change-list.tsx'
import { VersionStill } from './version-still.tsx'

/** Any two versions of a template: what changed, and how both look at the same moment. */
export function CompareDialog() {
  const compared = useGallery(({ compared }) => compared)
  return (
    <Dialog
      opened={compared !== null}
      onClose={closeComparison}
      title={words.comparing.title}
      size="min(1180px, 94vw)"
    >
      {compared !== null && <Comparison {...compared} />}
    </Dialog>
  )
}

type Sides = { name: string; from: string; to: string }

function Comparison({ name, from, to }: Sides) {
  const [versions] = useAsked(name, () => ask('template.versions', { template: name }))
  const [asked, again] = useAsked(`${name} ${from} ${to}`, () =>
    ask('template.compare', { template: name, from, to }),
  )
  const told = shownOf(asked)
  const list = shownOf(versions) ?? []
  return (
    <div className="compare">
      <div className="compare-choice">
        <VersionSelect
          label={words.comparing.from}
          value={from}
          versions={list}
          choose={(version) => compare(name, version, to)}
        />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={words.comparing.swap}
          onClick={() => compare(name, to, from)}
        >
          <IconArrowsExchange size={16} />
        </ActionIcon>
        <VersionSelect
          label={words.comparing.to}
          value={to}
          versions={list}
          choose={(version) => compare(name, from, version)}
        />
      </div>
      {asked.is === 'failed' ? (
        <ErrorNote error={asked.error} onTryAgain={again} />
      ) : told === null ? (
        <Skeleton height={360} radius="md" />
      ) : (
        <>
          <Looks key={`${name} ${from} ${to}`} name={name} from={from} to={to} told={told} />
          <section className="compare-changes" aria-label={words.comparing.changed}>
            <h3>
              {from === to
                ? words.comparing.sameVersion
                : told.changes.length === 0
                  ? words.galleryDetails.noChanges
                  : words.galleryDetails.changes(told.changes.length)}
            </h3>
            <ChangeList changes={told.changes} most={400} />
          </section>
        </>
      )}
    </div>
  )
}

function VersionSelect({
  label,
  value,
  versions,
  choose,
}: {
  label: string
  value: string
  versions: readonly TemplateVersion[]
  choose(version: string): void
}) {
  return (
    <Select
      label={label}
      size="xs"
      className="compare-version"
      value={value}
      data={versions.map(({ version, isCurrent, origin }) => ({
        value: version,
        label: [
          version,
          isCurrent ? words.galleryDetails.current : '',
          origin === 'shipped' ? words.galleryDetails.shipped : '',
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
      allowDeselect={false}
      onChange={(version) => version !== null && choose(version)}
      comboboxProps={{ withinPortal: true }}
    />
  )
}

/** Both versions at one moment, in a language and a format that both of them have. */
function Looks({ name, from, to, told }: Sides & { told: TemplateComparison }) {
  const [wanted, want] = useState<{ format: string | null; language: string | null }>({
    format: null,
    language: null,
  })
  const { formats, languages, shape, language } = comparedView(told, wanted)
  const format = shape?.id ?? null
  const [at, setAt] = useState<number | null>(null)
  const view = { template: name, language: language ?? '', format: format ?? '' }
  const hasBoth = shape !== null && language !== null
  const [times, again] = useAsked(`${name} ${from} ${to} ${language} ${format}`, async () =>
    hasBoth ? Promise.all([from, to].map((version) => ask('template.timeline', { ...view, version }))) : [],
  )
  const known = shownOf(times)
  const longest = Math.max(0.1, ...(known ?? []).map(({ duration }) => duration))
  // The middle shows more than the first frame, which is often empty.
  const shownAt = Math.min(at ?? longest / 2, longest)
  const [settled] = useDebouncedValue(shownAt, 80)
  if (!hasBoth) return <p className="facts-quiet">{words.comparing.nothingInCommon}</p>
  if (times.is === 'failed') return <ErrorNote error={times.error} onTryAgain={again} />
  const sceneAt = (side: number) =>
    known?.[side]?.scenes.findLast((scene) => scene.from <= shownAt + 1e-6 && shownAt < scene.to)?.id
  return (
    <section className="compare-looks" aria-label={words.comparing.looks}>
      <div className="compare-pictures">
        {[from, to].map((version, side) => (
          <VersionStill
            // biome-ignore lint/suspicious/noArrayIndexKey: there are two sides, and they may show one version
            key={side}
            view={{ ...view, version }}
            shape={shape}
            at={known === null ? null : settled}
            duration={known?.[side]?.duration ?? null}
            scene={sceneAt(side) ?? null}
          />
        ))}
      </div>
      <div className="compare-tools">
        <Select
          size="xs"
          aria-label={words.comparing.format}
          data={formats.map(({ id, title }) => ({ value: id, label: title }))}
          value={format}
          allowDeselect={false}
          onChange={(format) => want({ ...wanted, format })}
        />
        <Select
          size="xs"
          aria-label={words.comparing.language}
          data={languages.map(({ id, title }) => ({ value: id, label: title }))}
          value={language}
          allowDeselect={false}
          onChange={(language) => want({ ...wanted, language })}
        />
        <Slider
          className="compare-time"
          thumbLabel={words.comparing.moment}
          min={0}
          max={longest}
          step={0.04}
          value={shownAt}
          onChange={setAt}
          label={null}
          size="sm"
          disabled={known === null}
        />
        <span className="compare-at">
          {number(shownAt, 2)} / {number(longest, 1)} s
        </span>
      </div>
    </section>
  )
}
