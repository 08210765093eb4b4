import type { Sentences } from '../catalogue.ts'

/** Tables that can't be read. */
export const outsideTables: Sentences = {
  "{1} can't stand between cells: it has to be one character, no quote and no line break.":
    '{1} kann nicht zwischen Zellen stehen: Es muss ein einziges Zeichen sein, kein Anführungszeichen und kein Zeilenumbruch.',
  'Give a comma, a semicolon, a tab or another single character.':
    'Ein Komma, ein Semikolon, einen Tabulator oder ein anderes einzelnes Zeichen angeben.',
  '{1#} places are not valid UTF-8 and were read as "�"; if that is wrong, name the file\'s encoding.':
    '{1} Stellen sind kein gültiges UTF-8 und wurden als "�" gelesen; ist das falsch, den Zeichensatz der Datei nennen.',
  'Lines {1} to {2} are one cell by their double quotes, which don’t pair.':
    'Die Zeilen {1} bis {2} sind nach ihren doppelten Anführungszeichen eine Zelle; die gehen nicht paarweise auf.',
  'Look for a double quote that is opened and not closed, and write quotes inside a cell twice.':
    'Nach einem doppelten Anführungszeichen suchen, das geöffnet und nicht geschlossen ist, und Anführungszeichen in einer Zelle doppelt schreiben.',
  'Write every cell, with a {1} for each empty one; put a cell that holds a line break in double quotes.':
    'Jede Zelle schreiben, mit {1} für jede leere; eine Zelle mit Zeilenumbruch in doppelte Anführungszeichen setzen.',
  'Put a cell that holds a {1} in double quotes, or take out the surplus cells.':
    'Eine Zelle, die dies enthält, in doppelte Anführungszeichen setzen ({1}), oder die überzähligen Zellen entfernen.',
  '{1#} cell': '{1} Zelle',
  '{1#} cells': '{1} Zellen',
  '{1#} column': '{1} Spalte',
  '{1#} columns': '{1} Spalten',
  'Line {1} has {2}, but there is {3}.': 'Zeile {1} hat {2}; es gibt aber {3}.',
  'Line {1} has {2}, but there are {3}.': 'Zeile {1} hat {2}; es gibt aber {3}.',
  'Lines {1} to {2} are one record of {3}, but there is {4}.':
    'Die Zeilen {1} bis {2} sind ein Datensatz von {3}; es gibt aber {4}.',
  'Lines {1} to {2} are one record of {3}, but there are {4}.':
    'Die Zeilen {1} bis {2} sind ein Datensatz von {3}; es gibt aber {4}.',
  '{1} has a record of more than {2#} million characters.':
    '{1} hat einen Datensatz von mehr als {2} Millionen Zeichen.',
  '{1} has a record of more than {2#} million characters (line {3}).':
    '{1} hat einen Datensatz von mehr als {2} Millionen Zeichen (Zeile {3}).',
  'Look for a double quote that is opened and not closed, or check that the file is a table.':
    'Nach einem doppelten Anführungszeichen suchen, das geöffnet und nicht geschlossen ist, oder prüfen, ob die Datei eine Tabelle ist.',
  'In {1}, the record that starts in line {2} opens a double quote that is never closed.':
    'In {1} öffnet der Datensatz, der in Zeile {2} beginnt, ein doppeltes Anführungszeichen, das nie geschlossen wird.',
  'Close the quote; write a double quote inside a cell twice ("").':
    'Es schließen; ein doppeltes Anführungszeichen in einer Zelle doppelt schreiben ("").',
  '"{1}" is not an encoding that can be read.': '"{1}" ist kein Zeichensatz, der sich lesen lässt.',
  'Give one like utf-8, utf-16le, windows-1252, windows-1251, iso-8859-15, macintosh, shift_jis, gb18030, big5 or euc-kr.':
    'Einen wie utf-8, utf-16le, windows-1252, windows-1251, iso-8859-15, macintosh, shift_jis, gb18030, big5 oder euc-kr angeben.',
  'has an element that is too long to read': 'hat ein Element, das zum Lesen zu lang ist',
  'ends in the middle: it was cut off': 'endet mittendrin: Es wurde abgeschnitten',
  'is neither a list nor an object': 'ist weder eine Liste noch ein Objekt',
  'has {1} where the name of a member should be': 'hat {1}, wo der Name eines Eintrags stehen sollte',
  'has {1} where a colon should be': 'hat {1}, wo ein Doppelpunkt stehen sollte',
  'has a member without a value': 'hat einen Eintrag ohne Wert',
  'has {1} where a comma or the end of the object should be':
    'hat {1}, wo ein Komma oder das Ende des Objekts stehen sollte',
  'has {1} where a comma should be': 'hat {1}, wo ein Komma stehen sollte',
  'has {1} where an element should be': 'hat {1}, wo ein Element stehen sollte',
  'goes on after its end; one object a line is JSON Lines: name the file .jsonl':
    'geht nach seinem Ende weiter; ein Objekt je Zeile ist JSON Lines: die Datei .jsonl nennen',
  'goes on after its end with {1}': 'geht nach seinem Ende mit {1} weiter',
  'has a name that can’t be read': 'hat einen Namen, der nicht zu lesen ist',
  '{1} {2*} (line {3#}).': '{1} {2} (Zeile {3}).',
  'Export the file again, or check it with a JSON editor; it should be a list of objects.':
    'Die Datei neu exportieren oder mit einem JSON-Editor prüfen; sie sollte eine Liste von Objekten sein.',
  '{1} has no list called "{2}" with an element in it.':
    '{1} hat keine Liste namens "{2}" mit einem Element darin.',
  'Name a file that holds a list of objects.': 'Eine Datei nennen, die eine Liste von Objekten enthält.',
  'Name one of its lists: {1}.': 'Eine ihrer Listen nennen: {1}.',
  '{1} holds no list of objects.': '{1} enthält keine Liste von Objekten.',
  '{1} holds several lists of objects: {2}.': '{1} enthält mehrere Listen von Objekten: {2}.',
  'Write the records as [{"name": "..."}, ...], or as an object with one such list in it.':
    'Die Datensätze als [{"name": "..."}, ...] schreiben oder als ein Objekt mit einer solchen Liste darin.',
  'Say which one is the table.': 'Sagen, welche die Tabelle ist.',
  '{1} has more than {2#} million characters in line {3}.':
    '{1} hat in Zeile {3} mehr als {2} Millionen Zeichen.',
  'Write one JSON object a line; a list of objects is JSON, name the file .json.':
    'Ein JSON-Objekt je Zeile schreiben; eine Liste von Objekten ist JSON: die Datei .json nennen.',
  '{1} holds no object with a member.': '{1} enthält kein Objekt mit einem Eintrag.',
  'Write each record as an object: {"name": "Mug", "price": 12.5}.':
    'Jeden Datensatz als Objekt schreiben: {"name": "Mug", "price": 12.5}.',
  'Element {1} of the list {2}.': 'Element {1} der Liste {2}.',
  'Line {1#} {2*}.': 'Zeile {1} {2}.',
  'Write it as one JSON object: {"name": "Mug", "price": 12.5}.':
    'Ihn als ein JSON-Objekt schreiben: {"name": "Mug", "price": 12.5}.',
  'Open it in a spreadsheet program and save it as .xlsx without a password, or as CSV.':
    'Diese in einer Tabellenkalkulation öffnen und ohne Kennwort als .xlsx oder als CSV speichern.',
  'Get the data as CSV or XLSX: tables in a PDF can’t be read.':
    'Die Daten als CSV oder XLSX besorgen: Tabellen in einem PDF lassen sich nicht lesen.',
  'Name the table, not a picture.': 'Die Tabelle nennen, kein Bild.',
  'Export it as CSV, JSON Lines or into an SQLite file.':
    'Diese als CSV, JSON Lines oder in eine SQLite-Datei exportieren.',
  'Unpack it first, or pack it with gzip.': 'Diese zuerst entpacken oder mit gzip packen.',
  'Unpack it first.': 'Diese zuerst entpacken.',
  'something else': 'etwas anderes',
  'plain text': 'reinen Text',
  'a web page': 'eine Webseite',
  'Download the data itself: a page to sign in or an error page was saved in its place.':
    'Die Daten selbst herunterladen: Stattdessen wurde eine Anmelde- oder Fehlerseite gespeichert.',
  'Export the data as CSV, JSON or XLSX.': 'Die Daten als CSV, JSON oder XLSX exportieren.',
  'Save the table as CSV or XLSX.': 'Die Tabelle als CSV oder XLSX speichern.',
  'an RTF document': 'ein RTF-Dokument',
  'Name a .csv, .tsv, .json, .jsonl, .xlsx or .sqlite file.':
    'Eine Datei .csv, .tsv, .json, .jsonl, .xlsx oder .sqlite nennen.',
  'no text': 'kein Text',
  '{1} is {2}, not a table.': '{1} ist {2}, keine Tabelle.',
  'a CSV table': 'eine CSV-Tabelle',
  'a table with tabs': 'eine Tabelle mit Tabulatoren',
  'JSON Lines': 'JSON Lines',
  'an Excel workbook (XLSX)': 'eine Excel-Arbeitsmappe (XLSX)',
  'an SQLite database': 'eine SQLite-Datenbank',
  '{1} should be {2}, but it holds {3}.': '{1} sollte {2} sein, enthält aber {3}.',
  'Give the file its right ending (.csv, .json or whatever it is), or export it again.':
    'Der Datei ihre richtige Endung geben (.csv, .json oder was sie ist) oder sie neu exportieren.',
  'Give the file its right ending (.{1}), or export it again.':
    'Der Datei ihre richtige Endung geben (.{1}) oder sie neu exportieren.',
  '{1} is an Excel workbook in a gzip file.': '{1} ist eine Excel-Arbeitsmappe in einer gzip-Datei.',
  '{1} is an SQLite database in a gzip file.': '{1} ist eine SQLite-Datenbank in einer gzip-Datei.',
  'Unpack it and name the unpacked file.': 'Diese entpacken und die entpackte Datei nennen.',
  '{1} is a folder, not a table.': '{1} ist ein Ordner, keine Tabelle.',
  'Name the file inside it that holds the data: a .csv, .tsv, .json, .jsonl, .xlsx or .sqlite file.':
    'Die Datei darin nennen, die die Daten enthält: .csv, .tsv, .json, .jsonl, .xlsx oder .sqlite.',
  '{1} is not a regular file.': '{1} ist keine gewöhnliche Datei.',
  'Save the data as a file first and name that file.':
    'Die Daten zuerst als Datei speichern und diese nennen.',
  '{1} is empty.': '{1} ist leer.',
  'Export the data again, with the column names in its first line.':
    'Die Daten neu exportieren, mit den Spaltennamen in der ersten Zeile.',
  'There is no file {1}.': 'Es gibt keine Datei {1}.',
  'Check the path and its spelling; upper and lower case may matter.':
    'Pfad und Schreibweise prüfen; Groß- und Kleinschreibung kann zählen.',
  "{1} can't be read ({2}).": '{1} ist nicht zu lesen ({2}).',
  'Check that you may read the file and that its disk is connected.':
    'Prüfen, ob die Datei gelesen werden darf und ihr Datenträger angeschlossen ist.',
  '{1} is a damaged or cut off gzip file ({2}).':
    '{1} ist eine beschädigte oder abgeschnittene gzip-Datei ({2}).',
  'Copy or download the file again, or unpack it yourself and name the unpacked file.':
    'Die Datei neu kopieren oder herunterladen, oder sie selbst entpacken und die entpackte Datei nennen.',
  '{1} unpacks to more than {2#} times its size; files made to fill a disk or memory do that.':
    '{1} entpackt sich auf mehr als das {2}-Fache; das tun Dateien, die Datenträger oder Speicher füllen sollen.',
  'If the file is what you mean, unpack it yourself, look at it and save the data as plain CSV.':
    'Ist die Datei die gemeinte, sie selbst entpacken, ansehen und die Daten als reines CSV speichern.',
  '{1} has {2#} columns; at most {3} can be read.': '{1} hat {2} Spalten; höchstens {3} lassen sich lesen.',
  'Check that the right delimiter was found (it can be given), and leave out columns that no template uses.':
    'Prüfen, ob das richtige Trennzeichen erkannt wurde (es lässt sich angeben), und Spalten weglassen, die keine Vorlage verwendet.',
  'Column {1} is called "{2}" like an earlier one; it is read as "{3}".':
    'Spalte {1} heißt "{2}" wie eine frühere; gelesen wird sie als "{3}".',
  '{1} has column names, but no record under them.': '{1} hat Spaltennamen, aber keinen Datensatz darunter.',
  'Add at least one record under the column names, or choose another file, sheet or table.':
    'Unter den Spaltennamen mindestens einen Datensatz hinzufügen oder eine andere Datei, ein anderes Blatt oder eine andere Tabelle wählen.',
  "{1} can't be written ({2}).": '{1} lässt sich nicht schreiben ({2}).',
  'Make room on the disk.': 'Auf dem Datenträger Platz schaffen.',
  'Check that the folder may be written to and that no program has the file open.':
    'Prüfen, ob in den Ordner geschrieben werden darf und kein Programm die Datei offen hat.',
  '{1} (sheet "{2}")': '{1} (Blatt "{2}")',
  '{1} has no sheet called "{2}".': '{1} hat kein Blatt namens "{2}".',
  'Name one of its sheets: {1}.': 'Eines der Blätter nennen: {1}.',
  'The sheet "{1}" of {2} is empty.': 'Das Blatt "{1}" von {2} ist leer.',
  'Fill it, or choose another file.': 'Es füllen oder eine andere Datei wählen.',
  'Name another sheet: {1}.': 'Ein anderes Blatt nennen: {1}.',
  "{1} can't be read as a workbook ({2}).": '{1} ist nicht als Arbeitsmappe zu lesen ({2}).',
  'Open it in a spreadsheet program and save it anew, or save the sheet as CSV.':
    'Diese in einer Tabellenkalkulation öffnen und neu speichern, oder das Blatt als CSV speichern.',
  'a PowerPoint presentation': 'eine PowerPoint-Präsentation',
  'an OpenDocument file': 'eine OpenDocument-Datei',
  'an Apple Numbers or Pages document': 'ein Dokument von Apple Numbers oder Pages',
  'a ZIP archive without a workbook': 'ein ZIP-Archiv ohne Arbeitsmappe',
  '{1} is a binary Excel workbook (.xlsb), not an Excel workbook (XLSX).':
    '{1} ist eine binäre Excel-Arbeitsmappe (.xlsb), keine Excel-Arbeitsmappe (XLSX).',
  '{1} is a Word document, not an Excel workbook (XLSX).':
    '{1} ist ein Word-Dokument, keine Excel-Arbeitsmappe (XLSX).',
  '{1} is {2}, not an Excel workbook (XLSX).': '{1} ist {2}, keine Excel-Arbeitsmappe (XLSX).',
  'Unpack it and name the table inside.': 'Es entpacken und die Tabelle darin nennen.',
  'Open it in its program and save the table as .xlsx or CSV.':
    'Es in seinem Programm öffnen und die Tabelle als .xlsx oder CSV speichern.',
  '{1} holds more than {2#} million characters of text.': '{1} enthält mehr als {2} Millionen Zeichen Text.',
  'Save the sheet as CSV: that can be of any size.':
    'Das Blatt als CSV speichern: Das darf beliebig groß sein.',
  '{1} is a damaged workbook: {2}.': '{1} ist eine beschädigte Arbeitsmappe: {2}.',
  'Copy it again, or open it in a spreadsheet program and save it anew.':
    'Diese neu kopieren, oder in einer Tabellenkalkulation öffnen und neu speichern.',
  'its end is missing': 'ihr Ende fehlt',
  'its directory can’t be found': 'ihr Verzeichnis ist nicht zu finden',
  'its directory lists {1#} files': 'ihr Verzeichnis nennt {1} Dateien',
  'its directory can’t be read': 'ihr Verzeichnis ist nicht zu lesen',
  'it was cut off': 'sie wurde abgeschnitten',
  'it has no {1}': 'ihr fehlt {1}',
  '{1} is protected by a password.': '{1} ist mit einem Kennwort geschützt.',
  'Open it in a spreadsheet program and save it without a password.':
    'Diese in einer Tabellenkalkulation öffnen und ohne Kennwort speichern.',
  '{1} is packed in an unknown way': '{1} ist auf unbekannte Art gepackt',
  '{1} isn’t where the directory says': '{1} ist nicht, wo das Verzeichnis sagt',
  '{1} doesn’t match its checksum': '{1} passt nicht zu seiner Prüfsumme',
  '{1} can’t be unpacked ({2})': '{1} lässt sich nicht entpacken ({2})',
}
