import { Alert, Button, Code, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { words } from '../words/words.ts'

/** An error as the studio told it: what went wrong, the facts, and last what to do. */
export function ErrorNote({
  error,
  title,
  onTryAgain,
}: {
  error: ErrorShape
  title?: string
  onTryAgain?: () => void
}) {
  return (
    <Alert
      className="error-note"
      icon={<IconAlertTriangle size={18} />}
      role="alert"
      {...(title ? { title } : {})}
    >
      <Text size="md" className="error-message">
        {error.message}
      </Text>
      {error.details && error.details.length > 0 && (
        <Code block className="error-details" tabIndex={0} aria-label={words.details} role="region">
          {error.details.join('\n')}
        </Code>
      )}
      {error.whatToDo && (
        <Text size="md" fw={600} mt={6}>
          {error.whatToDo}
        </Text>
      )}
      {onTryAgain && (
        <Button mt="sm" size="xs" variant="default" onClick={onTryAgain}>
          {words.tryAgain}
        </Button>
      )}
    </Alert>
  )
}
