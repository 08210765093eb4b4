import type { QualityProfile, QualityProfileSource } from './profiles.ts'
import { qualityProfile } from './profiles.ts'

const loudness = { severity: 'error', integrated: -23, apart: 0.5 } as const
const broadcast = {
  wanted: { rates: [25, 50, 29.97, 59.94, 23.976] },
  checks: {
    'sound.loudness': loudness,
    'sound.true-peak': { severity: 'error', most: -1 },
    'sound.range': { most: 20 },
    'sound.phase': { severity: 'error', least: -0.1 },
    'sound.channels': { channels: 2 },
    'picture.levels': { severity: 'error', pixels: 0.01 },
    'picture.likeness': { ssim: 0.97, psnr: 38, vmaf: 90 },
    'plan.margins': { severity: 'error', share: 0.05 },
    'file.fast-start': { severity: 'off' },
  },
} satisfies Partial<QualityProfileSource>

/** Profiles that come with Reelmill. Own ones extend one of them. */
const shipped: QualityProfileSource[] = [
  {
    name: 'web',
    title: 'Web',
    purpose: 'For websites and players of all kinds: plays everywhere and begins at once.',
    wanted: {
      containers: ['mp4', 'mov', 'webm', 'gif'],
      codecs: ['h264', 'hevc', 'vp9', 'av1', 'gif'],
      longest: 3840,
      shortest: 2160,
    },
    checks: {
      'file.bit-rate': { most: 60_000 },
      'sound.loudness': { apart: 2 },
    },
  },
  {
    name: 'social',
    title: 'Social media',
    purpose: 'For feeds and stories: MP4 with H.264, upright or square or wide, loud enough for a phone.',
    wanted: {
      containers: ['mp4', 'mov'],
      codecs: ['h264', 'hevc'],
      rates: [23.976, 24, 25, 29.97, 30, 50, 59.94, 60],
      longest: 3840,
      shortest: 2160,
    },
    checks: {
      'file.bit-rate': { most: 50_000 },
      'file.bytes': { most: 4_000 },
      'file.duration': { longest: 3_600 },
      'plan.margins': { share: 0.05 },
      'sound.loudness': { integrated: -14, apart: 2 },
      'sound.true-peak': { most: -1 },
      'sound.channels': { channels: 2 },
    },
  },
  {
    name: 'broadcast',
    title: 'Broadcast (EBU R 128)',
    purpose:
      'For European television: -23 LUFS, levels of EBU R 103, safe margins, nothing that flashes or is interlaced.',
    ...broadcast,
  },
  {
    name: 'broadcast-live',
    title: 'Broadcast, live (EBU R 128)',
    purpose: 'As broadcast, with the wider tolerance of live programmes: -23 LUFS, 1 LU either way.',
    wanted: broadcast.wanted,
    checks: { ...broadcast.checks, 'sound.loudness': { ...loudness, apart: 1 } },
  },
  {
    name: 'email',
    title: 'E-mail',
    purpose: 'For mails: a small GIF or MP4 that says all without sound.',
    wanted: { containers: ['gif', 'mp4'], codecs: ['gif', 'h264'], longest: 1280, shortest: 1080 },
    checks: {
      'file.bytes': { severity: 'error', most: 5 },
      'file.duration': { longest: 60 },
      'sound.missing': { severity: 'off' },
      'sound.silent': { severity: 'off' },
      'sound.loudness': { severity: 'note', apart: 3 },
    },
  },
]

export const shippedProfiles: readonly QualityProfile[] = shipped.map((source) =>
  qualityProfile.parse(source),
)
