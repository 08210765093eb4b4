import type { Sentences } from '../catalogue.ts'

/** What is said of review packages, and of what comes back with them. */
export const reviewPackages: Sentences = {
  'a small copy of {1} for review': 'eine kleine Kopie von {1} zur Prüfung',
  'pictures of {1} for review': 'Bilder von {1} zur Prüfung',
  'It is being made again.': 'Es wird noch einmal hergestellt.',
  '{1} is there already.': '{1} gibt es schon.',
  'Choose a folder that is not there yet, or is empty.':
    'Einen Ordner wählen, den es noch nicht gibt oder der leer ist.',
  'Choose another name, or have it replaced.': 'Einen anderen Namen wählen oder die Datei ersetzen lassen.',
  'There is no video that could go into a review package.':
    'Es gibt kein Video, das in ein Prüfpaket gehen könnte.',
  'Wait until videos are made, or choose another batch or sample.':
    'Warten, bis Videos fertig sind, oder einen anderen Stapel oder eine andere Stichprobe wählen.',
  'A review package holds {1} videos at most.': 'Ein Prüfpaket fasst höchstens {1} Videos.',
  'Draw a sample of the batch, and export that.': 'Eine Stichprobe des Stapels ziehen und diese ausgeben.',
  'The page was not built yet: there is no {1}.': 'Die Seite wurde noch nicht gebaut: {1} fehlt.',
  'Build it: npm run build': 'Bauen: npm run build',
  'An export with the id "{1}" runs already.': 'Eine Ausgabe mit der Kennung „{1}“ läuft schon.',
  'The export was stopped, and nothing was written.':
    'Die Ausgabe wurde angehalten, nichts wurde geschrieben.',
  '{1} belongs to a package that this studio did not make, or what it says of its package was altered.':
    '{1} gehört zu einem Paket, das dieses Studio nicht gemacht hat, oder seine Angaben zum Paket wurden verändert.',
  'Import it in the studio that exported the package, or ask the reviewer to save the file again.':
    'In dem Studio einlesen, das das Paket ausgegeben hat, oder die prüfende Person bitten, die Datei noch einmal zu sichern.',
  'The package that {1} comes from was altered or damaged after it went out: its reviewer saw something else.':
    'Das Paket, aus dem {1} stammt, wurde nach der Ausgabe verändert oder beschädigt: Die prüfende Person hat etwas anderes gesehen.',
  'Send the package again, and have it reviewed once more.':
    'Das Paket noch einmal senden und erneut prüfen lassen.',
  'The package of {1} is not among those that this studio knows: its batch was removed, or an older backup was restored.':
    'Das Paket zu {1} ist diesem Studio nicht bekannt: Sein Stapel wurde entfernt oder eine ältere Sicherung wiederhergestellt.',
  'Export the batch again, if it is there.': 'Den Stapel noch einmal ausgeben, wenn es ihn gibt.',
  '{1} is larger than {2} MB: no decisions of a review are.':
    '{1} ist größer als {2} MB: So groß sind Entscheidungen einer Prüfung nicht.',
  'Choose the file that the reviewer saved; its name ends in .reelmill-review.json.':
    'Die Datei wählen, die bei der Prüfung gesichert wurde; ihr Name endet auf .reelmill-review.json.',
  "The file {1} can't be read.": 'Die Datei {1} lässt sich nicht lesen.',
  '{1} holds no decisions of a review: it is no JSON, or not all of it is there.':
    '{1} enthält keine Entscheidungen einer Prüfung: Es ist kein JSON oder nicht vollständig.',
  '{1} holds no decisions of a review that can be read: "{2}" is not as it has to be.':
    '{1} enthält keine lesbaren Entscheidungen einer Prüfung: „{2}“ ist nicht, wie es sein muss.',
  'Ask the reviewer to save the file again on the page of the package.':
    'Die prüfende Person bitten, die Datei auf der Seite des Pakets noch einmal zu sichern.',
  'This package had no such video.': 'Dieses Paket enthielt kein solches Video.',
  'It is about another file than the one that was sent out.':
    'Es geht um eine andere Datei als die, die ausgegeben wurde.',
  'It was taken back in the studio since.': 'Es wurde im Studio inzwischen zurückgenommen.',
  '{1} said something else of this file later, and that counts.':
    '{1} hat später etwas anderes zu dieser Datei gesagt, und das zählt.',
  'The video became another file since: this is kept with the file that was seen, and is open again.':
    'Das Video ist seither eine andere Datei geworden: Dies bleibt bei der Datei, die zu sehen war, und das Video ist wieder offen.',
  '{1} approved of it and {2} rejected it: it counts as rejected until one of them says otherwise.':
    '{1} hat es freigegeben und {2} hat es abgelehnt: Es gilt als abgelehnt, bis jemand von beiden etwas anderes sagt.',
}
