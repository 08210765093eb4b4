import type { Sentences } from '../catalogue.ts'

/** Making videos: ffmpeg, clips, sound, encoders, the farm; tables that are mended. */
export const servicesMaking: Sentences = {
  'Nobody has used it for a day.': 'Seit einem Tag hat es niemand benutzt.',
  'The time to keep it is over.': 'Die Zeit, es aufzubewahren, ist vorbei.',
  'Kept artifacts would take more room than they may.':
    'Aufbewahrte Teile bräuchten mehr Platz, als sie dürfen.',
  'The folder {1} was removed while it was worked with.':
    'Der Ordner {1} wurde entfernt, während mit ihm gearbeitet wurde.',
  'Leave it until the batch has ended; what was in it is made again.':
    'Ihn lassen, bis der Stapel zu Ende ist; was darin war, wird neu gemacht.',
  'the address is a web address, and fetching is not allowed.':
    'Die Adresse ist eine Webadresse, und Holen aus dem Netz ist nicht erlaubt.',
  '{1}//{2} is a web address, and fetching is not allowed.':
    '{1}//{2} ist eine Webadresse, und Holen aus dem Netz ist nicht erlaubt.',
  'Allow it with --fetch, or download the file and give its path.':
    'Das Holen aus dem Netz im neuen Stapel erlauben, oder die Datei herunterladen und ihren Pfad angeben.',
  'Check the file and the disk that it is on, and start again.':
    'Die Datei und ihren Datenträger prüfen, und neu beginnen.',
  'If this is a web address, write https:// before it: https://{1}/...':
    'Ist das eine Webadresse, https:// davor schreiben: https://{1}/...',
  "The graph can't be drawn as {1}: its name does not end in .svg.":
    'Der Graph lässt sich nicht als {1} zeichnen: Der Name endet nicht auf .svg.',
  'Give a name that ends in .svg: a browser shows it.':
    'Einen Namen angeben, der auf .svg endet: Ein Browser zeigt es.',
  "The graph can't be drawn as {1}: there is a folder of that name, which is no drawing of a plan.":
    'Der Graph lässt sich nicht als {1} zeichnen: Dort ist ein Ordner dieses Namens, keine Zeichnung eines Plans.',
  "The graph can't be drawn as {1}: there is a file of that name, which is no drawing of a plan.":
    'Der Graph lässt sich nicht als {1} zeichnen: Dort ist eine Datei dieses Namens, keine Zeichnung eines Plans.',
  'Choose another name, or move it away.': 'Einen anderen Namen wählen oder sie wegnehmen.',
  'It was left as it is.': 'Sie blieb, wie sie war.',
  'The graph {1} could not be written: {2}.': 'Der Graph {1} ließ sich nicht schreiben: {2}.',
  'Choose a folder that exists and may be written to, on a disk that has room.':
    'Einen Ordner wählen, der da ist, in den geschrieben werden darf und der Platz hat.',
  'The machine is being measured; it goes on in a few seconds.':
    'Die Maschine wird gemessen; in einigen Sekunden geht es weiter.',
  'It made no frame in any of the ways that were tried.': 'Auf keine der versuchten Arten entstand ein Bild.',
  'Try again when the machine has less to do.':
    'Es noch einmal versuchen, wenn die Maschine weniger zu tun hat.',
  'See `reelmill farm`; try another ffmpeg (REELMILL_FFMPEG).':
    'Auf die Seite „Farm“ sehen; ein anderes ffmpeg versuchen (REELMILL_FFMPEG).',
  'The machine could not be measured: {1}': 'Die Maschine ließ sich nicht messen: {1}',
  'This ffmpeg can encode none of the codecs that Reelmill makes, so nothing can be measured with it.':
    'Dieses ffmpeg kann keinen der Codecs kodieren, die Reelmill macht; so lässt sich mit ihm nichts messen.',
  'Use another ffmpeg (REELMILL_FFMPEG).': 'Ein anderes ffmpeg verwenden (REELMILL_FFMPEG).',
  'the clip made of {1}': 'der Clip aus {1}',
  '{1} is damaged within the part that the video uses: not all of its pictures can be decoded.':
    '{1} ist in dem Teil beschädigt, den das Video verwendet: Nicht alle Bilder lassen sich dekodieren.',
  'Copy or export the file again, or trim the damaged part away.':
    'Die Datei neu kopieren oder exportieren, oder den beschädigten Teil wegschneiden.',
  'ffmpeg could not prepare {1}.': 'ffmpeg konnte {1} nicht vorbereiten.',
  'See that the file plays to its end; the log has what ffmpeg said.':
    'Prüfen, ob die Datei bis zum Ende läuft; was ffmpeg sagte, steht im Protokoll.',
  'The clip made of {1} is not what was ordered: {2} instead of {3#} frames {4}x{5} {6}.':
    'Der Clip aus {1} ist nicht, was bestellt war: {2} statt {3} Bilder {4}x{5} {6}.',
  'The clip made of {1} is not what was ordered: nothing instead of {2#} frames {3}x{4} {5}.':
    'Der Clip aus {1} ist nicht, was bestellt war: nichts statt {2} Bilder {3}x{4} {5}.',
  'Convert the clip to MP4 with H.264 at a constant rate and try again.':
    'Den Clip in MP4 mit H.264 und fester Bildrate umwandeln und es noch einmal versuchen.',
  'It runs no longer.': 'Es läuft nicht mehr.',
  'ended too early': 'endete zu früh',
  'was ended': 'wurde beendet',
  'took too long': 'brauchte zu lange',
  'gave no sign of life and was ended': 'gab kein Lebenszeichen und wurde beendet',
  'wrote more than can be read': 'schrieb mehr, als sich lesen lässt',
  'was not fed to the end': 'bekam nicht alles zu lesen',
  'wrote what could not be taken': 'schrieb, was nicht entgegenzunehmen war',
  'could not be started': 'ließ sich nicht starten',
  'ffmpeg ended with {1} while making {2}': 'ffmpeg endete mit {1} bei: {2}',
  'ffmpeg {1*} while making {2}': 'ffmpeg {1} bei: {2}',
  'Render it again; if it fails again, try another ffmpeg (REELMILL_FFMPEG), or report it with the log of the studio.':
    'Es noch einmal rendern; scheitert es wieder, ein anderes ffmpeg versuchen (REELMILL_FFMPEG) oder es mit dem Protokoll des Studios melden.',
  'It is tried again.': 'Es wird noch einmal versucht.',
  'If it goes on, the log of the studio has what ffmpeg said.':
    'Geht es so weiter, steht im Protokoll des Studios, was ffmpeg sagte.',
  'Make room on the disk of the studio folder or the output folder; what is finished is kept.':
    'Auf dem Datenträger des Studioordners oder des Ausgabeordners Platz schaffen; was fertig ist, bleibt.',
  'There was not enough memory to make {1}.': 'Der Arbeitsspeicher reichte nicht für: {1}.',
  'It goes on by itself, with fewer programs at a time.':
    'Es geht von selbst weiter, mit weniger Programmen zugleich.',
  'Close other programs if it goes on too slowly.': 'Andere Programme schließen, wenn es zu langsam geht.',
  'Connect it again: it goes on by itself.': 'Wieder anschließen: Es geht von selbst weiter.',
  'The video is made with the processor.': 'Das Video wird mit dem Prozessor gemacht.',
  'See `reelmill farm` for the encoder.': 'Zum Encoder steht mehr auf der Seite „Farm“.',
  'The hardware encoder allows no more encodes at a time: {1} has to wait or go without.':
    'Der Hardware-Encoder erlaubt zurzeit nicht mehr: {1} muss warten oder ohne ihn auskommen.',
  'Close other programs that encode.': 'Andere Programme schließen, die encodieren.',
  'Somebody ended ffmpeg while it was making {1}.': 'Jemand beendete ffmpeg bei: {1}.',
  'Install ffmpeg again, or name another one in REELMILL_FFMPEG.':
    'ffmpeg neu installieren oder in REELMILL_FFMPEG ein anderes nennen.',
  'See that the studio folder and the output folder may be written to.':
    'Prüfen, ob in den Studioordner und den Ausgabeordner geschrieben werden darf.',
  'this ffmpeg has no encoder for {1} that works here':
    'dieses ffmpeg hat keinen Encoder für {1}, der hier arbeitet',
  '{1} makes no {2} of {3}x{4}': '{1} macht kein {2} von {3}x{4}',
  'ffmpeg warns while it joins: {1}': 'ffmpeg warnt beim Zusammenfügen: {1}',
  "the joined file can't be decoded: {1}": 'die zusammengefügte Datei lässt sich nicht dekodieren: {1}',
  "ffprobe can't read the joined file: {1}": 'ffprobe kann die zusammengefügte Datei nicht lesen: {1}',
  'ffmpeg warns while it decodes the joined file: {1}':
    'ffmpeg warnt beim Dekodieren der zusammengefügten Datei: {1}',
  'ffprobe warns of the joined file: {1}': 'ffprobe warnt vor der zusammengefügten Datei: {1}',
  'it could not be tried ({1})': 'es ließ sich nicht erproben ({1})',
  'a segment of {1#} frames decodes to {2}': 'ein Segment von {1} Bildern dekodiert zu {2}',
  'its frames have {1#} bytes instead of {2}: they are of another size':
    'seine Bilder haben {1} Bytes statt {2}: Sie haben eine andere Größe',
  'the joined file decodes to {1#} frames instead of {2}; frame {3} is the first that differs':
    'die zusammengefügte Datei dekodiert zu {1} Bildern statt {2}; Bild {3} weicht als erstes ab',
  'the joined file decodes to {1#} frames instead of {2}':
    'die zusammengefügte Datei dekodiert zu {1} Bildern statt {2}',
  'frame {1} of the joined file is not the one that was encoded':
    'Bild {1} der zusammengefügten Datei ist nicht das encodierte',
  'the joined file has {1#} packets instead of {2}': 'die zusammengefügte Datei hat {1} Pakete statt {2}',
  'frame {1} of the joined file comes at {2#} s instead of {3#} s':
    'Bild {1} der zusammengefügten Datei kommt bei {2} s statt bei {3} s',
  'It encodes here, one video at a time.': 'Er encodiert hier, ein Video zurzeit.',
  'It encodes here, {1#} videos at a time.': 'Er encodiert hier, {1} Videos zugleich.',
  'The processor makes {1}.': 'Der Prozessor macht {1}.',
  'It encodes here.': 'Er encodiert hier.',
  'It does not encode here: {1}.': 'Er encodiert hier nicht: {1}.',
  "its segments can't be joined ({1})": 'seine Segmente lassen sich nicht zusammenfügen ({1})',
  'It failed twice within ten minutes.': 'Er versagte zweimal innerhalb von zehn Minuten.',
  'Last: {1}': 'Zuletzt: {1}',
  'The studio is closing.': 'Das Studio wird geschlossen.',
  'it makes no {1} of {2}x{3}': 'er macht kein {1} von {2}x{3}',
  'what it wrote can’t be read:': 'was er schrieb, ist nicht zu lesen:',
  'of {1#} frames it wrote {2}': 'von {1} Bildern schrieb er {2}',
  'its picture is not the one that it was given ({1#} dB)': 'sein Bild ist nicht das, das er bekam ({1} dB)',
  '{1}its trial came to no end ({2})': '{1} seine Probe kam zu keinem Ende ({2})',
  '{1} is not the file that was made: it has {2#} bytes instead of {3}.':
    '{1} ist nicht die Datei, die gemacht wurde: Sie hat {2} Bytes statt {3}.',
  'Retry the video (`reelmill queue retry j{1}`), or look at the batch that wrote there last.':
    'Das Video wiederholen oder den Stapel ansehen, der zuletzt dorthin schrieb.',
  'frame {1} of {2}': 'Bild {1} von {2}',
  'Choose another place.': 'Einen anderen Ort wählen.',
  'the picture of {1}': 'das Bild von {1}',
  'the waveform of {1}': 'die Wellenform von {1}',
  'Look at the table, whether that is right.': 'In der Tabelle nachsehen, ob das stimmt.',
  'Look at the column "{1}", from line {2} on ({3#} cell).':
    'Die Spalte "{1}" ab Zeile {2} ansehen ({3} Zelle).',
  'Look at the column "{1}", from line {2} on ({3#} cells).':
    'Die Spalte "{1}" ab Zeile {2} ansehen ({3} Zellen).',
  'Making {1} got no further for {2} and was ended.': '{1} kam {2} lang nicht weiter und wurde beendet.',
  'Retry the video; if it hangs again, look at the command, or set a longer limit (reelmill farm set hangSeconds=600).':
    'Das Video wiederholen; hängt es wieder, den Befehl ansehen oder in den Einstellungen unter „Rechner“ eine längere Grenze setzen.',
  'The hardware encoder {1} is out of use by now.': 'Der Hardware-Encoder {1} ist inzwischen außer Betrieb.',
  'The processor makes the video instead; "reelmill farm" says why the encoder is not used.':
    'Der Prozessor macht das Video stattdessen; warum der Encoder ruht, steht auf der Seite „Farm“.',
  'Reelmill renders videos.': 'Reelmill rendert Videos.',
  'The disk of {1} is full; it goes on by itself when there is room.':
    'Der Datenträger von {1} ist voll; es geht von selbst weiter, sobald Platz ist.',
  'The disk of {1} is full: {2} are free, of which {3} stay free; it goes on by itself when there is room.':
    'Der Datenträger von {1} ist voll: {2} sind frei, wovon {3} frei bleiben; es geht von selbst weiter, sobald Platz ist.',
  'The machine refused more memory; it goes on by itself when there is some.':
    'Die Maschine verweigerte mehr Arbeitsspeicher; es geht von selbst weiter, sobald welcher da ist.',
  "{1} can't be reached; it goes on by itself when it is there again.":
    '{1} ist nicht zu erreichen; es geht von selbst weiter, sobald es wieder da ist.',
  'Waits for a slot.': 'Wartet auf einen Platz.',
  'Handed back: its studio was lost.': 'Zurückgegeben: Sein Studio ging verloren.',
  'Waits for room on the disk of the studio folder.':
    'Wartet auf Platz auf dem Datenträger des Studioordners.',
  'Handed back: its job was called off.': 'Zurückgegeben: Sein Auftrag wurde abgesagt.',
  'Handed back, no try is burnt: {1}': 'Zurückgegeben, kein Versuch ist verbraucht: {1}',
  'Waits for its next try.': 'Wartet auf seinen nächsten Versuch.',
  'The table has no record {1}, or it was not read up to there yet.':
    'Die Tabelle hat keinen Datensatz {1}, oder sie wurde noch nicht bis dorthin gelesen.',
  'Wait until the table was read, or open it again.':
    'Warten, bis die Tabelle gelesen ist, oder sie neu öffnen.',
  'The table has no column "{1}".': 'Die Tabelle hat keine Spalte "{1}".',
  'Open the table again: its columns have changed.':
    'Die Tabelle neu öffnen: Ihre Spalten haben sich geändert.',
  'The table is no longer open.': 'Die Tabelle ist nicht mehr offen.',
  'Open it again.': 'Diese neu öffnen.',
  'Put it back as it was, or forget what was mended and mend it anew.':
    'Diese zurücklegen, wie sie war, oder die Berichtigungen verwerfen und neu ausbessern.',
  'All values of "{1}" lie between -1 and 1 and were read as they stand: 0.15 is 0.15 %.':
    'Alle Werte von "{1}" liegen zwischen -1 und 1 und wurden gelesen, wie sie dastehen: 0.15 ist 0,15 %.',
  'If 15 % is meant, write 15 or 15 %.': 'Sind 15 % gemeint, 15 oder 15 % schreiben.',
  '"{1}" is written in two ways; cells that can be read in both are read as in {2}.':
    '"{1}" ist auf zwei Arten geschrieben; Zellen, die auf beide Arten zu lesen sind, werden wie in {2} gelesen.',
  'was already that of another row when this one was set aside':
    'gehörte schon einer anderen Zeile, als diese aussortiert wurde',
  'in line {1} is already that of line {2}': 'in Zeile {1} gehört schon zu Zeile {2}',
  'The column _row, which keeps each record’s number, holds no number here.':
    'Die Spalte _row, in der die Nummer jedes Datensatzes steht, enthält hier keine Zahl.',
  'Write a number that no other record has.': 'Eine Nummer eintragen, die kein anderer Datensatz hat.',
  'The row’s key is empty.': 'Der Schlüssel der Zeile ist leer.',
  'Fill the column "{1}" with a value that no other row has.':
    'Die Spalte "{1}" mit einem Wert füllen, den keine andere Zeile hat.',
  'The row’s key is longer than 200 characters, or has a line break or a lost character in it.':
    'Der Schlüssel der Zeile ist länger als 200 Zeichen, oder er enthält einen Zeilenumbruch oder ein verlorenes Zeichen.',
  'Write a short key in one line.': 'Einen kurzen Schlüssel in einer Zeile schreiben.',
  'The key "{1}" {2*}.': 'Der Schlüssel "{1}" {2}.',
  'Give each row a key of its own, or name another column as the key.':
    'Jeder Zeile einen eigenen Schlüssel geben oder eine andere Spalte als Schlüssel nennen.',
  'The row was set aside by a person.': 'Die Zeile wurde von Hand aussortiert.',
  'Take it back in the new batch, or feed it in again from the rejected rows.':
    'Diese im neuen Stapel wieder aufnehmen oder aus den aussortierten Zeilen neu einlesen.',
  '{1} was changed since its records were mended.':
    '{1} wurde geändert, seit die Datensätze ausgebessert wurden.',
  'Record {1} was mended in a column "{2}", which {3} does not have.':
    'Datensatz {1} wurde in einer Spalte "{2}" ausgebessert, die {3} nicht hat.',
  'Open the table again and mend it anew: its columns have changed.':
    'Die Tabelle neu öffnen und neu ausbessern: Ihre Spalten haben sich geändert.',
  'No record of {1} is in the choice of rows "{2}": it was read up to record {3}.':
    'Kein Datensatz von {1} ist in der Auswahl von Zeilen "{2}": Gelesen wurde bis Datensatz {3}.',
  'Choose numbers from 1 to the number of records.': 'Zahlen von 1 bis zur Anzahl der Datensätze wählen.',
  '"{1}" is not a locale.': '"{1}" ist kein Gebietsschema.',
  'Write a language, and a region where it matters: de, de-CH, en-US, fr-FR, ar-EG.':
    'Eine Sprache angeben, und eine Region, wo es darauf ankommt: de, de-CH, en-US, fr-FR, ar-EG.',
  '{1} has no column "{2}" for the rows\' keys.': '{1} hat keine Spalte "{2}" für die Schlüssel der Zeilen.',
  'Name one of its columns: {1}.': 'Eine ihrer Spalten nennen: {1}.',
  'The columns of {1} don’t fit the template.': 'Die Spalten von {1} passen nicht zur Vorlage.',
  'No column fills the variable "{1}".': 'Keine Spalte füllt die Variable "{1}".',
  "The table's columns: {1}.": 'Die Spalten der Tabelle: {1}.',
  'Rename the columns, or say by hand which one fills which variable: variable=column.':
    'Die Spalten umbenennen oder unter „Spalten“ von Hand sagen, welche welche Variable füllt.',
  '{1}, line {2}: {3}': '{1}, Zeile {2}: {3}',
  '{1} Without "strict", such rows are set aside and the others go on.':
    '{1} Sonst werden solche Zeilen aussortiert, und die anderen gehen weiter.',
  'The record was set aside because it didn’t fit the columns, and its cells are still empty.':
    'Der Datensatz wurde aussortiert, weil er nicht in die Spalten passte, und seine Zellen sind noch leer.',
  'Fill in its cells from the text in the column _value, or delete the line.':
    'Seine Zellen aus dem Text in der Spalte _value füllen oder die Zeile löschen.',
  '{1} in the choice of rows "{2}" is no number and no range.':
    '{1} in der Auswahl von Zeilen "{2}" ist keine Zahl und kein Bereich.',
  'Write numbers and ranges with commas between them, like 1-20,35,100-; the first record is 1.':
    'Zahlen und Bereiche mit Kommas dazwischen schreiben, etwa 1-20,35,100-; der erste Datensatz ist 1.',
  'the sound of a video': 'der Ton eines Videos',
  'the sound of {1}': 'der Ton von {1}',
  'ffmpeg could not mix {1}.': 'ffmpeg konnte {1} nicht mischen.',
  'ffmpeg could not mix the sound.': 'ffmpeg konnte den Ton nicht mischen.',
  "{1} is damaged: its sound can't be decoded in the part that the video uses.":
    '{1} ist beschädigt: Der Ton lässt sich in dem Teil, den das Video verwendet, nicht dekodieren.',
  'This build of ffmpeg has no libopus, so it can write no sound for WebM.':
    'Dieses ffmpeg hat kein libopus und kann darum keinen Ton für WebM schreiben.',
  'Use an ffmpeg with libopus (most builds have it), or another format.':
    'Ein ffmpeg mit libopus verwenden (die meisten haben es) oder ein anderes Format.',
  '{1} has damaged places; it was used as far as it can be decoded.':
    '{1} hat beschädigte Stellen; verwendet wurde, was sich dekodieren lässt.',
  'The sound is silent; it was left so.': 'Der Ton ist still; er blieb so.',
  'The sound is too short or too faint to have a loudness (0.4 s and -70 LUFS are the least); it keeps its level.':
    'Der Ton ist zu kurz oder zu leise, um eine Lautheit zu haben (mindestens 0,4 s und -70 LUFS); er behält seinen Pegel.',
  'The loudness is {1#} LUFS instead of {2}: it is so quiet that more than {3#} dB would be needed.':
    'Die Lautheit ist {1} LUFS statt {2}: Er ist so leise, dass mehr als {3} dB nötig wären.',
  'The loudness is {1#} LUFS instead of {2}: its peaks leave no room.':
    'Die Lautheit ist {1} LUFS statt {2}: Die Spitzen lassen keinen Raum.',
  'The true peak is {1#} dBTP instead of at most {2}.': 'Die wahre Spitze ist {1} dBTP statt höchstens {2}.',
  'The output folder {1} may not be written to: its disk is read-only.':
    'In den Ausgabeordner {1} darf nicht geschrieben werden: Sein Datenträger ist schreibgeschützt.',
  'Bring it back, or connect its disk or share again: the batch goes on by itself.':
    'Ihn zurückbringen oder seinen Datenträger oder seine Freigabe wieder anschließen: Der Stapel geht von selbst weiter.',
  'Make it writable: the batch goes on by itself.':
    'Ihn beschreibbar machen: Der Stapel geht von selbst weiter.',
  'Make room on the disk of the output folder, then render again; what is finished is kept.':
    'Auf dem Datenträger des Ausgabeordners Platz schaffen, dann noch einmal rendern; was fertig ist, bleibt.',
  'its folder may not be written to': 'in ihren Ordner darf nicht geschrieben werden',
  'its folder is gone': 'ihr Ordner ist weg',
  'a file stands where its folder should be': 'wo ihr Ordner sein sollte, liegt eine Datei',
  'a folder of that name stands there': 'dort liegt ein Ordner dieses Namens',
  'it is open in another program': 'sie ist in einem anderen Programm offen',
  'its path is too long for this system': 'ihr Pfad ist zu lang für dieses System',
  'Make its folder writable or choose another one, then render again.':
    'Den Ordner beschreibbar machen oder einen anderen wählen, dann noch einmal rendern.',
  'The finished file {1} is not what was planned: {2}.':
    'Die fertige Datei {1} ist nicht, was geplant war: {2}.',
  'It was not given its name.': 'Sie bekam ihren Namen nicht.',
  'This is a fault of Reelmill or of this ffmpeg build: please report it with the template.':
    'Das ist ein Fehler von Reelmill oder von diesem ffmpeg: bitte mit der Vorlage melden.',
  'it cannot be read back': 'sie lässt sich nicht zurücklesen',
  'it has no picture': 'sie hat kein Bild',
  'its {1} is {2} instead of {3}': '{1} ist {2} statt {3}',
  'it lasts {1#} seconds instead of {2}': 'sie dauert {1} Sekunden statt {2}',
  'the still': 'das Einzelbild',
  'The clip takes more than one pass.': 'Der Clip braucht mehr als einen Durchgang.',
  'This ffmpeg has no encoder for {1} that works here.':
    'Dieses ffmpeg hat keinen Encoder für {1}, der hier arbeitet.',
  'Choose another codec for the format, or set REELMILL_FFMPEG to a build that has one.':
    'Einen anderen Codec für das Format wählen oder REELMILL_FFMPEG auf eines setzen, das einen hat.',
  '{1} was made of damaged pictures.': '{1} wurde aus beschädigten Bildern gemacht.',
  '{1} has {2#} frames instead of {3}.': '{1} hat {2} Bilder statt {3}.',
  '{1} is not the same file any more as when the batch was checked.':
    '{1} ist nicht mehr dieselbe Datei wie bei der Prüfung des Stapels.',
  'Leave the files of a batch alone while it runs.':
    'Die Dateien eines Stapels in Ruhe lassen, solange er läuft.',
  'Render again: the file is then taken as it is now.':
    'Noch einmal rendern: Die Datei wird dann genommen, wie sie jetzt ist.',
  'the palette of the GIF': 'die Palette des GIF',
  'the finished file': 'die fertige Datei',
  'a copy of {1} to look at': 'eine Kopie von {1} zum Ansehen',
  'Open the video again.': 'Das Video neu öffnen.',
}
