import { resolve } from 'node:path'
import type { ChangedVerdict, QualityEffect } from '../../../src-shared/contract/quality-effect.ts'
import { type Door, type StudioChoice, withStudio } from '../door.ts'
import { type ExitStatus, exitStatus } from '../exit-status.ts'
import { nothingYet } from '../progress-bar.ts'
import { showProgress } from '../show-progress.ts'
import type { EffectChoice, OverwriteChoice } from '../syntax/quality-profiles.ts'
import { count, inLine, table } from '../wording.ts'

export function listProfiles(door: Door, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api }) => {
    const { profiles } = await api.ask('quality.profiles', {})
    if (!choice.json)
      for (const line of table(
        profiles.map(({ name, title, own, extends: base }) => [
          name,
          inLine(title),
          own ? `own${base === null ? '' : `, extends ${base}`}` : '',
        ]),
      ))
        door.terminal.out(line)
    return { exit: exitStatus.done, profiles }
  })
}

export function exportProfile(
  door: Door,
  name: string,
  file: string | undefined,
  choice: OverwriteChoice,
): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api }) => {
    const out = resolve(file ?? `${name}.json`)
    await api.ask('quality.export-profile', { name, out, overwrite: choice.overwrite ?? false })
    if (!choice.json) door.terminal.out(inLine(out))
    return { exit: exitStatus.done, out }
  })
}

export function importProfile(door: Door, file: string, choice: OverwriteChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api }) => {
    const { name } = await api.ask('quality.import-profile', {
      path: resolve(file),
      overwrite: choice.overwrite ?? false,
    })
    if (!choice.json) door.terminal.out(`Imported the profile ${name}.`)
    return { exit: exitStatus.done, name }
  })
}

export function removeProfile(door: Door, name: string, choice: StudioChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api }) => {
    const { removed } = await api.ask('quality.remove-profile', { name })
    if (!choice.json) door.terminal.out(`Removed the profile ${name}.`)
    return { exit: exitStatus.done, removed }
  })
}

export function showEffect(door: Door, choice: EffectChoice): Promise<ExitStatus> {
  return withStudio(door, choice, async ({ api, listen }, onInterrupt) => {
    const { terminal } = door
    const isFile = /[./\\]/.test(choice.profile)
    const profile = isFile
      ? (await api.ask('quality.read-profile', { path: resolve(choice.profile) })).profile
      : await namedProfile(api, choice.profile)
    const shown = choice.json ? null : showProgress(terminal, door.now)
    onInterrupt(() => void api.ask('quality.stop-effect', { id: 'effect' }))
    const stopListening = listen((events) => {
      for (const event of events)
        if (event.event === 'quality.progress')
          shown?.update({ ...nothingYet, name: 'effect', share: event.share })
    })
    try {
      const { against, batch, most, examples } = choice
      const effect = await api.ask('quality.effect', {
        id: 'effect',
        profile,
        ...(against === undefined ? {} : { against }),
        ...(batch === undefined ? {} : { batch }),
        ...(most === undefined ? {} : { most }),
        ...(examples === undefined ? {} : { examples }),
      })
      shown?.end()
      if (!choice.json) for (const line of effectLines(effect)) terminal.out(line)
      return { exit: exitStatus.done, ...effect }
    } finally {
      stopListening()
      shown?.end()
    }
  })
}

async function namedProfile(api: Parameters<Parameters<typeof withStudio>[2]>[0]['api'], name: string) {
  const { profiles } = await api.ask('quality.profiles', {})
  const found = profiles.find((profile) => profile.name === name)
  const { own: _own, extends: _base, ...profile } = found ?? { ...profiles[0]!, name }
  return profile
}

/** What another profile would change, for people. */
function effectLines({ videos, judged, hasMore, ...effect }: QualityEffect): string[] {
  const { moves, checks, people, examples, against } = effect
  if (judged === 0)
    return [
      videos === 0
        ? `No video was held against ${against} yet.`
        : `Of ${count(videos, 'inspected video')} no figures are kept: inspect them once more.`,
    ]
  const share = judged === videos ? '' : `; of the other ${videos - judged} no figures are kept`
  return [
    `${count(judged, 'video')} judged again instead of by ${against}${hasMore ? ', the newest' : ''}${share}.`,
    ...(moves.length === 0
      ? ['No verdict would change.']
      : moves.map((move) => `  ${move.from} -> ${move.to}: ${count(move.videos, 'video')}`)),
    ...checks.map(({ check, before, after }) => `  ${check}: found in ${after} instead of ${before}`),
    ...(people.rejected > 0
      ? [
          `Rejected by people: ${people.rejected}. Passed by the checks: ${people.missed}; found now: ${people.caught}; no longer found: ${people.lost}.`,
        ]
      : []),
    ...(people.approved > 0
      ? [
          `Approved by people: ${people.approved}. Found fault with now: ${people.alarms}; no longer: ${people.relieved}.`,
        ]
      : []),
    ...examples.map(exampleLine),
  ]
}

const exampleLine = ({ job, path, from, to, more, fewer, people }: ChangedVerdict): string =>
  `  j${job}  ${from} -> ${to}  ${inLine(path)}  ${[...more.map((check) => `+${check}`), ...fewer.map((check) => `-${check}`)].join(' ')}${people === null ? '' : `  (${people})`}`
