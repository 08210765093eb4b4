import { Button, Textarea } from '@mantine/core'
import { IconMarquee2, IconMessagePlus, IconPencil, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { OutputFacts } from '../../../src-shared/batches/batch.ts'
import type { Region } from '../../../src-shared/quality/inspection.ts'
import type { Comment } from '../../../src-shared/review/review.ts'
import { tellFault } from '../../parts/tell.tsx'
import { Tool } from '../../parts/tool.tsx'
import { addComment, changeComment, removeComment } from '../../state/review-acts.ts'
import { timecode } from '../../view-math/frames.ts'
import { dayAndTime } from '../../view-math/numbers.ts'
import { regionInMiddle } from '../../view-math/review.ts'
import { words } from '../../words/words.ts'

/** Remarks of people, each at a frame and maybe about a part of it; and a new one. */
export function Comments({
  job,
  output,
  comments,
  writing,
  region,
  rate,
  onRegion,
  onSeek,
  onWrite,
  onStopWriting,
  onChanged,
}: {
  job: number
  output: OutputFacts
  comments: readonly Comment[]
  /** At which frame one is being written. */
  writing: { frame: number } | null
  region: Region | null
  rate: number
  onRegion(region: Region | null): void
  onSeek(frame: number): void
  onWrite(): void
  onStopWriting(): void
  onChanged(): void
}) {
  const [changing, setChanging] = useState<number | null>(null)
  const say = words.review.detail
  /** Whether it was done; null is what nobody wanted to be answerable for. */
  const act = async (work: Promise<unknown>): Promise<boolean> => {
    try {
      if ((await work) === null) return false
      onChanged()
      return true
    } catch (error) {
      tellFault(error)
      return false
    }
  }
  return (
    <>
      {writing === null ? (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          leftSection={<IconMessagePlus size={15} aria-hidden="true" />}
          onClick={onWrite}
        >
          {say.write}
        </Button>
      ) : (
        <Writer
          key={writing.frame}
          label={say.writeAt(timecode(writing.frame, rate))}
          start=""
          ok={say.add}
          onCancel={onStopWriting}
          onDone={async (text) => {
            const { frame } = writing
            const at = { from: frame, to: frame + 1, region, seen: output.sha256 }
            if (await act(addComment(job, at, text, say.added))) onStopWriting()
          }}
        >
          <p className="quiet">{say.draw}</p>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconMarquee2 size={14} aria-hidden="true" />}
            onClick={() => onRegion(region === null ? regionInMiddle(output) : null)}
          >
            {region === null ? say.region : say.noRegion}
          </Button>
        </Writer>
      )}
      {comments.length === 0 && writing === null && <p className="side-empty">{say.noComments}</p>}
      <ul className="side-list">
        {comments.map((comment) => (
          <li key={comment.id} className="side-item">
            <span className="side-item-head">
              <strong>{comment.reviewer}</strong>
              <span className="quiet">{dayAndTime(comment.at, new Date())}</span>
              <span className="side-space" />
              <button
                type="button"
                className="jump"
                aria-label={say.jump(timecode(comment.from, rate))}
                onClick={() => onSeek(comment.from)}
              >
                {timecode(comment.from, rate)}
              </button>
              <Tool
                size="sm"
                label={say.change}
                of={comment.words.slice(0, 60)}
                onClick={() => setChanging(comment.id)}
              >
                <IconPencil size={14} />
              </Tool>
              <Tool
                size="sm"
                label={say.remove}
                of={comment.words.slice(0, 60)}
                onClick={() => void act(removeComment(comment, say.removed))}
              >
                <IconTrash size={14} />
              </Tool>
            </span>
            {changing === comment.id ? (
              <Writer
                label={say.change}
                start={comment.words}
                ok={say.save}
                onCancel={() => setChanging(null)}
                onDone={async (text) => {
                  if (await act(changeComment(comment, text, say.changed))) setChanging(null)
                }}
              />
            ) : (
              <p>{comment.words}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Writer({
  label,
  start,
  ok,
  children,
  onCancel,
  onDone,
}: {
  label: string
  start: string
  ok: string
  children?: ReactNode
  onCancel(): void
  /** Closes it when the text is kept; until then it stays, and can be tried again. */
  onDone(text: string): Promise<void>
}) {
  const [text, setText] = useState(start)
  const [isBusy, setBusy] = useState(false)
  const done = () => {
    if (text.trim() === '' || isBusy) return
    setBusy(true)
    void onDone(text.trim()).finally(() => setBusy(false))
  }
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      <Textarea
        id="review-words"
        label={label}
        placeholder={words.review.detail.placeholder}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
        // Whoever begins to write goes on with the keyboard.
        autoFocus
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
          else if (event.key === 'Enter' && !event.shiftKey) done()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {children}
      <div className="comment-actions">
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={text.trim() === ''}>
          {ok}
        </Button>
      </div>
    </form>
  )
}
