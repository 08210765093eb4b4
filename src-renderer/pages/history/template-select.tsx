import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { InsightAnswers } from '../../../src-shared/contract/insight.ts'
import { ask } from '../../bridge/bridge.ts'
import { words } from '../../words/words.ts'

/** One of the templates that batches were made of. */
export function TemplateSelect({
  value,
  onChange,
}: {
  value: string | null
  onChange(template: string | null): void
}) {
  const [templates, setTemplates] = useState<InsightAnswers['history.templates']>([])
  useEffect(() => {
    ask('history.templates', {}).then(setTemplates, () => {})
  }, [])
  return (
    <Select
      size="xs"
      w={150}
      aria-label={words.history.template}
      placeholder={words.history.anyTemplate}
      clearable
      searchable={templates.length > 8}
      data={templates.map(({ name, title }) => ({ value: name, label: title }))}
      value={value}
      onChange={onChange}
    />
  )
}
