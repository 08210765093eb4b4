import { Button, Menu, TextInput } from '@mantine/core'
import { IconUser, IconUserPlus } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { reviewerName } from '../../../src-shared/review/review.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { tellFault } from '../../parts/tell.tsx'
import { askReviewer, beReviewer, useReviewerQuestion } from '../../state/reviewer.ts'
import { useSettings } from '../../state/settings.ts'
import { words } from '../../words/words.ts'

/** Asks once who reviews; two people at one machine change places here. */
export function ReviewerDialog() {
  const { isOpen, answer } = useReviewerQuestion()
  const { reviewer: current, reviewers } = useSettings()
  const [name, setName] = useState('')
  useEffect(() => {
    if (isOpen) setName('')
  }, [isOpen])
  const others = reviewers.filter((each) => each !== current)
  const say = words.review.reviewer
  const be = async (wanted: string) => {
    const parsed = reviewerName.safeParse(wanted)
    if (!parsed.success) return
    try {
      await beReviewer(parsed.data)
      answer(parsed.data)
    } catch (error) {
      tellFault(error)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void be(name)
  }
  return (
    <Dialog opened={isOpen} onClose={() => answer(null)} title={say.title}>
      <form onSubmit={submit}>
        <p className="modal-text">{say.text}</p>
        <TextInput
          label={say.name}
          value={name}
          maxLength={100}
          data-autofocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {others.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: it is no set of fields
          <div className="reviewer-others" role="group" aria-label={say.others}>
            {others.slice(0, 8).map((other) => (
              <Button
                key={other}
                size="compact-sm"
                variant="default"
                leftSection={<IconUser size={14} aria-hidden="true" />}
                aria-label={say.be(other)}
                onClick={() => void be(other)}
              >
                {other}
              </Button>
            ))}
          </div>
        )}
        <div className="modal-actions">
          <Button variant="default" onClick={() => answer(null)}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={!reviewerName.safeParse(name).success}>
            {say.ok}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Who reviews now, and the way to somebody else. */
export function ReviewerMenu() {
  const { reviewer: current, reviewers } = useSettings()
  const say = words.review.reviewer
  const others = reviewers.filter((each) => each !== current)
  if (current === '' && others.length === 0)
    return (
      <Button
        variant="default"
        leftSection={<IconUser size={16} aria-hidden="true" />}
        onClick={() => void askReviewer()}
      >
        {say.nobody}
      </Button>
    )
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          className="reviewer-button"
          leftSection={<IconUser size={16} aria-hidden="true" />}
          aria-label={current === '' ? say.nobody : say.current(current)}
        >
          {current === '' ? say.nobody : current}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((other) => (
          <Menu.Item
            key={other}
            leftSection={<IconUser size={15} />}
            onClick={() => void beReviewer(other).catch(tellFault)}
          >
            {say.be(other)}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconUserPlus size={15} />} onClick={() => void askReviewer()}>
          {say.change}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
