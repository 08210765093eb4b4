import type { fields as english } from '../en/fields.ts'

export const fields: typeof english = {
  moments: {
    letters: { day: 'T', month: 'M', year: 'J', hour: 'h', minute: 'm' },
    wrong: (hint) => `Bitte als ${hint} schreiben`,
    calendar: (label) => `Kalender: ${label}`,
    before: 'Voriger Monat',
    after: 'Nächster Monat',
  },
  waits: {
    title: (name) => `Worauf ${name} wartet`,
    text: 'Der Stapel beginnt, wenn alle diese zu Ende sind. Wird einer abgebrochen oder schlägt er fehl, wartet der Stapel auf eine Entscheidung.',
    finished: 'fertig',
    approved: 'freigegeben',
    until: (name) => `Wie weit ${name} sein muss`,
    remove: (name) => `Nicht auf ${name} warten`,
    add: 'Auf einen Stapel warten',
    choose: 'Stapel wählen',
    another: 'Und noch einer',
    none: 'Es gibt keinen anderen Stapel, auf den gewartet werden könnte.',
    noMatch: 'Kein Stapel heißt so',
    circle: (name) => `${name} (wartet selbst auf diesen)`,
    save: 'Speichern',
    saved: (name) => `Geändert, worauf ${name} wartet.`,
    open: 'Auf andere Stapel warten …',
  },
}
