import type { door as english } from '../en/door.ts'

export const door: typeof english = {
  door: {
    typeFolder: 'Ordner auf diesem Rechner',
    typeFile: 'Datei, die auf diesem Rechner geschrieben wird',
    typeHint: 'Die Videos entstehen auf dem Rechner, auf dem das Studio läuft: Der Pfad ist einer von dort.',
    take: 'Übernehmen',
    uploading: (name) => `${name} wird übergeben…`,
    imported: (name, version) => `Die Vorlage ${name} ${version} ist in der Bibliothek.`,
  },
}
