import type { LikenessFacts } from '../../../src-shared/quality/facts.ts'
import { type Judging, rounded } from './judging.ts'

type Second = LikenessFacts['seconds'][number]

/** Each with the words that it is told by, the best judge of what people see first. */
const indices = [
  { limit: 'vmaf', name: 'VMAF', unit: 'index', digits: 1, of: ({ vmaf }: Second) => vmaf },
  { limit: 'ssim', name: 'SSIM', unit: 'index', digits: 4, of: ({ ssim }: Second) => ssim },
  { limit: 'psnr', name: 'PSNR', unit: 'dB', digits: 1, of: ({ psnr }: Second) => psnr },
] as const

/** What coding did to the pictures: the worst second counts, by the first index that lies below its limit. */
export function judgeLikeness({ tell, limit, likeness }: Judging): void {
  if (likeness == null) return
  if (likeness.fault !== null)
    tell('picture.likeness', {
      message: `The video could not be compared with its plan: ${likeness.fault}`,
      whatToDo: 'Look at it again later.',
      atMost: 'note',
    })
  for (const { limit: name, of, digits, unit, ...index } of indices) {
    const least = limit('picture.likeness', name)
    if (least === null) continue
    const measured = likeness.seconds.flatMap((second) => {
      const figure = of(second)
      return figure === null ? [] : [{ ...second, figure }]
    })
    const worst = measured.reduce<(typeof measured)[number] | null>(
      (lowest, second) => (lowest === null || second.figure < lowest.figure ? second : lowest),
      null,
    )
    if (worst === null || worst.figure >= least) continue
    tell('picture.likeness', {
      from: worst.from,
      to: worst.to,
      figure: worst.figure,
      threshold: least,
      unit,
      message: `Coding has changed the pictures too much: their ${index.name} is ${rounded(worst.figure, digits)} in the worst second; the profile asks for ${rounded(least, digits)}.`,
      whatToDo: 'Render with a higher quality.',
    })
    return
  }
}
