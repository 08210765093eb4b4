import type { ChangedThing, TemplateChange } from '../../../src-shared/templates/changes.ts'
import { count, number } from '../../view-math/numbers.ts'
import type { Words } from '../en/index.ts'

const things: Record<ChangedThing, string> = {
  template: 'Vorlage',
  scene: 'Szene',
  layer: 'Ebene',
  variable: 'Variable',
  format: 'Format',
  language: 'Sprache',
  string: 'Text',
  colour: 'Farbe',
  font: 'Schrift',
  'text-style': 'Textstil',
  logo: 'Logo',
  sound: 'Ton',
  asset: 'Datei',
}
const hows: Record<TemplateChange['how'], string> = {
  added: 'neu',
  removed: 'entfernt',
  changed: 'geändert',
  moved: 'verschoben',
}
const types: Record<string, string> = {
  text: 'Text',
  number: 'Zahl',
  money: 'Geldbetrag',
  percent: 'Prozent',
  date: 'Datum',
  boolean: 'Ja oder nein',
  colour: 'Farbe',
  image: 'Bild',
  video: 'Clip',
  audio: 'Ton',
  list: 'Liste',
  url: 'Adresse',
  'one-of': 'Auswahl',
}

const batches = (amount: number) => count(amount, 'Stapel', 'Stapel')

export const templates: Pick<Words, 'gallery' | 'comparing' | 'galleryDetails'> = {
  gallery: {
    line: (all, own) => {
      const templates = count(all, 'Vorlage', 'Vorlagen')
      return own === 0 ? templates : `${templates}, davon ${number(own)} eigene`
    },
    label: 'Vorlagen',
    import: 'Importieren',
    importFolder: 'Aus einem Ordner …',
    importZip: 'Aus einer ZIP-Datei …',
    carrying: {
      import: (name) => `${name} wird importiert`,
      export: (name) => `${name} wird exportiert`,
    },
    lookingThrough: 'Wird geprüft',
    stopCarrying: 'Abbrechen',
    drop: 'Loslassen, um die Vorlage zu importieren',
    search: 'Vorlagen durchsuchen',
    origin: 'Welche Vorlagen',
    origins: { all: 'Alle', own: 'Eigene', shipped: 'Mitgelieferte' },
    sort: 'Reihenfolge',
    sorts: { name: 'Nach Name', used: 'Zuletzt benutzte zuerst', changed: 'Zuletzt geänderte zuerst' },
    none: 'Hier sind keine Vorlagen',
    noneText: 'Einen Ordner oder eine ZIP-Datei importieren oder auf dieser Seite ablegen.',
    noMatch: 'Keine Vorlage passt',
    noMatchText: 'Gesucht werden kann nach Namen, Formaten, Sprachen und Variablen.',
    showAll: 'Alle Vorlagen zeigen',
    brokenTitle: 'Nicht verwendbar',
    brokenText: 'Was daran falsch ist',
    shown: (amount) => `${count(amount, 'Vorlage', 'Vorlagen')} zu sehen`,
    originText: {
      shipped: 'Wird mit Reelmill geliefert',
      own: 'Eigene Vorlage',
      changed: 'Eigene Fassung einer mitgelieferten Vorlage',
    },
    tags: { shipped: 'Mitgeliefert', own: 'Eigene', changed: 'Geändert' },
    draft: 'Entwurf',
    draftText: 'Im Editor geändert und noch nicht veröffentlicht.',
    facts: (formats, languages, variables) =>
      `${count(formats, 'Format', 'Formate')} · ${count(languages, 'Sprache', 'Sprachen')} · ${count(variables, 'Variable', 'Variablen')}`,
    unused: 'Noch nicht benutzt',
    used: (amount, last) => `${batches(amount)} · ${last}`,
    problems: (errors, warnings) =>
      [
        errors > 0 ? count(errors, 'Fehler', 'Fehler') : '',
        warnings > 0 ? count(warnings, 'Warnung', 'Warnungen') : '',
      ]
        .filter(Boolean)
        .join(', '),
    openDetails: (title) => `${title}: Einzelheiten`,
    more: (title) => `Mehr zu ${title}`,
    newBatch: 'Neuer Stapel',
    newBatchWith: (title) => `Neuer Stapel mit ${title}`,
    edit: 'Bearbeiten',
    duplicate: 'Duplizieren',
    export: 'Exportieren …',
    versions: 'Versionen',
    reveal: 'Im Ordner zeigen',
    remove: 'Löschen',
    removeOwn: 'Eigene Fassung löschen',
    copyOf: (title) => `${title} (Kopie)`,
    duplicated: (name) => `Als ${name} dupliziert.`,
    exported: (file) => `Als ${file} exportiert.`,
    imported: {
      new: (name, version) => `${name} ${version} wurde importiert.`,
      'new-version': (name, version) => `${name} hat jetzt die Version ${version}.`,
      copy: (name, version) => `Als ${name} ${version} importiert.`,
      same: (name, version) => `${name} ${version} war schon da und ist dieselbe.`,
    },
    takenTitle: 'Eine Vorlage dieses Namens gibt es schon',
    asNewVersion: 'Als neue Version',
    asNewVersionText: 'Neue Stapel benutzen sie. Frühere Versionen bleiben und lassen sich zurückholen.',
    asCopy: 'Als Kopie',
    asCopyText: 'Beide bleiben, unter verschiedenen Namen.',
    removeTitle: (title, isChanged) =>
      isChanged ? `Eigene Fassung von „${title}“ löschen?` : `„${title}“ löschen?`,
    removeText: (amount, unfinished, isChanged) =>
      [
        isChanged
          ? 'Alle ihre Versionen und der Entwurf gehen mit, und die mitgelieferte nimmt wieder ihren Platz ein. Gleich danach lässt sich das rückgängig machen.'
          : 'Alle Versionen und der Entwurf gehen mit. Gleich danach lässt sich das rückgängig machen.',
        amount === 0
          ? 'Kein Stapel hat sie benutzt.'
          : `${batches(amount)} ${amount === 1 ? 'hat' : 'haben'} sie benutzt; fertige Videos bleiben.`,
        unfinished === 0
          ? ''
          : `${unfinished === 1 ? '1 davon ist' : `${number(unfinished)} davon sind`} nicht zu Ende und ${unfinished === 1 ? 'kann' : 'können'} ohne sie nicht weitergehen.`,
      ]
        .filter(Boolean)
        .join(' '),
    removed: (name, shipped) =>
      shipped === null
        ? `${name} wurde gelöscht.`
        : `Die eigene Fassung von ${name} wurde gelöscht; die mitgelieferte Version ${shipped} ist wieder da.`,
    restored: (name, version) =>
      version === 'shipped'
        ? `${name} ist wieder die mitgelieferte Version.`
        : `${name} ist wieder die Version ${version}.`,
    searchAction: 'In Vorlagen suchen',
    importFolderAction: 'Vorlage aus einem Ordner importieren',
    importZipAction: 'Vorlage aus einer ZIP-Datei importieren',
  },
  comparing: {
    title: 'Zwei Versionen vergleichen',
    open: 'Zwei Versionen vergleichen …',
    withCurrent: (version) => `${version} mit der aktuellen Version vergleichen`,
    from: 'Vorher',
    to: 'Nachher',
    swap: 'Vorher und nachher tauschen',
    changed: 'Was sich geändert hat',
    sameVersion: 'Beide sind dieselbe Version.',
    looks: 'Wie beide aussehen',
    unread: 'Dieses Bild lässt sich nicht zeigen. Einen anderen Moment wählen oder den Vergleich neu öffnen.',
    nothingInCommon:
      'Sie haben kein Format oder keine Sprache gemeinsam; deshalb gibt es keine Bilder zum Vergleichen.',
    format: 'Format',
    language: 'Sprache',
    moment: 'Zeitpunkt im Video',
    picture: (version) => `Version ${version} zu diesem Zeitpunkt`,
    over: (seconds) => `ist nach ${seconds} s zu Ende`,
  },
  galleryDetails: {
    tabs: { details: 'Einzelheiten', versions: 'Versionen' },
    version: (version) => `Version ${version}`,
    variables: 'Variablen',
    variable: 'Variable',
    type: 'Art',
    required: 'Nötig',
    yes: 'ja',
    no: 'nein',
    example: 'Beispiel',
    types,
    formats: 'Formate',
    languages: 'Sprachen',
    findings: 'Was die Prüfung sagt',
    noFindings: 'Nichts zu beanstanden.',
    severity: { error: 'Fehler', warning: 'Warnung' },
    used: 'Benutzt von',
    usedNever: 'Kein Stapel hat sie benutzt.',
    usedBy: batches,
    last: 'Der letzte:',
    current: 'Aktuell',
    shipped: 'Wird mit Reelmill geliefert',
    exportVersion: (version) => `Version ${version} exportieren`,
    toVersion: (version) => `Version ${version} benutzen`,
    changes: (amount) => count(amount, 'Änderung', 'Änderungen'),
    noChanges: 'Nichts, was Videos anders aussehen lässt.',
    firstVersion: 'Die erste Version.',
    thing: (what, name) => (name === '' ? things[what] : `${things[what]} ${name}`),
    how: hows,
    nothing: 'nichts',
    moreChanges: (amount) => `und ${number(amount)} weitere`,
  },
}
