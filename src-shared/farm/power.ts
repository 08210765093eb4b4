/** What the system tells of the machine's power: it goes to sleep, it woke, it is on mains or on its battery. */
export const powerEvents = ['suspend', 'resume', 'on-ac', 'on-battery'] as const
export type PowerEvent = (typeof powerEvents)[number]
