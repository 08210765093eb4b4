import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import type { HardwareEncoder } from '../../../src-shared/farm/farm.ts'
import { ask } from '../../bridge/bridge.ts'
import { tellFault } from '../../parts/tell.tsx'
import { Told } from '../../parts/told.tsx'
import { words } from '../../words/words.ts'

const tones = { works: 'good', 'out-of-use': 'warn', absent: 'quiet' } as const

/** Hardware encoders that this ffmpeg lists, what came of trying each, and why. */
export function EncoderList({ encoders: told }: { encoders: readonly HardwareEncoder[] }) {
  const [tried, setTried] = useState<readonly HardwareEncoder[] | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const encoders = tried ?? told
  const tryAll = () => {
    setIsBusy(true)
    ask('farm.try-encoders', {})
      .then(({ encoders }) => setTried(encoders), tellFault)
      .finally(() => setIsBusy(false))
  }
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.farmPage.encoders}</h2>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={15} />}
          loading={isBusy}
          onClick={tryAll}
        >
          {words.farmPage.tryEncoders}
        </Button>
      </div>
      {encoders.length === 0 ? (
        <p className="list-hint">{words.farmPage.encodersNone}</p>
      ) : (
        <ul className="encoder-list">
          {encoders.map(({ encoder, status, reason, sessions }) => (
            <li key={encoder}>
              <code>{encoder}</code>
              <span className="job-status">
                <span className="dot" data-tone={tones[status]} aria-hidden="true" />
                {words.farmPage.encoderStatus[status]}
              </span>
              <span className="quiet">
                {sessions > 0 && `${words.farmPage.sessions(sessions)}. `}
                <Told text={reason} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
