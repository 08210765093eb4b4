import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const names = z.array(z.string())

/** What came of trying a hardware encoder. */
const hardwareMemory = z.object({
  works: z.boolean(),
  /** A sentence for people. */
  reason: z.string().min(1),
  /** Encodes at a time that its family allowed; 0 when it does not work, or before it was tried. */
  sessions: z.int().min(0),
  /** What it opened: a render node, or null for whatever ffmpeg takes. */
  device: z.string().nullable(),
  /** Milliseconds since 1970. */
  at: z.number(),
})
export type HardwareMemory = z.infer<typeof hardwareMemory>

/** What was found out about one build on one machine. */
const buildMemory = z.object({
  /** What build and machine it is: see `markOfProgram` and `markOfMachine`. */
  key: z.string(),
  lists: z
    .object({ decoders: names, filters: names, pictureEncoders: names, soundEncoders: names })
    .nullable(),
  /** Encoders that were tried, and when (milliseconds since 1970). */
  encoders: z.record(z.string(), z.object({ works: z.boolean(), at: z.number() })),
  /** Whether segments can be joined, by what decides it. */
  joins: z.record(
    z.string(),
    z.union([
      z.object({ exact: z.literal(true) }),
      z.object({ exact: z.literal(false), why: z.string().min(1) }),
    ]),
  ),
  hardware: z.record(z.string(), hardwareMemory).default({}),
})
export type BuildMemory = z.infer<typeof buildMemory>

/** What a program said to `-version`. */
const programMemory = z.object({ key: z.string(), says: z.string() })

export type Remembered = { builds: BuildMemory[]; programs: z.infer<typeof programMemory>[] }

/** Read and written as a whole; other forms of the file are passed over. */
const form = 1
const mostBuilds = 10
const mostPrograms = 20
const mostBytes = 4 * 1024 * 1024
/** A writer that was killed leaves its file behind; after this many milliseconds it is in nobody's way. */
const abandoned = 60_000

type FfmpegMemory = {
  /** What is remembered; nothing when there is no file, or an odd one. Never rejects. */
  recall(): Promise<Remembered>
  /**
   * Changes what is remembered: reads it anew, so that what others wrote stays, and writes it whole. The newest
   * entries are the last ones. Never rejects: a studio that can't remember only tries again.
   */
  remember(change: (now: Remembered) => void): Promise<void>
}

/** The memory in a file. Several studios may share it: when two write at once, one of them has to try again later. */
export function openFfmpegMemory(path: string): FfmpegMemory {
  let writing: Promise<void> = Promise.resolve()
  const recall = () => read(path)
  return {
    recall,
    remember(change) {
      writing = writing.then(async () => {
        const now = await recall()
        change(now)
        await write(path, {
          builds: now.builds.slice(-mostBuilds),
          programs: now.programs.slice(-mostPrograms),
        })
      })
      return writing
    },
  }
}

async function read(path: string): Promise<Remembered> {
  const remembered: Remembered = { builds: [], programs: [] }
  try {
    if ((await stat(path)).size > mostBytes) return remembered
    const file: unknown = JSON.parse(await readFile(path, 'utf8'))
    const outline = z
      .object({ form: z.literal(form), builds: z.array(z.unknown()), programs: z.array(z.unknown()) })
      .safeParse(file)
    if (!outline.success) return remembered
    for (const entry of outline.data.builds) {
      const build = buildMemory.safeParse(entry)
      if (build.success) remembered.builds.push(build.data)
    }
    for (const entry of outline.data.programs) {
      const program = programMemory.safeParse(entry)
      if (program.success) remembered.programs.push(program.data)
    }
  } catch {
    // No file, or none that can be read: nothing is remembered.
  }
  return remembered
}

async function write(path: string, remembered: Remembered): Promise<void> {
  const part = `${path}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const old = await stat(part).catch(() => null)
    if (old !== null && Date.now() - old.mtimeMs > abandoned) await rm(part, { force: true })
    // Fails when another studio is writing: what it writes is as good.
    const file = await open(part, 'wx')
    try {
      await file.writeFile(`${JSON.stringify({ form, ...remembered })}\n`)
      await file.close()
      await rename(part, path)
    } catch (error) {
      await file.close().catch(() => {})
      await rm(part, { force: true })
      throw error
    }
  } catch {
    // Forgotten: the next studio tries again.
  }
}
