export const fields = {
  moments: {
    /** A letter for each digit of a day or time. */
    letters: { day: 'd', month: 'm', year: 'y', hour: 'h', minute: 'm' },
    wrong: (hint: string) => `Write it as ${hint}`,
    calendar: (label: string) => `Calendar: ${label}`,
    before: 'Month before',
    after: 'Next month',
  },
  waits: {
    title: (name: string) => `What ${name} waits for`,
    text: 'It begins when all of these are over. One that is cancelled or fails keeps it waiting until you decide.',
    finished: 'finished',
    approved: 'approved of',
    until: (name: string) => `How far ${name} has to be`,
    remove: (name: string) => `Don’t wait for ${name}`,
    add: 'Wait for a batch',
    choose: 'Choose a batch',
    another: 'And another one',
    none: 'There is no other batch to wait for.',
    noMatch: 'No batch of that name',
    circle: (name: string) => `${name} (waits for this one itself)`,
    save: 'Save',
    saved: (name: string) => `What ${name} waits for was changed.`,
    open: 'Wait for other batches…',
  },
}
