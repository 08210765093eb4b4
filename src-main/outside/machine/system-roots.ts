/** Where Linux shows itself. Another folder of the same shape may be given. */
export type SystemRoots = { proc: string; sys: string; dev: string }

export const systemRoots: SystemRoots = { proc: '/proc', sys: '/sys', dev: '/dev' }
