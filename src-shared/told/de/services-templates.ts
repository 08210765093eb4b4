import type { Sentences } from '../catalogue.ts'

/** The library of templates, the editor, previews, layers. */
export const servicesTemplates: Sentences = {
  "The draft in {1} can't be written: {2}.": 'Der Entwurf in {1} lässt sich nicht schreiben: {2}.',
  'Make room on the disk, or allow writing to that folder; then change something again.':
    'Auf dem Datenträger Platz schaffen oder das Schreiben in jenen Ordner erlauben; dann noch einmal etwas ändern.',
  '{1} is not an ordinary file.': '{1} ist keine gewöhnliche Datei.',
  'Choose a picture, a clip, a sound or a font.': 'Ein Bild, einen Clip, einen Ton oder eine Schrift wählen.',
  '{1} is neither a picture nor a clip, a sound or a font.':
    '{1} ist weder ein Bild noch ein Clip, ein Ton oder eine Schrift.',
  'Choose a file of one of these kinds: {1}.': 'Eine Datei einer dieser Arten wählen: {1}.',
  '{1} is larger than 4 GB.': '{1} ist größer als 4 GB.',
  'Make a shorter or smaller copy of it for the template.':
    'Eine kürzere oder kleinere Kopie davon für die Vorlage machen.',
  "the template's folder of assets": 'der Materialordner der Vorlage',
  "{1} can't be copied into the draft: {2}.": '{1} lässt sich nicht in den Entwurf kopieren: {2}.',
  'Make room on the disk, or allow reading the file; then try again.':
    'Auf dem Datenträger Platz schaffen oder das Lesen der Datei erlauben; dann noch einmal versuchen.',
  'The draft has a thousand files that are called like {1}.':
    'Der Entwurf hat tausend Dateien, die wie {1} heißen.',
  'Give the file another name first.': 'Der Datei erst einen anderen Namen geben.',
  'This editor is no longer open.': 'Dieser Editor ist nicht mehr offen.',
  'Open the template again.': 'Die Vorlage neu öffnen.',
  "the editor's folder of stills": 'der Ordner des Editors für Einzelbilder',
  "the editor's folder of proxies": 'der Ordner des Editors für Vorschauclips',
  'The preview was stopped.': 'Die Vorschau wurde beendet.',
  'Ask for it again.': 'Noch einmal danach fragen.',
  'The draft of "{1}" was changed in another window since it was opened here.':
    'Der Entwurf von "{1}" wurde in einem anderen Fenster geändert, seit er hier geöffnet wurde.',
  'Copy what you need from the JSON here, then open the template again.':
    'Was gebraucht wird, hier aus dem JSON kopieren und dann die Vorlage neu öffnen.',
  'This picture was passed over: many others were asked for since.':
    'Dieses Bild wurde übergangen: Seither wurden viele andere verlangt.',
  'Look at it again.': 'Es noch einmal ansehen.',
  'No picture could be taken of {1}.': 'Von {1} ließ sich kein Bild machen.',
  'Look at the file in a player, or save it anew.': 'Die Datei in einem Player ansehen oder neu speichern.',
  "the editor's folder of small pictures": 'der Ordner des Editors für kleine Bilder',
  'A newer picture was asked for.': 'Ein neueres Bild wurde verlangt.',
  'Wait for that one.': 'Auf jenes warten.',
  "the editor's folder": 'der Ordner des Editors',
  "The draft can't be shown: {1}": 'Der Entwurf lässt sich nicht zeigen: {1}',
  "The draft can't be shown: it is no template.":
    'Der Entwurf lässt sich nicht zeigen: Er ist keine Vorlage.',
  'Mend the places that are listed.': 'Die aufgezählten Stellen ausbessern.',
  'There is no row {1}: the table has {2}.': 'Es gibt keine Zeile {1}: Die Tabelle hat {2}.',
  'Choose an earlier row.': 'Eine frühere Zeile wählen.',
  "Row {1} can't be shown: {2}": 'Zeile {1} lässt sich nicht zeigen: {2}',
  "Row {1} can't be shown: it has no key.": 'Zeile {1} lässt sich nicht zeigen: Sie hat keinen Schlüssel.',
  'Choose another row.': 'Eine andere Zeile wählen.',
  'the folder of font specimens': 'der Ordner der Schriftproben',
  'The template {1} has no {2} "{3}".': 'Der Vorlage {1} fehlt dies: {2} "{3}".',
  'It has {1}.': 'Sie hat {1}.',
  'Did you mean {1}?': 'Ist {1} gemeint?',
  'The table has no rows.': 'Die Tabelle hat keine Zeilen.',
  'The table has no row with the key "{1}".': 'Die Tabelle hat keine Zeile mit dem Schlüssel "{1}".',
  'No row of the table can be used: line {1}: {2}':
    'Keine Zeile der Tabelle ist zu gebrauchen: Zeile {1}: {2}',
  'The row "{1}" can\'t be used: line {2}: {3}': 'Die Zeile "{1}" ist nicht zu gebrauchen: Zeile {2}: {3}',
  'Give the key of a row: the value of the key column, or the number of the record.':
    'Den Schlüssel einer Zeile angeben: den Wert der Schlüsselspalte oder die Nummer des Datensatzes.',
  '{1} is gone.': '{1} ist weg.',
  '{1} is another program than when the batch began.':
    '{1} ist ein anderes Programm als zu Beginn des Stapels.',
  'Install ffmpeg again, then render again; what is finished is kept.':
    'ffmpeg neu installieren, dann noch einmal rendern; was fertig ist, bleibt.',
  'Render again: what the former program made in part is made anew.':
    'Noch einmal rendern: Was das frühere Programm halb gemacht hat, wird neu gemacht.',
  'The video of row "{1}" lasts {2#} seconds: there is no frame at {3}.':
    'Das Video der Zeile "{1}" dauert {2} Sekunden: Bei {3} gibt es kein Bild.',
  'Give an earlier time.': 'Eine frühere Zeit angeben.',
  'There is no template.json in {1}.': 'In {1} ist keine template.json.',
  'Choose the folder that has the template.json in it, or a zip of that folder.':
    'Den Ordner wählen, in dem die template.json liegt, oder ein ZIP dieses Ordners.',
  'There are {1#} templates in {2}: {3}.': 'In {2} sind {1} Vorlagen: {3}.',
  'Import them one by one.': 'Diese einzeln importieren.',
  '{1} is neither a folder nor an ordinary file (a device, a pipe or a socket).':
    '{1} ist weder ein Ordner noch eine gewöhnliche Datei (ein Gerät, eine Pipe oder ein Socket).',
  'There is no folder and no file {1}.': 'Es gibt keinen Ordner und keine Datei {1}.',
  "Choose a template's folder or a zip of it.": 'Den Ordner einer Vorlage oder ein ZIP davon wählen.',
  "the studio's folder": 'der Studioordner',
  'template.json, line {1}, column {2}': 'template.json, Zeile {1}, Stelle {2}',
  '{1} (line {2#})': '{1} (Zeile {2})',
  'This link leads out of the template folder.': 'Diese Verknüpfung führt aus dem Ordner der Vorlage hinaus.',
  'The template "{1}" has no draft.': 'Die Vorlage "{1}" hat keinen Entwurf.',
  'Open it in the editor and change it first.': 'Diese im Editor öffnen und zuerst ändern.',
  'The draft of "{1}" calls itself "{2}".': 'Der Entwurf von "{1}" nennt sich "{2}".',
  'Write "name": "{1}" into it, or duplicate the template under the other name.':
    '"name": "{1}" hineinschreiben oder die Vorlage unter dem anderen Namen duplizieren.',
  'Version {1} of "{2}" is not above {3}, which there is already.':
    'Version {1} von "{2}" liegt nicht über {3}, die es schon gibt.',
  'Use {1} or higher.': '{1} oder höher verwenden.',
  'There is no template "{1}".': 'Es gibt keine Vorlage "{1}".',
  'See which there are: `reelmill template list`, or the page Templates.':
    'Welche es gibt, zeigt die Seite „Vorlagen“.',
  'There is a template "{1}" already, in version {2}; this one is {3}.':
    'Es gibt schon eine Vorlage "{1}", in Version {2}; diese ist {3}.',
  'Import it as a new version of that one, or as a copy under another name.':
    'Diese als neue Version von jener importieren oder als Kopie unter anderem Namen.',
  'There is a template "{1}" already.': 'Es gibt schon eine Vorlage "{1}".',
  'Choose another name, or delete that one first.': 'Einen anderen Namen wählen oder jene zuerst löschen.',
  'The template "{1}" was removed with its draft, and has another draft by now.':
    'Die Vorlage "{1}" wurde mit ihrem Entwurf entfernt und hat inzwischen einen anderen Entwurf.',
  'Publish or discard that one in the editor, then bring the template back.':
    'Jenen im Editor veröffentlichen oder verwerfen, dann die Vorlage zurückholen.',
  'The template "{1}" comes with Reelmill, and stays.': 'Die Vorlage "{1}" kommt mit Reelmill und bleibt.',
  'Change it, and your own version takes its place; delete that, and this one is back.':
    'Diese ändern, dann gilt die eigene Version; wird diese gelöscht, ist sie wieder da.',
  'The template "{1}" has no version {2}.': 'Die Vorlage "{1}" hat keine Version {2}.',
  'See which there are: `reelmill template versions {1}`.':
    'Welche es gibt, steht bei den Einzelheiten der Vorlage.',
  'A batch is being made with the template "{1}".': 'Mit der Vorlage "{1}" entsteht gerade ein Stapel.',
  '{1#} batches are being made with the template "{2}".':
    'Mit der Vorlage "{2}" entstehen gerade {1} Stapel.',
  'Wait until they are done, or cancel them, and delete it then.':
    'Warten, bis sie fertig sind, oder sie abbrechen, und sie dann löschen.',
  'There is a file {1} already.': 'Es gibt schon eine Datei {1}.',
  'Choose another name, or say that it may be replaced (--overwrite).':
    'Einen anderen Namen wählen oder erlauben, dass sie ersetzt wird.',
  "The template in {1} doesn't say its name.": 'Die Vorlage in {1} sagt nicht, wie sie heißt.',
  'Give it a "name" of lower-case letters, digits and hyphens in its template.json.':
    'Ihr in ihrer template.json ein "name" aus Kleinbuchstaben, Ziffern und Bindestrichen geben.',
  'Imported from {1}.': 'Importiert aus {1}.',
  'What was removed is no longer there, or was brought back already.':
    'Was entfernt wurde, ist nicht mehr da oder wurde schon zurückgeholt.',
  'Import the template again.': 'Die Vorlage neu importieren.',
  'The folder {1} holds no template: {2}': 'Der Ordner {1} enthält keine Vorlage: {2}',
  'Name a folder that has a template.json in it.': 'Einen Ordner nennen, in dem eine template.json liegt.',
  'it is larger than 2 MB': 'sie ist größer als 2 MB',
  'No template needs that much: look for data pasted into it.':
    'So viel braucht keine Vorlage: nach hineinkopierten Daten suchen.',
  'it is not in UTF-8': 'sie ist nicht in UTF-8',
  'Save template.json with the encoding UTF-8.': 'template.json mit dem Zeichensatz UTF-8 speichern.',
  "The template.json in {1} can't be read: {2}.": 'Die template.json in {1} ist nicht zu lesen: {2}.',
  'There is no folder {1}.': 'Es gibt keinen Ordner {1}.',
  '{1} is a file, not the folder of a template.': '{1} ist eine Datei, nicht der Ordner einer Vorlage.',
  'Name the folder that has the template.json in it.': 'Den Ordner nennen, in dem die template.json liegt.',
  'Put the file into the folder of the template, and write its path from there.':
    'Die Datei in den Ordner der Vorlage legen und ihren Pfad von dort aus schreiben.',
  '{1} is a web address.': '{1} ist eine Webadresse.',
  'Put the file into the template.': 'Die Datei in die Vorlage legen.',
  'The template folder {1} holds more than {2#} files.':
    'Der Ordner {1} der Vorlage enthält mehr als {2} Dateien.',
  "Name the path of a template's folder.": 'Den Pfad zum Ordner einer Vorlage nennen.',
  "Name one of {1}, or the path of a template's folder.":
    'Eine von diesen nennen: {1}; oder den Pfad zum Ordner einer Vorlage.',
  'A folder of your own is named with its path, like ./{1}.':
    'Ein eigener Ordner wird mit seinem Pfad genannt, etwa ./{1}.',
  'The template in {1} is not valid: one place is wrong.':
    'Die Vorlage in {1} ist nicht gültig: Eine Stelle ist falsch.',
  'The template in {1} is not valid: {2#} places are wrong.':
    'Die Vorlage in {1} ist nicht gültig: {2} Stellen sind falsch.',
  'Correct these places in its template.json.': 'Diese Stellen in ihrer template.json berichtigen.',
  '"{1}" can\'t be the name of a template.': '"{1}" kann nicht der Name einer Vorlage sein.',
  'Use lower-case letters, digits and hyphens, at most 64, with a letter or a digit first.':
    'Kleinbuchstaben, Ziffern und Bindestriche verwenden, höchstens 64, zuerst ein Buchstabe oder eine Ziffer.',
  'the pictures of templates': 'die Bilder der Vorlagen',
  '{1} has no picture, only sound.': '{1} hat kein Bild, nur Ton.',
  'Give a video file here.': 'Hier eine Videodatei angeben.',
  '{1} has no sound.': '{1} hat keinen Ton.',
  'Give a file with sound here.': 'Hier eine Datei mit Ton angeben.',
  'Replace the file.': 'Die Datei ersetzen.',
  'No font of the template has {1}, which its text layer {2} would show.':
    'Keine Schrift der Vorlage hat {1}, was ihre Textebene {2} zeigen würde.',
  'Change the text, or name a font that has the character in the brand kit of the template.':
    'Den Text ändern, oder in der Marke der Vorlage eine Schrift nennen, die das Zeichen hat.',
  'The text of layer {1} {2*}; it is cut.': 'Der Text der Ebene {1} {2}; er wird abgeschnitten.',
  'The text of layer {1} {2*}.': 'Der Text der Ebene {1} {2}.',
  'The text of layer {1} does not fit its box; it is cut.':
    'Der Text der Ebene {1} passt nicht in seinen Rahmen; er wird abgeschnitten.',
  'The text of layer {1} does not fit its box.': 'Der Text der Ebene {1} passt nicht in seinen Rahmen.',
  'Shorten the text, or give the layer a larger box, a smaller least size or more lines.':
    'Den Text kürzen, oder der Ebene einen größeren Rahmen, eine kleinere Mindestgröße oder mehr Zeilen geben.',
  'The picture of layer {1} is {2#} x {3#} pixels and is enlarged {4#} times.':
    'Das Bild der Ebene {1} hat {2} x {3} Pixel und wird {4}-fach vergrößert.',
  'Give a picture of at least {1#} x {2#} pixels.': 'Ein Bild mit mindestens {1} x {2} Pixeln angeben.',
  'Layer {1} starts {2#} seconds into a clip that lasts {3}.':
    'Ebene {1} beginnt {2} Sekunden nach dem Anfang eines Clips, der {3} dauert.',
  'Give a longer clip, or let the layer start earlier in it.':
    'Einen längeren Clip angeben oder die Ebene früher in ihm beginnen lassen.',
  'No scene of the template shows for this row.': 'Für diese Zeile ist keine Szene der Vorlage zu sehen.',
  'Look at the conditions of the scenes, or at the values that they ask for.':
    'Die Bedingungen der Szenen ansehen oder die Werte, nach denen sie fragen.',
  "A font of the template can't be used: {1}": 'Eine Schrift der Vorlage ist nicht zu gebrauchen: {1}',
  "The template {1} can't be used: a file of it is at fault.":
    'Die Vorlage {1} ist nicht zu gebrauchen: Eine Datei darin ist schuld.',
  "The template {1} can't be used: {2#} files of it are at fault.":
    'Die Vorlage {1} ist nicht zu gebrauchen: {2} Dateien darin sind schuld.',
  'Mend the files of the template and try again.':
    'Die Dateien der Vorlage in Ordnung bringen und es noch einmal versuchen.',
  'Change the row.': 'Die Zeile ändern.',
  "The picture can't be written as {1}: there is a folder of that name, which Reelmill did not make.":
    'Das Bild lässt sich nicht als {1} schreiben: Dort ist ein Ordner dieses Namens, den Reelmill nicht gemacht hat.',
  "The picture can't be written as {1}: there is a file of that name, which Reelmill did not make.":
    'Das Bild lässt sich nicht als {1} schreiben: Dort ist eine Datei dieses Namens, die Reelmill nicht gemacht hat.',
  'Choose another name, or replace it with --overwrite.':
    'Einen anderen Namen wählen oder erlauben, dass sie ersetzt wird.',
  'Choose another version, or look at its template.json.':
    'Eine andere Version wählen oder in ihre template.json sehen.',
  "This version of {1} can't be shown: its template.json is not valid.":
    'Diese Version von {1} lässt sich nicht zeigen: Ihre template.json ist nicht gültig.',
  'Compare it with the others by what changed.':
    'Diese mit den anderen danach vergleichen, was sich geändert hat.',
  'This picture was passed over: others were asked for since.':
    'Dieses Bild wurde übergangen: Seither wurden andere verlangt.',
  'Version {1} of {2} has no format "{3}".': 'Version {1} von {2} hat kein Format "{3}".',
  'Choose a format that both versions have.': 'Ein Format wählen, das beide Versionen haben.',
}
