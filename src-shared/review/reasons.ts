/** Why a video was rejected, so that it can be counted; a sentence may go with it. */
export const rejectionReasons = [
  'text',
  'picture',
  'layout',
  'timing',
  'sound',
  'colour',
  'data',
  'technical',
  'brand',
  'other',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]
