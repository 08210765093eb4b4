import { Button } from '@mantine/core'
import { IconPlayerPlayFilled, IconTableImport } from '@tabler/icons-react'
import { useState } from 'react'
import { Mark } from '../../parts/mark.tsx'
import { startSample } from '../../state/home.ts'
import { go } from '../../state/places.ts'
import { words } from '../../words/words.ts'

/** Before there ever was a batch: what the studio does, and two ways to begin. */
export function FirstStart({ onChoose }: { onChoose(): void }) {
  const [isStarting, setIsStarting] = useState(false)
  const say = words.home.first
  return (
    <div className="first-start">
      <Mark size={44} />
      <h1>{say.title}</h1>
      <p className="first-text">{say.text}</p>
      <div className="first-ways">
        <section className="first-way" aria-labelledby="first-own">
          <IconTableImport size={28} stroke={1.4} aria-hidden="true" />
          <h2 id="first-own">{say.own}</h2>
          <p>{say.ownText}</p>
          <div className="first-buttons">
            <Button onClick={onChoose}>{say.choose}</Button>
          </div>
        </section>
        <section className="first-way" aria-labelledby="first-sample">
          <IconPlayerPlayFilled size={26} aria-hidden="true" />
          <h2 id="first-sample">{say.sample}</h2>
          <p>{say.sampleText}</p>
          <div className="first-buttons">
            <Button
              variant="default"
              loading={isStarting}
              onClick={() => {
                setIsStarting(true)
                void startSample().finally(() => setIsStarting(false))
              }}
            >
              {say.startSample}
            </Button>
            <Button variant="subtle" onClick={() => go({ name: 'new-batch' })}>
              {say.chooseSample}
            </Button>
          </div>
        </section>
      </div>
      <ol className="first-steps" aria-label={say.stepsLabel}>
        {say.steps.map(([title, text], index) => (
          <li key={title}>
            <span className="first-number" aria-hidden="true">
              {index + 1}
            </span>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
