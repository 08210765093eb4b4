import { Button, Code, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fragmentOf } from '../../src-shared/contract/browser-door.ts'
import type { ErrorShape } from '../../src-shared/contract/errors.ts'
import { Mark } from '../parts/mark.tsx'
import { words } from '../words/words.ts'

/** What a tab in a browser shows that was not let in: why, where the address is to be found, and a place for it. */
export function WayIn({ error }: { error: ErrorShape }) {
  const [pasted, setPasted] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const say = words.door.wayIn
  const enter = () => {
    const fragment = fragmentOf(pasted)
    setIsWrong(fragment === null)
    // The bridge hears it, keeps the word, and loads the page again.
    if (fragment !== null) window.location.hash = fragment
  }
  return (
    <main className="way-in">
      <Mark />
      <h1>{error.code === 'door.shut' ? say.shutTitle : say.title}</h1>
      <p>{error.code === 'door.shut' ? say.shut : say.noWord}</p>
      <p>{say.where}</p>
      <Code block className="way-in-example" aria-hidden="true">
        {`$ reelmill serve\n${window.location.origin}/#word=…`}
      </Code>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          enter()
        }}
      >
        <TextInput
          label={say.label}
          value={pasted}
          onChange={({ currentTarget: { value } }) => {
            setPasted(value)
            setIsWrong(false)
          }}
          error={isWrong ? say.wrong : null}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" disabled={pasted.trim() === ''}>
          {say.enter}
        </Button>
      </form>
      <p className="way-in-note">{say.note}</p>
    </main>
  )
}
