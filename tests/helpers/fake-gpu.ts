import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.ts'

/**
 * How it fails from now on. `gone`: driver and card are away; `encode`: it opens, and breaks; `picture`: it writes another
 * picture than it is given; `loses`: longer videos lack a frame.
 */
export type FakeFault = 'gone' | 'encode' | 'picture' | 'loses'

export type FakeGpu = {
  /** To be named in REELMILL_FFMPEG. ffprobe is the real one. */
  ffmpeg: string
  /** Sessions at a time. */
  allow(sessions: number): void
  fail(how: FakeFault): void
  mend(): void
}

/**
 * A fake: an ffmpeg (a shell script, so not for Windows) that claims to have a chip, on which h264_nvenc and hevc_vaapi
 * work. Everything else is the real `ffmpeg`, which also encodes what the chip pretends to. `folder` is its own.
 */
export function fakeGpu(folder: string, ffmpeg: string, sessions = 2): FakeGpu {
  const at = (name: string) => join(folder, name)
  mkdirSync(at('open'), { recursive: true })
  copyFileSync(join(projectRoot, 'tests', 'helpers', 'fake-gpu.sh'), at('ffmpeg'))
  writeFileSync(at('real'), ffmpeg)
  const allow = (count: number) => writeFileSync(at('allowed'), String(count))
  allow(sessions)
  return {
    ffmpeg: at('ffmpeg'),
    allow,
    fail: (how) => writeFileSync(at('broken'), how),
    mend: () => rmSync(at('broken'), { force: true }),
  }
}
