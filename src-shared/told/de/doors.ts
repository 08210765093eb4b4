import type { Sentences } from '../catalogue.ts'

/** What doors and the counter say. */
export const doors: Sentences = {
  'There is no batch in this studio yet.': 'In diesem Studio gibt es noch keinen Stapel.',
  'Start one with `reelmill render`, or in the window.': 'Auf der Seite „Neuer Stapel“ einen beginnen.',
  'A check with the id "{1}" is running already.': 'Eine Prüfung mit der Kennung "{1}" läuft schon.',
  'Choose another id, or stop that one first.': 'Eine andere Kennung wählen oder jene zuerst beenden.',
  '{1#} row': '{1} Zeile',
  '{1#} rows': '{1} Zeilen',
  '{1#} video': '{1} Video',
  '{1#} videos': '{1} Videos',
  'Checking: {1}, {2}': 'Wird geprüft: {1}, {2}',
  'The check was stopped.': 'Die Prüfung wurde beendet.',
  'Start it again when you want its answer.': 'Neu beginnen, sobald ihr Ergebnis gebraucht wird.',
  'There is no command "{1}".': 'Es gibt keinen Befehl "{1}".',
  'Use one of {1}.': 'Einen von diesen verwenden: {1}.',
  'A fault of Reelmill itself: {1}': 'Ein Fehler von Reelmill selbst: {1}',
  'Please report it, with the log {1}.': 'Bitte melden, mit dem Protokoll {1}.',
  'The request "{1}" can\'t be understood.': 'Die Anfrage "{1}" ist nicht zu verstehen.',
  'Correct what is named above and ask again.': 'Berichtigen, was oben genannt ist, und noch einmal fragen.',
  "More than {1#} videos can't be moved at a time.":
    'Mehr als {1} Videos lassen sich nicht auf einmal verschieben.',
  'Select fewer of them, or give them another priority.':
    'Weniger auswählen oder ihnen einen anderen Vorrang geben.',
  'There is nothing at this address.': 'Unter dieser Adresse gibt es nichts.',
  'Open the page again that it was on.': 'Die Seite neu öffnen, auf der sie stand.',
  'A plan with the id "{1}" is being made already.': 'Ein Plan mit der Kennung "{1}" entsteht schon.',
  'Planning: {1}, {2}': 'Wird geplant: {1}, {2}',
  'Planning was stopped.': 'Das Planen wurde beendet.',
  "Only the studio's own page may ask.": 'Nur die Seite des Studios darf fragen.',
  'Use the window that Reelmill opened.': 'Das Fenster verwenden, das Reelmill geöffnet hat.',
  "The studio's folder is named by REELMILL_STUDIO, which goes before what is chosen here.":
    'Der Studioordner ist durch REELMILL_STUDIO vorgegeben; das geht vor dem, was hier gewählt wird.',
  'Start Reelmill without REELMILL_STUDIO, or name the other folder in it.':
    'Reelmill ohne REELMILL_STUDIO starten oder dort den anderen Ordner nennen.',
  "{1} can't be the studio's folder: {2}.": '{1} kann nicht der Studioordner sein: {2}.',
  'Choose a folder on a disk of this machine that you may write to.':
    'Einen Ordner auf einem Datenträger dieses Rechners wählen, in den geschrieben werden darf.',
  "Another Reelmill works in this studio's folder already (pid {1}, {2}).":
    'In diesem Studioordner arbeitet schon ein anderes Reelmill (pid {1}, {2}).',
  'Wait until it is done or close it, then open the window again.':
    'Warten, bis es fertig ist, oder es schließen; dann das Fenster neu öffnen.',
  "The studio that works in this folder (pid {1}, {2}) can't be reached: {3}.":
    'Das Studio, das in diesem Ordner arbeitet (pid {1}, {2}), ist nicht zu erreichen: {3}.',
  'Use it as the person who started it.': 'Es unter dem Konto verwenden, das es gestartet hat.',
  'The studio that works in this folder (pid {1}, {2}) does not answer.':
    'Das Studio, das in diesem Ordner arbeitet (pid {1}, {2}), antwortet nicht.',
  'Wait a moment and ask again.': 'Einen Augenblick warten und noch einmal fragen.',
  'If it stays so, end that process: what it has finished is kept.':
    'Bleibt es dabei, jenen Prozess beenden: Was er fertig hat, bleibt.',
  'Close that studio, or use the Reelmill that it was opened with.':
    'Jenes Studio schließen oder das Reelmill verwenden, mit dem es geöffnet wurde.',
  'The studio that worked in this folder (pid {1}, {2}) has ended.':
    'Das Studio, das in diesem Ordner arbeitete (pid {1}, {2}), ist beendet.',
  'Ask again.': 'Noch einmal fragen.',
  'The studio that worked in this folder has ended.':
    'Das Studio, das in diesem Ordner arbeitete, ist beendet.',
  'Nobody said hello.': 'Niemand hat sich gemeldet.',
  'This is not the word that opens the line.': 'Das ist nicht das Wort, das die Leitung öffnet.',
  'The studio that works in this folder is another version of Reelmill.':
    'Das Studio, das in diesem Ordner arbeitet, ist eine andere Version von Reelmill.',
  'A message could not be understood.': 'Eine Nachricht war nicht zu verstehen.',
  'Say hello first.': 'Zuerst anmelden.',
  'A message was too long.': 'Eine Nachricht war zu lang.',
  'Another Reelmill has the studio folder {1}.': 'Ein anderes Reelmill hat den Studioordner {1}.',
  'Another Reelmill has the studio folder {1} (pid {2}, {3}, since {4}).':
    'Ein anderes Reelmill hat den Studioordner {1} (pid {2}, {3}, seit {4}).',
  'Use that one, wait until it has ended, or choose another folder with --studio.':
    'Jenes verwenden, warten, bis es beendet ist, oder einen anderen Studioordner wählen.',
  'Measuring the machine was stopped.': 'Das Messen der Maschine wurde abgebrochen.',
  'Measure again when you want its answer; until then the machine is used as before.':
    'Neu messen, sobald das Ergebnis gebraucht wird; bis dahin wird die Maschine wie vorher genutzt.',
  'The studio that was asked is being closed.': 'Das gefragte Studio wird gerade geschlossen.',
  "A command's name is a text.": 'Der Name eines Befehls ist ein Text.',
  'Name one of the commands of the contract.': 'Einen der Befehle des Vertrags nennen.',
  'The payload of {1} is not what it must be.': 'Die Angaben zu {1} sind nicht, was sie sein müssen.',
  'Correct these places.': 'Diese Stellen berichtigen.',
  'Only GET and HEAD.': 'Nur GET und HEAD.',
  'The file is shorter than that.': 'Die Datei ist kürzer.',
  'This batch has no manifest yet.': 'Dieser Stapel hat noch kein Manifest.',
  'This batch set no rows aside.': 'Dieser Stapel hat keine Zeilen aussortiert.',
  'Look into its output folder.': 'In seinen Ausgabeordner sehen.',
  '{1} is no longer there.': '{1} ist nicht mehr da.',
  'Put it back, or render the batch again.': 'Es zurücklegen oder den Stapel neu rendern.',
  "A file can't be taken under the name {1}.": 'Unter dem Namen {1} lässt sich keine Datei annehmen.',
  'Rename it: letters, digits, spaces, dots and dashes do on every system.':
    'Diese umbenennen: Buchstaben, Ziffern, Leerzeichen, Punkte und Striche gehen auf jedem System.',
  "{1} is too much: the disk of the studio's folder is nearly full, or more than 64 GB were handed over at once.":
    '{1} ist zu viel: Der Datenträger des Studioordners ist fast voll, oder es wurden mehr als 64 GB auf einmal übergeben.',
  'Make room, or copy the files to this machine yourself and type their path.':
    'Platz schaffen, oder die Dateien selbst auf diesen Rechner kopieren und ihren Pfad eintippen.',
  '{1} did not arrive whole.': '{1} kam nicht vollständig an.',
  'Choose it again.': 'Es noch einmal wählen.',
  'This page was opened outside of Reelmill.': 'Diese Seite wurde außerhalb von Reelmill geöffnet.',
  'Start Reelmill and use its window.': 'Reelmill starten und sein Fenster verwenden.',
  'The studio can not be reached.': 'Das Studio ist nicht zu erreichen.',
  'Look into the terminal in which `reelmill serve` runs, and start it again if it has ended.':
    'In das Terminal sehen, in dem `reelmill serve` läuft, und es neu starten, falls es beendet ist.',
  'The studio was started anew, and has another address now.':
    'Das Studio wurde neu gestartet und hat jetzt eine andere Adresse.',
  'Open the address that `reelmill serve` wrote into its terminal.':
    'Die Adresse öffnen, die `reelmill serve` in sein Terminal geschrieben hat.',
  'This tab was opened without the word that lets it in.':
    'Dieser Tab wurde ohne das Wort geöffnet, das ihn einlässt.',
  'It was stopped.': 'Es wurde angehalten.',
  'An import or export with the id "{1}" runs already.':
    'Ein Import oder Export mit der Kennung "{1}" läuft schon.',
  'It was stopped, and nothing has changed.': 'Es wurde angehalten, und nichts hat sich geändert.',
  'Begin again when you want it.': 'Neu beginnen, sobald es gebraucht wird.',
}
