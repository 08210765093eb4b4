import { count, number } from '../../view-math/numbers.ts'
import type { home as english } from '../en/home.ts'

export const home: typeof english = {
  home: {
    line: (running, needs) =>
      [
        running === 0 ? 'Zurzeit wird nichts gemacht.' : `${count(running, 'Stapel', 'Stapel')} in Arbeit.`,
        needs === 0 ? '' : `${count(needs, 'Sache wartet', 'Sachen warten')} auf eine Entscheidung.`,
      ]
        .filter(Boolean)
        .join(' '),
    needs: 'Wartet auf eine Entscheidung',
    running: 'In Arbeit',
    latest: 'Letzte Stapel',
    allBatches: 'Alle Stapel',
    moreStarts: 'Andere Anfänge',
    chooseTable: 'Tabelle wählen…',
    sampleAction: 'Einige Beispielvideos rendern',
    dropHint: 'Eine Tabelle kann überall auf dieser Seite abgelegt werden.',
    more: (rest) => `${number(rest)} weitere zeigen`,
    fewer: 'Weniger zeigen',
    moreInQueue: (rest) => `${count(rest, 'weiterer Stapel', 'weitere Stapel')} in der Warteschlange`,
    pauseAll: 'Alles anhalten',
    resumeAll: 'Mit allem weitermachen',
    resume: 'Weitermachen',
    pause: (name) => `${name} anhalten`,
    goOnAnyway: 'Trotzdem weitermachen',
    renderRest: 'Den Rest rendern',
    look: 'Ansehen',
    approve: 'Freigeben',
    retry: 'Noch einmal versuchen',
    leaveOut: 'Auslassen',
    cancelBatch: 'Stapel abbrechen',
    cancelTitle: (name) => `${name} abbrechen?`,
    cancelText: 'Fertige Videos bleiben, wo sie sind. Der Rest wird nicht gemacht.',
    progressOf: (name) => `Fortschritt von ${name}`,
    made: (done, all) => `${number(done)} von ${count(all, 'Video')}`,
    failed: (videos) => `${number(videos)} gescheitert`,
    setAside: (rows) => `${count(rows, 'Zeile', 'Zeilen')} aussortiert`,
    left: (likely, low, high) =>
      low === high ? `noch etwa ${likely}` : `noch etwa ${likely} (${low} bis ${high})`,
    told: {
      paused: 'Angehalten. Was gerade gemacht wird, wird noch fertig.',
      allPaused: 'Alles ist angehalten. Was gerade gemacht wird, wird noch fertig.',
      cancelled: 'Der Stapel wurde abgebrochen.',
      retried: 'Die gescheiterten Videos werden noch einmal versucht.',
      approved: 'Freigegeben.',
      leftOut: (videos) => `${count(videos, 'Video wird', 'Videos werden')} ausgelassen.`,
    },
    need: {
      checksFailed: (videos) => `${count(videos, 'Video', 'Videos')} von den Prüfungen verworfen`,
      checksFailedText:
        'Freigeben, was trotzdem hinausgehen darf; den Rest mit einem Grund ablehnen, dann wird er neu gemacht.',
      review: 'wartet auf die Abnahme',
      reviewText: (open) =>
        `${number(open)} ${open === 1 ? 'Video' : 'Videos'} anzusehen; bis dahin wird der Stapel zurückgehalten.`,
      allPaused: 'Alles ist angehalten',
      allPausedText: 'Kein Stapel geht weiter, bis jemand es sagt.',
      hold: (resource) =>
        ({
          disk: 'Ein Datenträger ist fast voll',
          memory: 'Der Speicher ist knapp',
          share: 'Ein Ordner ist nicht zu erreichen',
        })[resource],
      stopped: 'Die Farm steht still',
      asks: 'fragt, ob es weitergehen soll',
      pilot: 'Probe ist fertig',
      pilotText: (videos) => `${count(videos, 'Video')} zum Ansehen, bevor der Rest gerendert wird.`,
      approval: 'wartet auf die Freigabe',
      approvalText: (names) => `Danach kann ${names.join(', ')} beginnen.`,
      batchFailed: 'ließ sich nicht machen',
      videosFailed: (videos) => `${count(videos, 'Video')} gescheitert`,
      videosFailedText: 'Im Stapel steht, woran jedes lag. Noch einmal versuchen oder auslassen.',
      paused: 'ist angehalten',
      interrupted: 'wurde unterbrochen',
      leftText: (done, all) =>
        all === 0
          ? 'Die Tabelle wurde noch nicht gelesen.'
          : `${number(done)} von ${count(all, 'Video')} bisher gemacht.`,
    },
    first: {
      title: 'Aus einer Tabelle werden Videos',
      text: 'Jede Zeile einer Tabelle wird ein Video, in jeder Sprache und jedem Format einer Vorlage. Alles geschieht auf diesem Rechner.',
      own: 'Mit einer eigenen Tabelle beginnen',
      ownText: 'CSV, Excel, JSON oder SQLite irgendwo auf dieser Seite ablegen.',
      choose: 'Tabelle wählen…',
      sample: 'Erst einmal zusehen',
      sampleText: 'Sechs Videos eines Beispielladens, jetzt gerendert. Das dauert etwa eine Minute.',
      startSample: 'Sechs Beispielvideos rendern',
      chooseSample: 'Alle Beispieldaten',
      stepsLabel: 'So geht es',
      steps: [
        [
          'Zuordnen',
          'Spalten finden von selbst ihren Platz in der Vorlage. Fehlerhafte Zeilen werden genannt, bevor etwas gerendert wird.',
        ],
        [
          'Rendern',
          'Die Farm nutzt den Rechner, soweit sie darf, übersteht Stromausfälle und macht Gleiches nur einmal.',
        ],
        [
          'Ansehen',
          'Videos durchsehen, Gescheitertes wiederholen und das Manifest mitnehmen, das über jede Zeile Auskunft gibt.',
        ],
      ],
    },
  },
}
