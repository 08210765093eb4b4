import { Button, Loader } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { go } from '../state/places.ts'
import type { Place } from '../view-math/places.ts'
import { ErrorNote } from './error-note.tsx'

/** A page whose content is still being asked for, or could not be had. */
export function OpeningPage({
  title,
  error,
  failed,
  again,
  back,
  elsewhere,
}: {
  title: string
  error: ErrorShape | null
  /** Its title when there is an error. */
  failed: string
  again(): void
  /** Where else one may go. */
  back: { label: string; to: Place }
  elsewhere?: 'history'
}) {
  return (
    <div className="page-scroll">
      <div className="page-column opening-page">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconArrowLeft size={15} />}
          onClick={() => go(back.to)}
        >
          {back.label}
        </Button>
        <h1>{error === null ? title : failed}</h1>
        {error === null ? (
          <Loader size="sm" aria-hidden="true" />
        ) : (
          <ErrorNote error={error} onTryAgain={again} {...(elsewhere ? { elsewhere } : {})} />
        )}
      </div>
    </div>
  )
}
