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
  begun: (videos) => `${count(videos, 'Video wird', 'Videos werden')} geprüft.`,
  nothingBegun: 'Alle wurden nach diesem Profil schon geprüft.',
}
