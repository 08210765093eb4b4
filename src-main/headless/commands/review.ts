import { StudioError } from '../../../src-shared/contract/errors.ts'
import type {
  DecisionKind,
  RejectionReason,
  RejectionScope,
  ReviewItem,
} from '../../../src-shared/review/review.ts'
import { type Door, type StudioChoice, withRecords } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { count, inLine, localTime, table } from '../wording.ts'

const pageSize = 500

export function showStatus(door: Door, batch: string, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review status', async ({ api }) => {
    const status = await api.ask('review.status', { batch })
    const { counts, gate, samples, reviewers } = status
    const { terminal } = door
    if (choice.json) terminal.out(JSON.stringify(status))
    else
      for (const line of table([
        ['Videos', counts.videos.toLocaleString('en')],
        ['Open', counts.open.toLocaleString('en')],
        ['Approved', counts.approved.toLocaleString('en')],
        ['Rejected', counts.rejected.toLocaleString('en')],
        ['Flagged', counts.flagged.toLocaleString('en')],
        ...(counts.coming === 0 ? [] : [['To be made', counts.coming.toLocaleString('en')]]),
        ['May go out', `${gate.open ? 'yes' : 'no'}: ${gate.why}`],
        ...reviewers.map(({ reviewer, decisions }) => [
          'Reviewer',
          `${reviewer}: ${count(decisions, 'decision')}`,
        ]),
        ...samples.map(({ id, says }) => [`Sample ${id}`, says]),
      ]))
        terminal.out(inLine(line))
    return { exit: exitStatus.done, batch: status.batch, open: gate.open }
  })
}

export function showVideo(door: Door, job: number, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review show', async ({ api }) => {
    const item = await api.ask('review.item', { job })
    const { terminal } = door
    if (choice.json) terminal.out(JSON.stringify(item))
    else {
      const facts = [
        ['Video', item.job.path],
        ['Review', item.state],
        ...item.allDecisions.map((one) => [
          `Decision ${one.id}`,
          [
            localTime(one.at),
            one.reviewer,
            one.kind,
            ...(one.reason === null ? [] : [`(${one.reason})`]),
            ...(one.undoneAt === null ? [] : ['- taken back']),
            one.words,
          ].join(' '),
        ]),
        ...item.segments.map(({ from, to, hash, videos }) => [
          `Frames ${from}-${to - 1}`,
          `${hash} (in ${count(videos, 'video')})`,
        ]),
      ]
      for (const line of table(facts)) terminal.out(inLine(line))
    }
    return { exit: exitStatus.done, job }
  })
}

type Said = {
  jobs: number[]
  kind: DecisionKind
  reviewer: string
  words: string | undefined
  reason: RejectionReason | undefined
  scope: RejectionScope | undefined
  again: boolean | undefined
}

const done: Record<DecisionKind, string> = { approved: 'Approved', rejected: 'Rejected', flagged: 'Flagged' }

export function decide(door: Door, said: Said, choice: StudioChoice): Promise<ExitStatus> {
  const { jobs, kind, reviewer, words, reason, scope, again } = said
  return withRecords(door, choice, `review ${kind}`, async (studio) => {
    const answer = await studio.api.ask('review.decide', {
      jobs,
      kind,
      reviewer,
      words: words ?? '',
      reason: reason ?? null,
      scope: scope ?? null,
      again: again ?? true,
    })
    const { terminal } = door
    for (const { job, why } of answer.refused) terminal.err(`Error: j${job}: ${inLine(why)}`)
    if (!choice.json && answer.decisions.length > 0) {
      terminal.out(`${done[kind]}: ${answer.decisions.length.toLocaleString('en')}.`)
      const { videos, segments } = answer.again
      if (videos > 0) {
        terminal.out(
          `${count(videos, 'video is', 'videos are')} made again, ${count(segments, 'segment')} of them anew.`,
        )
        if (studio.host?.works !== true)
          terminal.out('No studio makes videos in this folder now: `reelmill queue run` begins.')
      }
      terminal.out(`To take it back: \`reelmill review undo ${answer.decisions.slice(0, 20).join(' ')}\`.`)
    }
    return { exit: answer.refused.length > 0 ? exitStatus.wrongUse : exitStatus.done, ...answer }
  })
}

export function undo(door: Door, decisions: number[], choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review undo', async ({ api }) => {
    const answer = await api.ask('review.undo', { decisions })
    const { undone, kept, goesOn } = answer
    if (!choice.json) {
      door.terminal.out(`Taken back: ${undone.toLocaleString('en')}.`)
      if (kept > 0) door.terminal.out(`${count(kept, 'video stays', 'videos stay')} as they were.`)
      if (goesOn > 0) door.terminal.out(`${count(goesOn, 'video is', 'videos are')} made again all the same.`)
    }
    return { exit: exitStatus.done, ...answer }
  })
}

export function listComments(door: Door, batch: string, choice: StudioChoice): Promise<ExitStatus> {
  return withRecords(door, choice, 'review comments', async ({ api }) => {
    let comments = 0
    let order: number | undefined
    for (let offset = 0; ; offset += pageSize) {
      const page: { items: ReviewItem[]; order: number; total: number } = await api.ask('review.items', {
        of: { batch },
        offset,
        limit: pageSize,
        order,
      })
      order = page.order
      for (const { job } of page.items.filter((item) => item.comments > 0)) {
        const { allComments } = await api.ask('review.item', { job: job.id })
        for (const one of allComments) {
          if (one.removedAt !== null) continue
          comments += 1
          if (choice.json) door.terminal.out(JSON.stringify({ path: job.path, ...one }))
          else
            door.terminal.out(
              inLine(`${job.path}  frames ${one.from}-${one.to - 1}  ${one.reviewer}: ${one.words}`),
            )
        }
      }
      if (offset + pageSize >= page.total) break
    }
    if (comments === 0 && !choice.json) door.terminal.out('Nobody remarked anything.')
    return { exit: exitStatus.done, comments }
  })
}

export function setGate(
  door: Door,
  batch: string,
  approvals: number | null,
  choice: StudioChoice,
): Promise<ExitStatus> {
  return withRecords(door, choice, 'review gate', async ({ api }) => {
    const { terminal } = door
    if (batch === 'all') {
      if (approvals === null)
        throw new StudioError({
          code: 'use.wrong',
          message: '"default" is what is said for all batches.',
          whatToDo: 'Say 0, 1 or 2.',
        })
      const { approvals: now } = await api.ask('review.default-gate', { approvals })
      if (!choice.json)
        terminal.out(`Videos need the approval of ${people(now)}, unless their batch says otherwise.`)
      return { exit: exitStatus.done, approvals: now }
    }
    const gate = await api.ask('review.gate', { batch, approvals })
    if (!choice.json)
      terminal.out(
        inLine(
          `Its videos need the approval of ${people(gate.approvals)}. May go out: ${gate.open ? 'yes' : 'no'}. ${gate.why}`,
        ),
      )
    return { exit: exitStatus.done, ...gate }
  })
}

const people = (number: number) => (number === 0 ? 'nobody' : count(number, 'person', 'people'))
