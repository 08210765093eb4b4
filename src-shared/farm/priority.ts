import { z } from 'zod'

/** In the order in which they are served. */
export const priorities = ['urgent', 'high', 'normal', 'low'] as const
export const priority = z.enum(priorities)
export type Priority = z.infer<typeof priority>
