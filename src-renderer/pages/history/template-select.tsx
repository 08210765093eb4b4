import { useEffect, useState } from 'react'
import type { InsightAnswers } from '../../../src-shared/contract/insight.ts'
import { ask } from '../../bridge/bridge.ts'
import { OneOf } from '../../parts/one-of.tsx'
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
    <OneOf
      label={words.history.template}
      any={words.history.anyTemplate}
      width={150}
      searchable={templates.length > 8}
      all={templates.map(({ name, title }) => ({ value: name, label: title }))}
      chosen={value}
      onChoose={onChange}
    />
  )
}
