import type { Sentences } from '../catalogue.ts'

/** What is wrong with a template. */
export const coreTemplates: Sentences = {
  'There are no {1}.': 'Es gibt keine {1}.',
  'Add at least one to "{1}".': 'Mindestens eines zu "{1}" hinzufügen.',
  'There are {1} {2}; {3} is the most.': 'Es gibt {1} {2}; höchstens {3} sind erlaubt.',
  'Split the template into several.': 'Die Vorlage in mehrere teilen.',
  'The template has no language "{1}".': 'Die Vorlage hat keine Sprache "{1}".',
  'Name one of "languages".': 'Eine aus "languages" nennen.',
  'There is {1}.': 'Es gibt {1}.',
  'Nothing is known of how numbers and dates are written in "{1}".':
    'Wie Zahlen und Daten in "{1}" geschrieben werden, ist nicht bekannt.',
  'Give a "locale" like en-GB, or correct the language tag.':
    'Ein "locale" wie en-GB angeben oder das Sprachkürzel berichtigen.',
  'The id "{1}" is that of {2} too.': 'Die id "{1}" hat auch {2}.',
  'Give each its own id.': 'Jedem eine eigene id geben.',
  'No video shows "{1}", yet rows without it are set aside.':
    'Kein Video zeigt "{1}", und doch werden Zeilen ohne es aussortiert.',
  'Use it, make it optional ("required": false), or remove it.':
    'Es verwenden, freiwillig machen ("required": false) oder entfernen.',
  'No video shows "{1}".': 'Kein Video zeigt "{1}".',
  'Use it, or remove it.': 'Es verwenden oder entfernen.',
  '"{1}" can\'t be a name here.': '"{1}" kann hier kein Name sein.',
  'Names here are {1}.': 'Namen sind hier {1}.',
  'Names here are lower-case letters and digits.': 'Namen sind hier Kleinbuchstaben und Ziffern.',
  'Write {1} without quotes.': '{1} ohne Anführungszeichen schreiben.',
  'Write "{1}" with quotes.': '"{1}" mit Anführungszeichen schreiben.',
  'A list is not in the form that is needed.': 'Eine Liste hat nicht die nötige Form.',
  'An object is not in the form that is needed.': 'Ein Objekt hat nicht die nötige Form.',
  '{1} is not in the form that is needed.': '{1} hat nicht die nötige Form.',
  'A list is not a whole number.': 'Eine Liste ist keine ganze Zahl.',
  'An object is not a whole number.': 'Ein Objekt ist keine ganze Zahl.',
  'Write a whole number.': 'Eine ganze Zahl eintragen.',
  "A list can't stand here.": 'Eine Liste kann hier nicht stehen.',
  "An object can't stand here.": 'Ein Objekt kann hier nicht stehen.',
  "{1} can't stand here.": '{1} kann hier nicht stehen.',
  'This is missing.': 'Das fehlt.',
  'Add "{1}"{2}.': '"{1}" hinzufügen{2}.',
  'A list stands here, but {1} is needed.': 'Hier steht eine Liste; nötig ist {1}.',
  'An object stands here, but {1} is needed.': 'Hier steht ein Objekt; nötig ist {1}.',
  '{1} stands here, but {2} is needed.': 'Hier steht {1}; nötig ist {2}.',
  'What belongs here: {1}': 'Was hierher gehört: {1}',
  'Write {1}.': 'Erwartet wird: {1}.',
  'Nothing is named here.': 'Hier ist nichts genannt.',
  '"{1}" is not known here.': '"{1}" ist hier nicht bekannt.',
  '{1"} or one of {2#} more': '{1} oder eines von {2} weiteren',
  'Write one of {1}.': 'Eines davon schreiben: {1}.',
  'Put it into "{1}".': 'Es in "{1}" setzen.',
  'Known are {1}.': 'Bekannt sind {1}.',
  'Add "{1}": {2}.': '"{1}" hinzufügen: {2}.',
  'A list is not one of the choices.': 'Eine Liste ist keine der Möglichkeiten.',
  'An object is not one of the choices.': 'Ein Objekt ist keine der Möglichkeiten.',
  '{1} is not one of the choices.': '{1} ist keine der Möglichkeiten.',
  'The choices are {1}.': 'Möglich sind {1}.',
  'at least': 'mindestens',
  'at most': 'höchstens',
  'more than': 'mehr als',
  'less than': 'weniger als',
  'The text is empty.': 'Der Text ist leer.',
  'The text has {1#} characters.': 'Der Text hat {1} Zeichen.',
  'The list has {1#} items.': 'Die Liste hat {1} Einträge.',
  'A list is too small.': 'Eine Liste ist zu klein.',
  'A list is too large.': 'Eine Liste ist zu groß.',
  'An object is too small.': 'Ein Objekt ist zu klein.',
  'An object is too large.': 'Ein Objekt ist zu groß.',
  '{1} is too small.': '{1} ist zu klein.',
  '{1} is too large.': '{1} ist zu groß.',
  'a text': 'ein Text',
  'a whole number': 'eine ganze Zahl',
  'true or false': 'true oder false',
  'an object { ... }': 'ein Objekt { ... }',
  'a list [ ... ]': 'eine Liste [ ... ]',
  'a day like "2026-01-31"': 'ein Tag wie "2026-01-31"',
  'a currency code like "EUR"': 'ein Währungskürzel wie "EUR"',
  'a text in the form {1}': 'ein Text der Form {1}',
  'Something stands after the end of the template.': 'Nach dem Ende der Vorlage steht noch etwas.',
  'Look for a closing brace too many before it.': 'Davor nach einer schließenden Klammer zu viel suchen.',
  'There are too many parts in this file.': 'Diese Datei hat zu viele Teile.',
  'No template needs so many: look for data pasted into it.':
    'So viele braucht keine Vorlage: nach hineinkopierten Daten suchen.',
  'Parts are nested more than {1} deep.': 'Teile sind mehr als {1} tief verschachtelt.',
  'No template needs that: look for a mistake.': 'Das braucht keine Vorlage: nach einem Versehen suchen.',
  'The file ends too early.': 'Die Datei endet zu früh.',
  'Close every { and [ that was opened.': 'Jede geöffnete { und [ schließen.',
  'Single quotes stand where double quotes belong.':
    'Einfache Anführungszeichen stehen, wo doppelte hingehören.',
  'Write "text" instead of \'text\'.': '"text" statt \'text\' schreiben.',
  'A value is missing before "{1}".': 'Vor "{1}" fehlt ein Wert.',
  'Remove the comma before it, or write the value.': 'Das Komma davor entfernen oder den Wert eintragen.',
  '"{1}" is not a number.': '"{1}" ist keine Zahl.',
  'Write numbers like 0.5, -3 or 1200.': 'Zahlen wie 0.5, -3 oder 1200 schreiben.',
  '"{1}" is not a value.': '"{1}" ist kein Wert.',
  'Put texts in double quotes; true, false and null stand alone.':
    'Texte in doppelte Anführungszeichen setzen; true, false und null stehen ohne.',
  'A comma stands before "}".': 'Vor "}" steht ein Komma.',
  'Remove the comma after the last entry.': 'Das Komma nach dem letzten Eintrag entfernen.',
  'Choose another name.': 'Einen anderen Namen wählen.',
  'The name "__proto__" is not allowed.': 'Der Name "__proto__" ist nicht erlaubt.',
  'The name "{1}" comes twice in the same place.': 'Der Name "{1}" steht zweimal an derselben Stelle.',
  'Remove one of the two, or rename it.': 'Eines von beiden entfernen oder umbenennen.',
  'A colon is missing after "{1}".': 'Nach "{1}" fehlt ein Doppelpunkt.',
  'Write "name": value.': '"name": Wert schreiben.',
  'the entry "{1}"': 'dem Eintrag "{1}"',
  'A name in double quotes is expected, but there is "{1}".':
    'Erwartet wird ein Name in doppelten Anführungszeichen, aber hier steht "{1}".',
  'Write entries as "name": value.': 'Einträge als "name": Wert schreiben.',
  'A comma stands before "]".': 'Vor "]" steht ein Komma.',
  'Remove the comma after the last item.': 'Das Komma nach dem letzten Eintrag entfernen.',
  'the item': 'dem Eintrag',
  'A comma or "{1}" is missing after {2}.': 'Ein Komma oder "{1}" fehlt nach {2}.',
  'Put a comma between entries.': 'Ein Komma zwischen die Einträge setzen.',
  'A text is not closed on its line.': 'Ein Text ist in seiner Zeile nicht geschlossen.',
  'Put a double quote at its end; write line breaks as \\n.':
    'An sein Ende ein doppeltes Anführungszeichen setzen; Zeilenumbrüche als \\n schreiben.',
  'A text holds a character that JSON has no room for: a backslash, a tab or another control character.':
    'Ein Text enthält ein Zeichen, für das JSON keinen Raum hat: einen Rückstrich, einen Tabulator oder ein anderes Steuerzeichen.',
  'Write \\\\ for a backslash, \\t for a tab, \\n for a line break.':
    '\\\\ für einen Rückstrich schreiben, \\t für einen Tabulator, \\n für einen Zeilenumbruch.',
  'JSON knows no comments.': 'JSON kennt keine Kommentare.',
  'Remove the comment; "title" and "description" have room for notes.':
    'Den Kommentar entfernen; für Notizen gibt es "title" und "description".',
  'template.json: {1}': 'template.json: {1}',
  '{1"} or {2"}': '{1} oder {2}',
  'a picture': 'ein Bild',
  'a video': 'ein Video',
  'a sound': 'ein Ton',
  'a font (TTF or OTF)': 'eine Schrift (TTF oder OTF)',
  '{1} holds {2}, but {3} is needed here.': '{1} enthält {2}, aber nötig ist hier {3}.',
  'Use a layer of the type "video" for clips.': 'Für Clips eine Ebene des Typs "video" verwenden.',
  'Use a layer of the type "image" for still pictures.':
    'Für stehende Bilder eine Ebene des Typs "image" verwenden.',
  'Name a file that holds {1}.': 'Eine Datei dieser Art nennen: {1}.',
  'There is no format "{1}".': 'Es gibt kein Format "{1}".',
  'Name another format of the template.': 'Ein anderes Format der Vorlage nennen.',
  '{1} x {2} is odd: such a video is coded with full colour (4:4:4), which few players and no platform show.':
    '{1} x {2} ist ungerade: So ein Video wird mit voller Farbe (4:4:4) kodiert, was wenige Player und keine Plattform zeigen.',
  'Make width and height even, or use the codec vp9, av1 or gif.':
    'Breite und Höhe gerade machen oder den Codec vp9, av1 oder gif verwenden.',
  'Browsers slow a GIF of {1#} frames a second down to 10.':
    'Browser bremsen ein GIF mit {1} Bildern je Sekunde auf 10.',
  'Give the format an fps of 25, 20 or 10.': 'Dem Format 25, 20 oder 10 fps geben.',
  "A GIF counts in hundredths of a second, and {1#} frames a second don't divide: its steps are uneven.":
    'Ein GIF zählt in Hundertstelsekunden, und {1} Bilder je Sekunde gehen nicht auf: Seine Schritte sind ungleich.',
  'The layer is hidden in every format.': 'Die Ebene ist in jedem Format verborgen.',
  'Show it in a format, or remove it.': 'Diese in einem Format zeigen oder entfernen.',
  'Add it under "formats".': 'Es unter "formats" hinzufügen.',
  'These changes never hold: the format "{1}" takes the layout of "{2}".':
    'Diese Änderungen gelten nie: Das Format "{1}" nimmt das Layout von "{2}".',
  'Make the changes for "{1}", or remove "layout" from the format.':
    'Die Änderungen für "{1}" machen oder "layout" aus dem Format entfernen.',
  'The brand kit has no text style "{1}".': 'Die Marke hat keinen Textstil "{1}".',
  'Add it under "brand.textStyles".': 'Ihn unter "brand.textStyles" hinzufügen.',
  'Lower minSize, or raise size.': 'minSize senken oder size erhöhen.',
  'A line without a stroke is not seen.': 'Eine Linie ohne Strich ist nicht zu sehen.',
  'A shape without a fill or a stroke is not seen.': 'Eine Form ohne Füllung oder Strich ist nicht zu sehen.',
  'Give it a stroke.': 'Ihr einen Strich geben.',
  'Give it a fill or a stroke.': 'Ihr eine Füllung oder einen Strich geben.',
  '{1} comes after {2}: the stops of a gradient must rise from 0 to 1.':
    '{1} kommt nach {2}: Die Stufen eines Verlaufs müssen von 0 bis 1 steigen.',
  'Put the stops in order.': 'Die Stufen ordnen.',
  'The {1} of the box is {2}.': '{1} des Rahmens ist {2}.',
  'Give it more than 0.': 'Mehr als 0 geben.',
  'The box lies outside the frame.': 'Der Rahmen liegt außerhalb des Bildes.',
  'Move it in; offsets point inward from the anchor.':
    'Ihn hereinrücken; Abstände zeigen vom Anker nach innen.',
  "The text's box stands over the safe margin {1}.": 'Der Rahmen des Textes ragt über den sicheren Rand {1}.',
  'Keep {1} % of the width and height free at each side, or lower safeMargin.':
    'An jeder Seite {1} % der Breite und Höhe frei lassen oder safeMargin senken.',
  'The font family "{1}" doesn\'t come with Reelmill.': 'Die Schriftfamilie "{1}" kommt nicht mit Reelmill.',
  'Put its files into the template and name them under "files", or use {1}.':
    'Ihre Dateien in die Vorlage legen und unter "files" nennen, oder eine mitgelieferte verwenden: {1}.',
  'Other families need their files under "files".': 'Andere Familien brauchen ihre Dateien unter "files".',
  'The brand kit has no font "{1}".': 'Die Marke hat keine Schrift "{1}".',
  'Add it under "brand.fonts".': 'Diese unter "brand.fonts" hinzufügen.',
  'The brand kit has no colour "{1}".': 'Die Marke hat keine Farbe "{1}".',
  'Add it under "brand.colours", or write it as #rrggbb.':
    'Diese unter "brand.colours" hinzufügen oder als #rrggbb schreiben.',
  'Declare it with the type "colour".': 'Diese mit dem Typ "colour" angeben.',
  'The variable "{1}" is of the type {2}, not colour.': 'Die Variable "{1}" ist vom Typ {2}, nicht colour.',
  'Name a variable of the type "colour".': 'Eine Variable des Typs "colour" nennen.',
  'A text style of the brand kit is the same for every row, so it can take no colour from a variable.':
    'Ein Textstil der Marke ist für jede Zeile derselbe und kann darum keine Farbe aus einer Variablen nehmen.',
  'Say "{1}" in the look of the layer.': '"{1}" im Aussehen der Ebene angeben.',
  'The item is called "{1}" like a variable of the template.':
    'Der Eintrag heißt "{1}" wie eine Variable der Vorlage.',
  'Give the item another name.': 'Dem Eintrag einen anderen Namen geben.',
  'The brand kit has no logo.': 'Die Marke hat kein Logo.',
  'Name a picture under "brand.logo".': 'Ein Bild unter "brand.logo" nennen.',
  'The items of "{1}" are of the type {2}, but this layer needs {3}.':
    'Die Einträge von "{1}" sind vom Typ {2}, aber diese Ebene braucht {3}.',
  'Repeat over a list whose items are of the type {1}.':
    'Über eine Liste wiederholen, deren Einträge vom Typ {1} sind.',
  'There is no voice for which the music could step back.':
    'Es gibt keine Stimme, vor der die Musik zurücktreten könnte.',
  'Add a voice, or remove "duck".': 'Eine Stimme hinzufügen oder "duck" entfernen.',
  'Add the language, or remove its voice.': 'Die Sprache hinzufügen oder ihre Stimme entfernen.',
  'There is no voice for the language {1}: its videos have none.':
    'Es gibt keine Stimme für die Sprache {1}: Ihre Videos haben keine.',
  'Add a file for "{1}".': 'Eine Datei für "{1}" hinzufügen.',
  'Declare it under "variables" with the type "{1}".': 'Diese unter "variables" mit dem Typ "{1}" angeben.',
  'The variable "{1}" is of the type {2}, but {3} is needed here.':
    'Die Variable "{1}" ist vom Typ {2}, aber hier ist {3} nötig.',
  'Declare a variable of the type "{1}".': 'Eine Variable des Typs "{1}" angeben.',
  'The string "{1}" is missing; {2} shows it.': 'Der Text "{1}" fehlt; {2} zeigt ihn.',
  'Add "{1}" to the strings of {2}.': '"{1}" zu den Texten von {2} hinzufügen.',
  'The string stands in itself: {1}.': 'Der Text steht in sich selbst: {1}.',
  '"{1}" stands in the text itself and is the same in every language.':
    '"{1}" steht im Text selbst und ist in jeder Sprache gleich.',
  'Make it a string of each language and write {{ t.name }}.':
    'Daraus einen Text jeder Sprache machen und {{ t.name }} schreiben.',
  'The default language {1} has no string "{2}".': 'Der Hauptsprache {1} fehlt der Text "{2}".',
  'Remove it, or add it to the default language.': 'Ihn entfernen oder in der Hauptsprache hinzufügen.',
  'Nothing shows this string.': 'Nichts zeigt diesen Text.',
  'Use it as {{ t.{1} }}, or remove it from every language.':
    'Ihn als {{ t.{1} }} verwenden oder aus jeder Sprache entfernen.',
  '{1} stands only in one of this string and its {2} original.':
    '{1} steht nur in einem von beiden: in diesem Text oder in seinem Original ({2}).',
  'Check that nothing was forgotten in the translation.':
    'Prüfen, ob in der Übersetzung nichts vergessen wurde.',
  'Correct the expression.': 'Den Ausdruck berichtigen.',
  'All scenes are hidden.': 'Alle Szenen sind verborgen.',
  'Leave at least one scene of each format visible.':
    'In jedem Format mindestens eine Szene sichtbar lassen.',
  'At {1#} frames a second, {2#} s is less than half a frame: the scene would have no picture.':
    'Bei {1} Bildern je Sekunde sind {2} s weniger als ein halbes Bild: Die Szene hätte kein Bild.',
  'Give it at least {1#} s.': 'Ihr mindestens {1} s geben.',
  'The layer is fully transparent and never shows.': 'Die Ebene ist ganz durchsichtig und nie zu sehen.',
  'Raise its opacity, or remove it.': 'Ihre Deckkraft erhöhen oder sie entfernen.',
  'The layer starts at {1#} s, when its scene is over.':
    'Die Ebene beginnt bei {1} s, wenn ihre Szene vorbei ist.',
  'Start it earlier, or lengthen the scene.': 'Diese früher beginnen lassen oder die Szene verlängern.',
  'The layer lasts {1#} s, less than half a frame, and never shows.':
    'Die Ebene dauert {1} s, weniger als ein halbes Bild, und ist nie zu sehen.',
  'Lengthen it.': 'Verlängern.',
  'The layer would last until {1#} s, but its scene ends before: it is cut off, with its exit.':
    'Die Ebene würde bis {1} s dauern, aber ihre Szene endet vorher: Sie wird abgeschnitten, samt Abgang.',
  'Shorten it, or lengthen the scene.': 'Diese kürzen oder die Szene verlängern.',
  'The layer shows for {1#} s, but its {2} takes {3#} s: it is shortened.':
    'Die Ebene ist {1} s zu sehen, aber {2} dauert {3} s: Es wird gekürzt.',
  'Shorten the move, or show the layer longer.': 'Die Bewegung kürzen oder die Ebene länger zeigen.',
  'The layer shows for {1#} s, but its enter and exit take {2#} s together: it goes before it has come.':
    'Die Ebene ist {1} s zu sehen, aber ihr Kommen und Gehen dauern zusammen {2} s: Sie geht, bevor sie da ist.',
  'Shorten one of the moves, or show the layer longer.':
    'Eine der Bewegungen kürzen oder die Ebene länger zeigen.',
  'The first scene has nothing before it: the transition never shows.':
    'Vor der ersten Szene liegt nichts: Der Übergang ist nie zu sehen.',
  'Remove it.': 'Entfernen.',
  '{1#} s is less than half a frame: the transition is a cut.':
    '{1} s sind weniger als ein halbes Bild: Der Übergang ist ein Schnitt.',
  'Lengthen it, or make it a cut.': 'Ihn verlängern oder zum Schnitt machen.',
  'The transition takes {1#} s, but the scene itself lasts only {2#} s.':
    'Der Übergang dauert {1} s, aber die Szene selbst nur {2} s.',
  'Shorten the transition, or lengthen the scene.': 'Den Übergang kürzen oder die Szene verlängern.',
  'The transition takes {1#} s, but the scene "{2}" before it lasts only {3#} s.':
    'Der Übergang dauert {1} s, aber die Szene "{2}" davor nur {3} s.',
  'Shorten the transition, or lengthen that scene.': 'Den Übergang kürzen oder jene Szene verlängern.',
  'The scene "{1}" before it lasts {2#} s, too little for the transitions into it and out of it: this one is shortened.':
    'Die Szene "{1}" davor dauert {2} s, zu wenig für die Übergänge in sie hinein und aus ihr heraus: Dieser wird gekürzt.',
  'Shorten one of the two transitions, or lengthen that scene.':
    'Einen der beiden Übergänge kürzen oder jene Szene verlängern.',
  'The scenes last {1#} minutes together; a video may last 60.':
    'Die Szenen dauern zusammen {1} Minuten; ein Video darf 60 dauern.',
  'Check the durations (they are seconds), or split the template.':
    'Die Dauern prüfen (es sind Sekunden) oder die Vorlage teilen.',
  'With long lists the video can last {1#} minutes.': 'Mit langen Listen kann das Video {1} Minuten dauern.',
  'Lower "max" of the repeated scenes.': '"max" der wiederholten Szenen senken.',
  '"{1}" means something of its own in expressions.': '"{1}" hat in Ausdrücken eine eigene Bedeutung.',
  'Give the variable another name.': 'Der Variablen einen anderen Namen geben.',
  'The column name "{1}" is also taken for the variable "{2}".':
    'Der Spaltenname "{1}" gilt auch für die Variable "{2}".',
  'Let each column name lead to one variable.': 'Jeden Spaltennamen zu nur einer Variablen führen lassen.',
  '{1} is {2}, which is more than {3}, {4}: no value can pass.':
    '{1} ist {2}, mehr als {3}, {4}: Kein Wert kann bestehen.',
  'Swap or correct the two limits.': 'Die beiden Grenzen tauschen oder berichtigen.',
  'The choice "{1}" comes twice.': 'Die Möglichkeit "{1}" steht zweimal da.',
  'Remove one of the two; capitals and spaces make no difference in cells.':
    'Eine der beiden entfernen; Großschreibung und Leerzeichen machen in Zellen keinen Unterschied.',
}
