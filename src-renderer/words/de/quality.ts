import { count, number } from '../../view-math/numbers.ts'
import type { quality as english } from '../en/quality.ts'

export const quality: typeof english = {
  label: 'Prüfung',
  notInspected: 'Nicht geprüft',
  inspected: (profiles) => (profiles.length === 0 ? 'Geprüft' : `Geprüft: ${profiles.join(', ')}`),
  left: (videos) => `${number(videos)} nicht geprüft`,
  mostFound: 'Am häufigsten gefunden:',
  showVideos: 'diese Videos zeigen',
  inspect: 'Prüfen',
  inspectAgain: 'Noch einmal prüfen',
  inspectBatch: 'Fertige Videos prüfen…',
  inspectTitle: (batch) => `Videos von ${batch} prüfen`,
  inspectText:
    'Fertige Videos werden nach diesem Profil angesehen. Nichts wird gerendert, und keine Datei ändert sich.',
  profile: 'Qualitätsprofil',
  asBatch: 'Wie der Stapel oder seine Vorlage sagt',
  again: 'Auch Videos, die nach diesem Profil schon geprüft wurden',
  going: (done, total) => (total === 0 ? 'Prüfung läuft…' : `Prüfung: ${number(done)} von ${number(total)}`),
  stop: 'Anhalten',
  done: (inspected, found, faults) =>
    [
      inspected === 0
        ? 'Es gab nichts Neues zu prüfen.'
        : `${count(inspected, 'Video', 'Videos')} geprüft: ${number(found.pass)} bestanden, ${number(found.warn)} mit Warnungen, ${number(found.fail)} durchgefallen.`,
      faults === 0 ? '' : `${count(faults, 'Video konnte', 'Videos konnten')} nicht angesehen werden.`,
    ]
      .filter(Boolean)
      .join(' '),
}
