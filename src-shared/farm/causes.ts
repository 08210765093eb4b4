/**
 * Why something did not work, by what follows from it:
 *
 * - `row`: its data, its assets or what was asked for; trying again changes nothing.
 * - `transient`: may be gone in a moment; tried again after a while, three times in all.
 * - `resource`: a disk, memory or share is used up or gone; nothing starts that needs it, and no try is burnt.
 * - `encoder`: a hardware encoder failed; the whole video is made with the processor instead.
 * - `ours`: a fault of Reelmill or of its ffmpeg as a whole; the batch stops and everything that tells of it is kept.
 */
export const causes = ['row', 'transient', 'resource', 'encoder', 'ours'] as const
export type Cause = (typeof causes)[number]

export const resources = ['disk', 'memory', 'share'] as const
export type Resource = (typeof resources)[number]
