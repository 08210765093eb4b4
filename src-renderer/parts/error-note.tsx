import { Alert, Button, Code, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { go } from '../state/places.ts'
import { told, words } from '../words/words.ts'
import { Told } from './told.tsx'

/** An error as the studio told it: what went wrong, the facts, and last what to do. */
export function ErrorNote({
  error,
  title,
  remedy,
  onTryAgain,
  elsewhere,
}: {
  /** Null: `title` and `remedy` say it all. */
  error: ErrorShape | null
  title?: string
  /** In the window's own words, for an error that has none. */
  remedy?: string
  onTryAgain?: () => void
  /** The page that the remedy speaks of. */
  elsewhere?: 'history' | 'templates'
}) {
  return (
    <Alert
      className="error-note"
      icon={<IconAlertTriangle size={18} />}
      role="alert"
      {...(title ? { title } : {})}
    >
      {error && (
        <Text size="md" className="error-message">
          <Told text={error.message} />
        </Text>
      )}
      {error?.details && error.details.length > 0 && (
        <Code block className="error-details" tabIndex={0} aria-label={words.details} role="region">
          {error.details.map(told).join('\n')}
        </Code>
      )}
      {(error?.whatToDo || remedy) && (
        <Text size="md" fw={600} mt={6}>
          {error?.whatToDo ? <Told text={error.whatToDo} /> : remedy}
        </Text>
      )}
      {elsewhere && (
        <Button mt="sm" mr="xs" size="xs" variant="default" onClick={() => go({ name: elsewhere })}>
          {words.places[elsewhere]}
        </Button>
      )}
      {onTryAgain && (
        <Button mt="sm" size="xs" variant="default" onClick={onTryAgain}>
          {words.tryAgain}
        </Button>
      )}
    </Alert>
  )
}
