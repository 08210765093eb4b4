import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Settings, type SettingsChange, settings } from '../../../src-shared/settings/settings.ts'
import { writeWhole } from '../../outside/files/write-whole.ts'

type SettingsDesk = {
  show(): Promise<Settings>
  /** Changes some of them; those that were not named stay. */
  set(change: SettingsChange): Promise<Settings>
  /** Folders that any batch's assets may lie in, of those that are there now: a disk that is away stops no batch. */
  assetRoots(): Promise<string[]>
}

/**
 * A person's settings, in `settings.json` of the studio folder. What can't be read there counts as not set: a window
 * must open without it. `onChange` is told every change.
 */
export function createSettingsDesk(folder: string, onChange: (settings: Settings) => void): SettingsDesk {
  const path = join(folder, 'settings.json')
  // One after the other: two changes at once must not undo each other.
  let latest: Promise<unknown> = Promise.resolve()

  async function show(): Promise<Settings> {
    const text = await readFile(path, 'utf8').catch(() => '{}')
    return parse(text)
  }

  return {
    show,
    set(change) {
      const changed = latest.then(async () => {
        const after = { ...(await show()), ...change }
        await writeWhole(path, [`${JSON.stringify(after, null, 2)}\n`])
        onChange(after)
        return after
      })
      latest = changed.catch(() => {})
      return changed
    },
    async assetRoots() {
      const { assetRoots } = await show()
      const there = await Promise.all(
        assetRoots.map((root) =>
          stat(root).then(
            (facts) => facts.isDirectory(),
            () => false,
          ),
        ),
      )
      return assetRoots.filter((_, index) => there[index])
    },
  }
}

/** Each setting by itself: one that is no longer known, or was spoilt by hand, costs none of the others. */
function parse(text: string): Settings {
  let written: Record<string, unknown> = {}
  try {
    written = Object(JSON.parse(text)) as Record<string, unknown>
  } catch {}
  const good = Object.entries(settings.shape).filter(
    ([name, schema]) => name in written && schema.safeParse(written[name]).success,
  )
  return settings.parse(Object.fromEntries(good.map(([name]) => [name, written[name]])))
}
