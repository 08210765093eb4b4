import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { words } from '../words/words.ts'

/** Whoever types on is not asked in between, milliseconds. */
const typingPause = 180

/** A field whose text narrows a list. Escape clears it. */
export function SearchField({
  id,
  className,
  label,
  text,
  onSearch,
}: {
  id: string
  className: string
  label: string
  /** What the list is narrowed by. */
  text: string
  onSearch(text: string): void
}) {
  const [typed, setTyped] = useState(text)
  const sent = useRef(text)
  // The filter was cleared elsewhere.
  useEffect(() => {
    if (text === sent.current) return
    sent.current = text
    setTyped(text)
  }, [text])
  const send = (wanted: string) => {
    sent.current = wanted
    onSearch(wanted)
  }
  const later = useDebouncedCallback(send, typingPause)
  const clear = () => {
    setTyped('')
    later.cancel()
    send('')
  }
  return (
    <TextInput
      id={id}
      size="xs"
      className={className}
      aria-label={label}
      placeholder={label}
      value={typed}
      maxLength={200}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        typed === '' ? null : <CloseButton size="xs" aria-label={words.clearSearch} onClick={clear} />
      }
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        later(value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') clear()
      }}
    />
  )
}
