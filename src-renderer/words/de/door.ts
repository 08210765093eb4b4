import type { door as english } from '../en/door.ts'

export const door: typeof english = {
  door: {
    typeFolder: 'Pfad eines Ordners auf diesem Rechner:',
    typeFile: 'Pfad der Datei, die geschrieben wird, auf diesem Rechner:',
    imported: (name, version) => `Die Vorlage ${name} ${version} ist in der Bibliothek.`,
  },
}
