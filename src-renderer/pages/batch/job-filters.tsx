import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconRefresh } from '@tabler/icons-react'
import { type Batch, type Job, jobStatusNames } from '../../../src-shared/batches/batch.ts'
import { causes } from '../../../src-shared/farm/causes.ts'
import { inspectedAs } from '../../../src-shared/quality/inspection.ts'
import { SearchField } from '../../parts/search-field.tsx'
import { clearFilter, filterJobs, refreshJobs } from '../../state/job-table.ts'
import { isFiltered, type JobView } from '../../view-math/job-view.ts'
import { number } from '../../view-math/numbers.ts'
import { words } from '../../words/words.ts'

/** The others are offered only when there are some. */
const always = new Set<Job['status']>(['waiting', 'running', 'done', 'failed'])

export const searchId = 'job-search'

/** What the table of jobs is kept to. */
export function JobFilters({ batch, view }: { batch: Batch; view: JobView }) {
  const { filter } = view
  const { counts } = batch
  const chosen = filter.status ?? []
  const toggle = (status: Job['status']) => {
    const next = chosen.includes(status) ? chosen.filter((one) => one !== status) : [...chosen, status]
    filterJobs({ status: next })
  }
  return (
    <div className="list-tools job-filters">
      <SearchField
        key={view.batch}
        id={searchId}
        className="job-search"
        label={words.jobs.search}
        text={filter.text ?? ''}
        onSearch={(text) => filterJobs({ text })}
      />
      <fieldset className="chips" aria-label={words.jobs.filter}>
        <button
          type="button"
          className="chip"
          aria-pressed={chosen.length === 0}
          onClick={() => filterJobs({ status: undefined })}
        >
          {words.jobs.all}
        </button>
        {jobStatusNames
          .filter((status) => always.has(status) || counts[status] > 0 || chosen.includes(status))
          .map((status) => (
            <button
              key={status}
              type="button"
              className="chip"
              data-status={status}
              aria-pressed={chosen.includes(status)}
              onClick={() => toggle(status)}
            >
              {words.jobStatus[status]} <span className="chip-count">{number(counts[status])}</span>
            </button>
          ))}
      </fieldset>
      <Choice
        label={words.jobs.anyLanguage}
        all={batch.languages.map((id) => ({ id, title: id }))}
        chosen={filter.language}
        onChange={(language) => filterJobs({ language })}
      />
      <Choice
        label={words.jobs.anyFormat}
        all={batch.formats.map((id) => ({ id, title: id }))}
        chosen={filter.format}
        onChange={(format) => filterJobs({ format })}
      />
      {(batch.verdicts !== undefined || filter.verdict !== undefined) && (
        <Choice
          label={words.review.verdict}
          all={inspectedAs.map((id) => ({ id, title: words.review.verdicts[id] }))}
          chosen={filter.verdict}
          onChange={(verdict) => filterJobs({ verdict })}
        />
      )}
      {(counts.failed > 0 || filter.cause !== undefined) && (
        <Choice
          label={words.jobs.anyCause}
          all={causes.map((id) => ({ id, title: words.causes[id] }))}
          chosen={filter.cause}
          onChange={(cause) => filterJobs({ cause })}
        />
      )}
    </div>
  )
}

/** How many there are, and what to do when some no longer stand where they belong. */
export function JobTotal({ batch: { counts }, view }: { batch: Batch; view: JobView }) {
  return (
    <div className="second-line">
      <span className="list-hint job-total" role="status">
        {view.total === null ? words.jobs.loading : words.jobs.total(view.total, counts.jobs)}
      </span>
      {view.changed > 0 ? (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconRefresh size={14} />}
          title={words.jobs.refreshLong}
          onClick={refreshJobs}
        >
          {words.jobs.changed(view.changed)} · {words.jobs.refresh}
        </Button>
      ) : (
        isFiltered(view.filter) && (
          <Button size="compact-sm" variant="subtle" onClick={clearFilter}>
            {words.jobs.clearFilter}
          </Button>
        )
      )}
    </div>
  )
}

/** Several of a few; none chosen means all. */
function Choice<Id extends string>({
  label,
  all,
  chosen = [],
  onChange,
}: {
  label: string
  all: { id: Id; title: string }[]
  chosen?: readonly Id[] | undefined
  onChange(chosen: Id[]): void
}) {
  if (all.length < 2) return null
  const titles = all.filter(({ id }) => chosen.includes(id)).map(({ title }) => title)
  return (
    <Menu closeOnItemClick={false} position="bottom-start" shadow="md">
      <Menu.Target>
        <button type="button" className="chip" data-on={chosen.length > 0 || undefined}>
          {titles.length === 0 ? label : titles.join(', ')}
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map(({ id, title }) => {
          const isOn = chosen.includes(id)
          return (
            <Menu.CheckboxItem
              key={id}
              checked={isOn}
              onChange={() => onChange(isOn ? chosen.filter((one) => one !== id) : [...chosen, id])}
            >
              {title}
            </Menu.CheckboxItem>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
