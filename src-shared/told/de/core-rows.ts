import type { Sentences } from '../catalogue.ts'

/** What is wrong with a row: its cells, columns, paths and names. */
export const coreRows: Sentences = {
  '{1} holds {2}, which is not read.': '{1} enthält {2}; das wird nicht gelesen.',
  '{1} holds {2}, not {3}.': '{1} enthält {2}, nicht {3}.',
  'Open the address in a browser: the server shows a page (an error, a login) there.':
    'Die Adresse im Browser öffnen: Der Server zeigt dort eine Seite (einen Fehler, eine Anmeldung).',
  'Give the address of the file itself.': 'Die Adresse der Datei selbst angeben.',
  'Save the photo as JPEG; HEIC needs a licensed decoder.':
    'Das Foto als JPEG speichern; HEIC braucht einen lizenzierten Decoder.',
  'Give the video file itself; playlists and scripts that name other files are never opened.':
    'Die Videodatei selbst angeben; Wiedergabelisten und Skripte, die andere Dateien nennen, werden nie geöffnet.',
  'Unpack the file first.': 'Die Datei zuerst entpacken.',
  'Unpack the archive first, and give the path of the picture, video or sound.':
    'Das Archiv zuerst entpacken und den Pfad des Bildes, Videos oder Tons angeben.',
  'Give {1}: JPEG, PNG, WebP, AVIF, SVG, GIF or TIFF.':
    '{1} angeben: JPEG, PNG, WebP, AVIF, SVG, GIF oder TIFF.',
  'Give {1}: MP4, MOV, WebM, Matroska, AVI, MPEG, MXF or GIF.':
    '{1} angeben: MP4, MOV, WebM, Matroska, AVI, MPEG, MXF oder GIF.',
  'Give {1}: MP3, WAV, FLAC, AAC, M4A, Ogg or the sound of a video file.':
    '{1} angeben: MP3, WAV, FLAC, AAC, M4A, Ogg oder den Ton einer Videodatei.',
  'The name of the file is empty.': 'Der Name der Datei ist leer.',
  'Write the name of a file, or nothing at all.': 'Den Namen einer Datei eintragen oder gar nichts.',
  'The source is {1#} characters long; no path or address is.':
    'Die Angabe ist {1} Zeichen lang; so lang ist kein Pfad und keine Adresse.',
  'Check that the column holds one path or address in each row.':
    'Prüfen, ob die Spalte in jeder Zeile einen Pfad oder eine Adresse enthält.',
  '{1} holds a character that cannot be seen (a line break, a tab, a NUL or the like).':
    '{1} enthält ein unsichtbares Zeichen (einen Zeilenumbruch, einen Tabulator, ein NUL oder Ähnliches).',
  'Take the invisible character out of the name.': 'Das unsichtbare Zeichen aus dem Namen entfernen.',
  'If the cell lists several files, keep one.': 'Nennt die Zelle mehrere Dateien, nur eine behalten.',
  '{1} holds half of a character, so no file can have that name.':
    '{1} enthält ein halbes Zeichen; so kann keine Datei heißen.',
  'Save the table as UTF-8 again, from the program that made it.':
    'Die Tabelle mit dem Programm, aus dem sie stammt, noch einmal als UTF-8 speichern.',
  'The address starts with http:, which sends the file unprotected.':
    'Die Adresse beginnt mit http:, was die Datei ungeschützt überträgt.',
  'Use the https: address of the file, or download it and give its path.':
    'Die https:-Adresse der Datei verwenden, oder sie herunterladen und ihren Pfad angeben.',
  'The address starts with https: but names no host.':
    'Die Adresse beginnt mit https:, nennt aber keinen Server.',
  'The source starts with "{1}:", which is not read.':
    'Die Angabe beginnt mit "{1}:", was nicht gelesen wird.',
  'Give the path of a file, relative to the folder of the data, or an https:// address.':
    'Den Pfad einer Datei angeben, vom Ordner der Daten aus, oder eine https://-Adresse.',
  'The cell holds more than one web address.': 'Die Zelle enthält mehr als eine Webadresse.',
  'Keep one address in the cell, or map a column that holds one.':
    'Eine Adresse in der Zelle behalten oder eine Spalte zuordnen, die nur eine enthält.',
  'The source starts like a web address, but is not a valid one.':
    'Die Angabe beginnt wie eine Webadresse, ist aber keine gültige.',
  'Check the host name and the characters of the address; open it in a browser to be sure.':
    'Den Servernamen und die Zeichen der Adresse prüfen; im Browser öffnen, um sicher zu sein.',
  '{1} is a path on another computer or of a device.':
    '{1} ist ein Pfad auf einem anderen Rechner oder zu einem Gerät.',
  'Copy the file into the folder of the data and give its path from there.':
    'Die Datei in den Ordner der Daten kopieren und ihren Pfad von dort aus angeben.',
  '{1} names a drive, but no folder of it.': '{1} nennt ein Laufwerk, aber keinen Ordner darauf.',
  '{1} names a drive of a Windows computer.': '{1} nennt ein Laufwerk eines Windows-Rechners.',
  'Give the path relative to the folder of the data, like images/lamp.png.':
    'Den Pfad vom Ordner der Daten aus angeben, etwa images/lamp.png.',
  '{1} is a folder, not a file.': '{1} ist ein Ordner, keine Datei.',
  'Give the path of one file.': 'Den Pfad einer Datei angeben.',
  '{1} climbs out of its folder with "..".': '{1} verlässt mit ".." seinen Ordner.',
  'Put the file into the folder of the data, or declare its folder as a root, and give its path from there.':
    'Die Datei in den Ordner der Daten legen oder ihren Ordner als Materialordner hinzufügen, und ihren Pfad von dort aus angeben.',
  '{1} has a colon in its path, which on Windows names a hidden part of a file.':
    '{1} hat einen Doppelpunkt im Pfad; unter Windows benennt das einen verborgenen Teil einer Datei.',
  'Rename the file so that its name has no colon.':
    'Die Datei so umbenennen, dass ihr Name keinen Doppelpunkt enthält.',
  '{1}: "{2}" is the name of a device on Windows, not of a file.':
    '{1}: "{2}" ist unter Windows der Name eines Geräts, nicht einer Datei.',
  'Rename the file or folder; CON, PRN, AUX, NUL, COM1 to COM9 and LPT1 to LPT9 are taken.':
    'Datei oder Ordner umbenennen; CON, PRN, AUX, NUL, COM1 bis COM9 und LPT1 bis LPT9 sind vergeben.',
  '{1} has a name longer than the {2#} bytes that file systems allow.':
    '{1} hat einen längeren Namen als die {2} Bytes, die Dateisysteme erlauben.',
  'Shorten the name of the file.': 'Den Namen der Datei kürzen.',
  '{1} has a name that Windows does not allow (it ends with a dot or space, or holds < > " | ? *).':
    '{1} hat einen Namen, den Windows nicht erlaubt (er endet mit Punkt oder Leerzeichen, oder er enthält < > " | ? *).',
  'Rename the file, and write the new name into the table.':
    'Die Datei umbenennen und den neuen Namen in die Tabelle schreiben.',
  'there is no year {1}': 'ein Jahr {1} gibt es nicht',
  'there is no month {1}': 'einen Monat {1} gibt es nicht',
  '{1} {2} has {3#} days': '{1} {2} hat {3} Tage',
  'The cell is empty, but the template needs a value here.':
    'Die Zelle ist leer, aber die Vorlage braucht hier einen Wert.',
  'Fill the cell.': 'Die Zelle ausfüllen.',
  'Fill the cell, for example with {1}.': 'Die Zelle ausfüllen, zum Beispiel mit {1}.',
  'The cell holds the error #{1} of a spreadsheet, not a value.':
    'Die Zelle enthält den Fehler #{1} einer Tabellenkalkulation, keinen Wert.',
  'Mend the formula, or open the table in its program, let it calculate, and save it again.':
    'Die Formel ausbessern, oder die Tabelle in ihrem Programm öffnen, rechnen lassen und neu speichern.',
  '{1} has a character that was lost (�).': '{1} enthält ein Zeichen, das verloren ging (�).',
  'Write it again, or name the encoding in which the file was saved.':
    'Neu schreiben, oder den Zeichensatz nennen, in dem die Datei gespeichert wurde.',
  '{1} is neither yes nor no.': '{1} ist weder ja noch nein.',
  'Write yes or no (also sí, oui, ja, نعم, true, 1 or x).':
    'Ja oder nein eintragen (auch yes, no, sí, oui, نعم, true, 1 oder x).',
  '{1} is not a colour.': '{1} ist keine Farbe.',
  'Write it like #FF6B4A, rgb(255, 107, 74) or coral.':
    'Etwa #FF6B4A, rgb(255, 107, 74) oder coral schreiben.',
  '{1#} character': '{1} Zeichen',
  '{1#} characters': '{1} Zeichen',
  'The text has {1}; at most {2} fit.': 'Der Text hat {1}; höchstens {2} passen.',
  'Shorten it by {1}.': 'Um {1} kürzen.',
  'The text has {1}; at least {2} are needed.': 'Der Text hat {1}; mindestens {2} sind nötig.',
  'Write more.': 'Mehr schreiben.',
  '{1} is not a date.': '{1} ist kein Datum.',
  'Write it like 2026-11-21, 21.11.2026 or 21 November 2026.':
    'Etwa 2026-11-21, 21.11.2026 oder 21 November 2026 schreiben.',
  '{1} is not a day of the calendar: {2}.': '{1} ist kein Tag des Kalenders: {2}.',
  '{1} can be read in two ways; it was read as {2}.':
    '{1} lässt sich auf zwei Arten lesen; gelesen wurde es als {2}.',
  "Name the table's locale (like en-GB or en-US) to be sure.":
    'Um sicherzugehen, das Gebietsschema der Tabelle nennen (etwa en-GB oder en-US).',
  '{1} is before {2}.': '{1} liegt vor {2}.',
  'Write {1} or a later day.': '{1} oder einen späteren Tag eintragen.',
  '{1} is after {2}.': '{1} liegt nach {2}.',
  'Write {1} or an earlier day.': '{1} oder einen früheren Tag eintragen.',
  'Write a whole address like https://example.com/page.':
    'Eine ganze Adresse eintragen, etwa https://example.com/page.',
  '{1} has a space or a line break in it.': '{1} enthält ein Leerzeichen oder einen Zeilenumbruch.',
  'Write the address without it, or %20 in its place.':
    'Die Adresse ohne das schreiben, oder %20 an seiner Stelle.',
  '{1} doesn’t say how it is reached.': '{1} sagt nicht, wie es zu erreichen ist.',
  'Write https://{1}.': 'https://{1} schreiben.',
  '{1} is not a web address.': '{1} ist keine Webadresse.',
  '{1} is not a web address: only https and http are taken.':
    '{1} ist keine Webadresse: Nur https und http gelten.',
  'The address holds a user name or a password.':
    'Die Adresse enthält einen Benutzernamen oder ein Kennwort.',
  'Take out everything before the @.': 'Alles vor dem @ entfernen.',
  '{1} looks like JSON, but can’t be read as a list.':
    '{1} sieht wie JSON aus, lässt sich aber nicht als Liste lesen.',
  'Write the items with "{1}" between them.': 'Die Einträge mit "{1}" dazwischen schreiben.',
  'Item {1} of the list: {2}': 'Eintrag {1} der Liste: {2}',
  '{1#} item': '{1} Eintrag',
  '{1#} items': '{1} Einträge',
  'The list has {1}; at least {2} are needed.': 'Die Liste hat {1}; mindestens {2} sind nötig.',
  'Put "{1}" between the items.': '"{1}" zwischen die Einträge setzen.',
  'The list has {1}; at most {2} fit.': 'Die Liste hat {1}; höchstens {2} passen.',
  'Take some out.': 'Einige entfernen.',
  '{1} is none of the choices.': '{1} ist keine der Möglichkeiten.',
  'Write one of: {1}.': 'Eines davon eintragen: {1}.',
  '{1} is a percentage, not a number.': '{1} ist ein Prozentsatz, keine Zahl.',
  'Take out the percent sign, or use the type percent.':
    'Das Prozentzeichen entfernen oder den Typ percent verwenden.',
  '{1} is not a whole number.': '{1} ist keine ganze Zahl.',
  'Write a number without decimals.': 'Eine Zahl ohne Nachkommastellen eintragen.',
  'amount of money': 'Geldbetrag',
  '{1} names two currencies.': '{1} nennt zwei Währungen.',
  'Leave one of them.': 'Nur eine davon lassen.',
  'The sign of {1} was taken for {2}.': 'Das Zeichen in {1} wurde als {2} gelesen.',
  '"{1}" was read as {2}, but could also mean {3}.':
    '"{1}" wurde als {2} gelesen, könnte aber auch {3} bedeuten.',
  'Name the table’s locale (like de-DE or en-US) to be sure.':
    'Um sicherzugehen, das Gebietsschema der Tabelle nennen (etwa de-DE oder en-US).',
  '{1} is less than {2}.': '{1} ist weniger als {2}.',
  'Write {1} or more.': '{1} oder mehr eintragen.',
  '{1} is more than {2}.': '{1} ist mehr als {2}.',
  'Write {1} or less.': '{1} oder weniger eintragen.',
  'The points, commas or spaces in {1} don’t make groups of thousands.':
    'Die Punkte, Kommas oder Leerzeichen in {1} bilden keine Tausendergruppen.',
  'Write digits only, like 1299.5 or 1.299,5.': 'Nur Ziffern schreiben, etwa 1299.5 oder 1.299,5.',
  'Write an amount like 1299.00, $1,299.00 or 1.299,00 €.':
    'Einen Betrag wie 1299.00, $1,299.00 oder 1.299,00 € eintragen.',
  'Write a number like 12.5 or 12,5 %.': 'Eine Zahl wie 12.5 oder 12,5 % eintragen.',
  '{1} has more digits than a number can keep.': '{1} hat mehr Ziffern, als eine Zahl fassen kann.',
  'For codes and article numbers, use the type text.': 'Für Codes und Artikelnummern den Typ text verwenden.',
  '{1} is not an {2}.': '{1} ist nicht lesbar als: {2}.',
  '{1} is not a {2}.': '{1} ist nicht lesbar als: {2}.',
  '{1} in {2} doesn’t belong to an {3}.': '{1} in {2} gehört nicht dazu; erwartet wird: {3}.',
  '{1} in {2} doesn’t belong to a {3}.': '{1} in {2} gehört nicht dazu; erwartet wird: {3}.',
  '"{1}" has no column for {2}, and none that serves every language.':
    '"{1}" hat keine Spalte für {2} und keine, die für alle Sprachen gilt.',
  'Add a column {1}_{2} or {3}, or leave these languages out.':
    'Eine Spalte {1}_{2} oder {3} hinzufügen oder diese Sprachen weglassen.',
  'Several columns could fill "{1}": {2}.': 'Mehrere Spalten könnten "{1}" füllen: {2}.',
  'Say which one by hand: {1}={2}.': 'In den Spalten von Hand sagen, welche: {1}={2}.',
  'The template has no variable "{1}".': 'Die Vorlage hat keine Variable "{1}".',
  'Its variables are {1}.': 'Ihre Variablen sind {1}.',
  'Did you mean "{1}"?': 'Ist "{1}" gemeint?',
  'The table has no column "{1}" for "{2}".': 'Die Tabelle hat keine Spalte "{1}" für "{2}".',
  'Its columns are {1}.': 'Ihre Spalten sind {1}.',
  'The name pattern "{1}" is an absolute path.': 'Das Namensmuster "{1}" ist ein absoluter Pfad.',
  'Leave out what stands before the first folder: --out says where that is.':
    'Weglassen, was vor dem ersten Ordner steht: Wo das ist, sagt der Ausgabeordner.',
  'The name pattern "{1}" leaves the output folder.': 'Das Namensmuster "{1}" verlässt den Ausgabeordner.',
  'Leave out parts like "..".': 'Teile wie ".." weglassen.',
  'The name pattern is empty.': 'Das Namensmuster ist leer.',
  'Use a pattern like {category}/{key}_{language}_{format}.':
    'Ein Muster wie {category}/{key}_{language}_{format} verwenden.',
  'The name pattern "{1}" has {2#} folders.': 'Das Namensmuster "{1}" hat {2} Ordner.',
  'Use at most 19 folders and a name.': 'Höchstens 19 Ordner und einen Namen verwenden.',
  'The name pattern "{1}" has a brace without its partner.':
    'Im Namensmuster "{1}" fehlt eine geschweifte Klammer.',
  'Write names as {key}, each with both braces.': 'Namen als {key} schreiben, jeden mit beiden Klammern.',
  'The name pattern "{1}" asks for {{2}}, which is neither a variable of the template nor a column of the table.':
    'Das Namensmuster "{1}" fragt nach {{2}}; das ist weder eine Variable der Vorlage noch eine Spalte der Tabelle.',
  'Use one of {1}, or a column of the table.': '{1} oder eine Spalte der Tabelle verwenden.',
  'The videos of row "{1}" (line {2}) for {3}/{4} and {5}/{6} would both be {7}.':
    'Die Videos der Zeile "{1}" (Nr. {2}) für {3}/{4} und {5}/{6} hießen beide {7}.',
  'Add {language} to the name pattern.': '{language} zum Namensmuster hinzufügen.',
  'Add {format} to the name pattern.': '{format} zum Namensmuster hinzufügen.',
  'Row "{1}" (line {2}) and row "{3}" (line {4}) would both be {5}.':
    'Zeile "{1}" (Nr. {2}) und Zeile "{3}" (Nr. {4}) hießen beide {5}.',
  'Add {row} to the name pattern, or give the rows keys that differ in more than letter case and punctuation.':
    '{row} zum Namensmuster hinzufügen oder den Zeilen Schlüssel geben, die sich in mehr als Großschreibung und Satzzeichen unterscheiden.',
  'Add {key} or {row} to the name pattern, or give the rows keys that differ in more than letter case and punctuation.':
    '{key} oder {row} zum Namensmuster hinzufügen oder den Zeilen Schlüssel geben, die sich in mehr als Großschreibung und Satzzeichen unterscheiden.',
}
