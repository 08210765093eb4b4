import type { door as english } from '../en/door.ts'

export const door: typeof english = {
  door: {
    typeFolder: 'Ordner auf diesem Rechner',
    typeFile: 'Datei, die auf diesem Rechner geschrieben wird',
    typeHint: 'Die Videos entstehen auf dem Rechner, auf dem das Studio läuft: Der Pfad ist einer von dort.',
    take: 'Übernehmen',
    taken: 'Unter diesem Namen gibt es schon eine Datei.',
    replace: 'Ersetzen',
    uploading: (name) => `${name} wird übergeben…`,
    wayIn: {
      title: 'Dieser Tab hat noch keinen Zutritt',
      noWord:
        'Das Studio öffnet sich für eine Adresse mit einem Kennwort; dieser Tab wurde ohne es geöffnet.',
      shutTitle: 'Diese Adresse stammt von einem früheren Start',
      shut: 'Das Studio wurde inzwischen neu gestartet und hat jetzt ein anderes Kennwort.',
      where: 'Die Adresse steht in dem Terminal, in dem das Studio gestartet wurde:',
      label: 'Adresse des Studios',
      wrong: 'Das ist nicht die ganze Adresse: Sie endet mit #word= und 43 Zeichen.',
      enter: 'Studio öffnen',
      note: 'Jeder Tab erhält für sich Zutritt und behält ihn, solange er offen ist. Das Kennwort liegt in keinem Cookie und geht an keine andere Seite.',
    },
    imported: (name, version) => `Die Vorlage ${name} ${version} ist in der Bibliothek.`,
  },
}
