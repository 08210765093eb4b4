import type { Sentences } from '../catalogue.ts'

/** Batches: what they wait for, why they can't go on. */
export const servicesBatches: Sentences = {
  'It is just being ended: ask again in a moment.': 'Er wird gerade beendet: gleich noch einmal fragen.',
  'It is being worked on, and none of its videos is paused.':
    'An ihm wird gearbeitet, und keines seiner Videos ist angehalten.',
  'It is being worked on.': 'An ihm wird gearbeitet.',
  'To begin now, on request.': 'Beginnt auf Wunsch jetzt.',
  'It is finished; failed videos of it can be retried.':
    'Er ist fertig; gescheiterte Videos darin lassen sich wiederholen.',
  'It failed: {1} Retry it when that is mended.':
    'Er ist gescheitert: {1} Wiederholen, sobald das behoben ist.',
  'None of its videos failed.': 'Keines seiner Videos ist gescheitert.',
  'Its table was not read yet, so it has no videos to leave out: cancel it.':
    'Seine Tabelle wurde noch nicht gelesen, also hat er keine Videos zum Auslassen: ihn abbrechen.',
  'Nothing of it waits, runs or failed.': 'Nichts von ihm wartet, läuft oder ist gescheitert.',
  'The video of job {1} is not finished: {2}': 'Das Video des Auftrags {1} ist nicht fertig: {2}',
  'Wait until it is done.': 'Warten, bis es fertig ist.',
  'Retry the video (`reelmill queue retry j{1}`), or put the file back.':
    'Das Video wiederholen oder die Datei zurücklegen.',
  'What is finished is kept, but the batch could not be closed: {1}':
    'Was fertig ist, bleibt, aber der Stapel ließ sich nicht abschließen: {1}',
  'the first {1#} videos all failed, none by a fault of its row.':
    'die ersten {1} Videos sind alle gescheitert, keines durch einen Fehler seiner Zeile.',
  'The last one: {1}': 'Das letzte: {1}',
  '{1#} of {2#} videos failed.': '{1} von {2} Videos sind gescheitert.',
  'Rendering: {1#} left': 'Wird gerendert: noch {1}',
  'The table {1} has the name of a file that the batch writes into its output folder.':
    'Die Tabelle {1} heißt wie eine Datei, die der Stapel in seinen Ausgabeordner schreibt.',
  'Choose another output folder, or give the table another name.':
    'Einen anderen Ausgabeordner wählen oder der Tabelle einen anderen Namen geben.',
  'Nothing was rendered.': 'Nichts wurde gerendert.',
  'The output folder {1} already holds a file {2}, which no batch wrote.':
    'Im Ausgabeordner {1} liegt schon eine Datei {2}, die kein Stapel geschrieben hat.',
  'The output folder {1} already holds a folder {2}, which no batch wrote.':
    'Im Ausgabeordner {1} liegt schon ein Ordner {2}, den kein Stapel geschrieben hat.',
  'Choose another output folder, or let it be put aside under another name with --overwrite.':
    'Einen anderen Ausgabeordner wählen oder beim neuen Stapel erlauben, Dateien zu ersetzen, die im Weg stehen.',
  'Choose another output folder, or give that one another name.':
    'Einen anderen Ausgabeordner wählen oder jenem einen anderen Namen geben.',
  'The disk is full: {1}': 'Der Datenträger ist voll: {1}',
  'Make room on the disk of the studio folder or the output folder, then render again.':
    'Auf dem Datenträger des Studioordners oder des Ausgabeordners Platz schaffen, dann noch einmal rendern.',
  'Render the row again; the log of the studio says more.':
    'Die Zeile noch einmal rendern; das Protokoll des Studios sagt mehr.',
  'Please report it, with the log of the studio.': 'Bitte melden, mit dem Protokoll des Studios.',
  'Retry the video (`reelmill queue retry`); `reelmill batch units` shows what ffmpeg said at each try.':
    'Das Video wiederholen; seine Seite zeigt, was ffmpeg bei jedem Versuch sagte.',
  'Render the row again.': 'Die Zeile noch einmal rendern.',
  'Another Reelmill is writing into {1} right now.': 'Ein anderes Reelmill schreibt gerade in {1}.',
  'Choose another output folder, or wait until its batch has ended.':
    'Einen anderen Ausgabeordner wählen oder warten, bis jener Stapel zu Ende ist.',
  'It belongs to another batch.': 'Es gehört zu einem anderen Stapel.',
  'It is made already; retry it to make it once more.':
    'Es ist schon gemacht; wiederholen, um es noch einmal zu machen.',
  'It failed; retry it, or skip it.': 'Es ist gescheitert; wiederholen oder auslassen.',
  'It goes on by itself.': 'Es geht von selbst weiter.',
  'It is {1}.': 'Es steht so: {1}.',
  'It is {1} already.': 'Es steht schon so: {1}.',
  'It is {1}: only videos that wait can be moved.':
    'Es steht so: {1}; nur wartende Videos lassen sich verschieben.',
  'It is being made and will be finished; with --now it is handed back.':
    'Es wird gerade gemacht und noch fertig; „Sofort anhalten“ gibt es zurück.',
  'Please report it, with what lies in {1}.': 'Bitte melden, mit dem, was in {1} liegt.',
  'Made with the processor: a hardware encoder failed.':
    'Mit dem Prozessor gemacht: Ein Hardware-Encoder versagte.',
  '{1} Made with the processor: a hardware encoder failed.':
    '{1} Mit dem Prozessor gemacht: Ein Hardware-Encoder versagte.',
  'Handed back: {1}': 'Zurückgegeben: {1}',
  'there is not enough room on the disk of {1}: the videos need {2} to {3}, and {4} are free, of which {5} are kept back.':
    'auf dem Datenträger von {1} ist nicht genug Platz: Die Videos brauchen {2} bis {3}; {4} sind frei, wovon {5} frei bleiben.',
  'Reading and checking the table: row {1}': 'Die Tabelle wird gelesen und geprüft: Zeile {1}',
  'Handed back: the batch was {1}.': 'Zurückgegeben: Der Stapel steht so: {1}.',
  'Handed back: everything was paused.': 'Zurückgegeben: Alles wurde angehalten.',
  'Another ffmpeg stands where the batch began with one: it is opened anew.':
    'Wo der Stapel mit einem ffmpeg begann, liegt jetzt ein anderes: Er wird neu geöffnet.',
  'Batch {1} was begun later and made videos of the same names in {2}.':
    'Stapel {1} wurde später begonnen und hat in {2} Videos mit denselben Namen gemacht.',
  'Handed back: the studio ended without closing.': 'Zurückgegeben: Das Studio endete, ohne zu schließen.',
  'To be made again: its file is gone, or not as long as it was left.':
    'Wird neu gemacht: Die Datei ist weg oder nicht so lang, wie sie war.',
  'Two videos would be one file.': 'Zwei Videos wären eine Datei.',
  '{1} Nothing was rendered.': '{1} Nichts wurde gerendert.',
  'The output folder {1} already holds files of these names, which no earlier batch of this template made.':
    'Im Ausgabeordner {1} liegen schon Dateien mit diesen Namen, die kein früherer Stapel dieser Vorlage gemacht hat.',
  'Choose another output folder, or replace them with --overwrite.':
    'Einen anderen Ausgabeordner wählen oder beim neuen Stapel erlauben, Dateien zu ersetzen, die im Weg stehen.',
  '{1#} of {2#} row has faults, and --strict was asked for.':
    '{1} von {2} Zeile hat Fehler, und der Stapel soll nur beginnen, wenn keine Zeile aussortiert werden muss.',
  '{1#} of {2#} row have faults, and --strict was asked for.':
    '{1} von {2} Zeile haben Fehler, und der Stapel soll nur beginnen, wenn keine Zeile aussortiert werden muss.',
  '{1#} of {2#} rows has faults, and --strict was asked for.':
    '{1} von {2} Zeilen hat Fehler, und der Stapel soll nur beginnen, wenn keine Zeile aussortiert werden muss.',
  '{1#} of {2#} rows have faults, and --strict was asked for.':
    '{1} von {2} Zeilen haben Fehler, und der Stapel soll nur beginnen, wenn keine Zeile aussortiert werden muss.',
  'Mend them (the rejected rows are listed with their faults), or leave out --strict.':
    'Diese ausbessern (die aussortierten Zeilen stehen mit ihren Fehlern in einer Liste) oder erlauben, dass Zeilen aussortiert werden.',
  'No batch waits or runs.': 'Kein Stapel wartet oder läuft.',
  'Batch {1} is {2}.': 'Stapel {1} steht so: {2}.',
  'See `reelmill queue` for those that wait or run.': 'Was wartet oder läuft, zeigt die Warteschlange.',
  'Batch {1} has begun already.': 'Stapel {1} hat schon begonnen.',
  'Everything is paused already.': 'Alles ist schon angehalten.',
  'Its priority is {1} already.': 'Der Vorrang ist schon {1}.',
  'Its priority is {1}.': 'Der Vorrang ist {1}.',
  'On request.': 'Auf Wunsch.',
  'A unit has the priority of its video: name that.':
    'Ein Schritt hat den Vorrang seines Videos: dieses nennen.',
  'Name batches, or videos of a batch.': 'Stapel nennen oder Videos eines Stapels.',
  'It has no deadline any more.': 'Die Frist ist aufgehoben.',
  'Its deadline is {1}.': 'Die Frist ist {1}.',
  'Pause it first, then say when it is to go on.': 'Erst anhalten, dann sagen, wann es weitergehen soll.',
  'It waits for no time any more.': 'Wartet auf keinen Zeitpunkt mehr.',
  'It begins at {1}.': 'Beginnt {1}.',
  'Pause it first, then let it wait for others.': 'Erst anhalten, dann auf andere warten lassen.',
  'It waits for no other batch.': 'Wartet auf keinen anderen Stapel.',
  'It waits for {1}.': 'Wartet auf {1}.',
  'Batch {1} is {2}: only a finished batch can be approved of.':
    'Stapel {1} steht so: {2}; nur ein fertiger Stapel lässt sich freigeben.',
  'Wait until it is finished, and look at its videos.':
    'Warten, bis er fertig ist, und seine Videos ansehen.',
  'Approved of by a person.': 'Von einem Menschen freigegeben.',
  'Everything is paused.': 'Alles ist angehalten.',
  'What it waited for is done: it goes on as soon as a studio works on it.':
    'Worauf er wartete, ist fertig: Es geht weiter, sobald ein Studio daran arbeitet.',
  'Waits until batch {1}, which writes into the same folder, is left.':
    'Wartet, bis Stapel {1}, der in denselben Ordner schreibt, zu Ende ist.',
  'Waits for its turn: as many batches are worked on as can be at a time.':
    'Wartet, bis er an der Reihe ist: An so vielen Stapeln, wie zugleich geht, wird gearbeitet.',
  '{1#} of {2#} videos are done.': '{1} von {2} Videos sind fertig.',
  'Waits for a person: {1} paused.': 'Wartet auf einen Menschen: {1} angehalten.',
  'See `reelmill batch jobs {1} --status paused`, then `queue resume` or `queue skip` them.':
    'Die angehaltenen Aufträge auf der Seite des Stapels fortsetzen oder auslassen.',
  '{1#} of {2#} videos are done, {3} in the making.': '{1} von {2} Videos sind fertig, {3} in Arbeit.',
  '{1#} of {2#} videos are done; the next ones wait for their turn.':
    '{1} von {2} Videos sind fertig; die nächsten warten, bis sie an der Reihe sind.',
  '{1} It waits for {2#} more besides.': '{1} Wartet außerdem auf {2} weitere.',
  'Open the table again, and mend it anew or put it back as it was.':
    'Die Tabelle neu öffnen und neu ausbessern, oder zurücklegen, wie sie war.',
  'As it was asked for again.': 'Weil er noch einmal verlangt wurde.',
  'the output folder': 'der Ausgabeordner',
  'The table is being read and checked.': 'Die Tabelle wird gelesen und geprüft.',
  'Batch {1} is writing into {2} right now.': 'Stapel {1} schreibt gerade in {2}.',
  'Choose another output folder, or wait until that batch has ended.':
    'Einen anderen Ausgabeordner wählen oder warten, bis jener Stapel zu Ende ist.',
  'The output folder {1} is gone, where {2#} videos were made.':
    'Der Ausgabeordner {1} ist weg, in dem {2} Videos gemacht wurden.',
  'Bring it back (mount its share or disk), then resume the batch.':
    'Ihn zurückbringen (Freigabe oder Datenträger einbinden), dann den Stapel fortsetzen.',
  '{1} was changed since its records were mended for this batch.':
    '{1} wurde geändert, seit die Datensätze für diesen Stapel ausgebessert wurden.',
  'Put it back as it was and resume the batch, or cancel it and mend the table anew.':
    'Diese zurücklegen, wie sie war, und den Stapel fortsetzen, oder ihn abbrechen und die Tabelle neu ausbessern.',
  'The template {1} in {2} was changed since batch {3} was begun.':
    'Die Vorlage {1} in {2} wurde geändert, seit Stapel {3} begann.',
  'Put it back as it was and resume the batch, or cancel it and render anew with the template as it is now.':
    'Diese zurücklegen, wie sie war, und den Stapel fortsetzen, oder ihn abbrechen und mit der jetzigen Vorlage neu rendern.',
  'Batch {1} makes this already: its table ({2}) is yet to be read.':
    'Stapel {1} macht das schon: Die Tabelle ({2}) wird noch gelesen.',
  'Going on with batch {1}: its table ({2}) is yet to be read.':
    'Weiter mit Stapel {1}: Die Tabelle ({2}) wird noch gelesen.',
  'Batch {1} makes this already: {2#} of {3#} videos are there, {4#} to make, {5#} failed.':
    'Stapel {1} macht das schon: {2} von {3} Videos sind da, {4} zu machen, {5} gescheitert.',
  'Batch {1} makes this already: {2#} of {3#} videos are there, {4#} to make.':
    'Stapel {1} macht das schon: {2} von {3} Videos sind da, {4} zu machen.',
  'Going on with batch {1}: {2#} of {3#} videos are there, {4#} to make, {5#} failed.':
    'Weiter mit Stapel {1}: {2} von {3} Videos sind da, {4} zu machen, {5} gescheitert.',
  'Going on with batch {1}: {2#} of {3#} videos are there, {4#} to make.':
    'Weiter mit Stapel {1}: {2} von {3} Videos sind da, {4} zu machen.',
  "A unit can't be {1}: name its video, j{2}.":
    'Mit einem Schritt geht das nicht ({1}): sein Video nennen, j{2}.',
  'It is not paused.': 'Es ist nicht angehalten.',
  'It is made already: retry its video, j{1}.': 'Es ist schon gemacht: sein Video wiederholen, j{1}.',
  'The output folder {1} is gone.': 'Der Ausgabeordner {1} ist weg.',
  'The output folder {1} may not be written to.': 'In den Ausgabeordner {1} darf nicht geschrieben werden.',
  'Bring it back, or make it writable: the batch goes on by itself.':
    'Ihn zurückbringen oder beschreibbar machen: Der Stapel geht von selbst weiter.',
  'Waits until somebody approves of batch {1} ({2}): `reelmill queue approve {3}`.':
    'Wartet, bis jemand Stapel {1} ({2}) freigibt.',
  'Waits for batch {1} ({2}), which was cancelled: resume it, or let this one begin all the same with `reelmill queue after`.':
    'Wartet auf Stapel {1} ({2}), der abgebrochen wurde: ihn fortsetzen oder in der Warteschlange beginnen, ohne auf andere zu warten.',
  'Waits for batch {1} ({2}), which failed: retry it, or let this one begin all the same with `reelmill queue after`.':
    'Wartet auf Stapel {1} ({2}), der gescheitert ist: ihn wiederholen oder in der Warteschlange beginnen, ohne auf andere zu warten.',
  'Waits for batch {1} ({2}), which is paused: resume it, or let this one begin all the same with `reelmill queue after`.':
    'Wartet auf Stapel {1} ({2}), der angehalten ist: ihn fortsetzen oder in der Warteschlange beginnen, ohne auf andere zu warten.',
  'Waits for batch {1} ({2}), which was interrupted: resume it, or let this one begin all the same with `reelmill queue after`.':
    'Wartet auf Stapel {1} ({2}), der unterbrochen wurde: ihn fortsetzen oder in der Warteschlange beginnen, ohne auf andere zu warten.',
  'Waits for batch {1} ({2}) to be finished.': 'Wartet, bis Stapel {1} ({2}) fertig ist.',
}
