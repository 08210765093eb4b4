import type { Sentences } from '../catalogue.ts'

/** The studio folder, its database, folders, archives, fonts, ffmpeg, the machine. */
export const outsideStudio: Sentences = {
  "The archive {1} can't be opened.": 'Das Archiv {1} lässt sich nicht öffnen.',
  'Check that it is there and may be read.': 'Prüfen, ob es da ist und gelesen werden darf.',
  'is a link': 'ist eine Verknüpfung',
  'is not an ordinary file': 'ist keine gewöhnliche Datei',
  'has characters in its name that not every system can write':
    'hat Zeichen im Namen, die nicht jedes System schreiben kann',
  'has a name that not every system can write': 'hat einen Namen, den nicht jedes System schreiben kann',
  'lies in too many folders': 'liegt in zu vielen Ordnern',
  'is packed so well that it looks made to fill the disk':
    'ist so stark gepackt, als sollte es den Datenträger füllen',
  'has the name of a device of Windows': 'hat den Namen eines Geräts von Windows',
  'comes twice': 'kommt zweimal vor',
  'The archive {1}': 'Das Archiv {1}',
  'names more bytes than it has': 'nennt mehr Bytes, als es hat',
  'The archive {1} is not safe to unpack: it {2*}.': 'Das Archiv {1} zu entpacken ist nicht sicher: Es {2}.',
  'The archive {1} is not safe to unpack: {2} {3*}.':
    'Das Archiv {1} zu entpacken ist nicht sicher: {2} {3}.',
  'Ask whoever made it for one that was exported from Reelmill, or pack the folder anew.':
    'Von dort, wo es herkommt, eines erbitten, das aus Reelmill exportiert wurde, oder den Ordner neu packen.',
  'The archive {1} is protected by a password.': 'Das Archiv {1} ist mit einem Kennwort geschützt.',
  'Unpack it with its password, and import the folder.':
    'Es mit seinem Kennwort entpacken und den Ordner importieren.',
  'leads out of the folder': 'führt aus dem Ordner hinaus',
  "The archive {1} can't be read: {2}.": 'Das Archiv {1} ist nicht zu lesen: {2}.',
  'Copy it again, or pack the folder anew as a ZIP.': 'Es neu kopieren oder den Ordner neu als ZIP packen.',
  'Another Reelmill works with the artifacts in {1}.':
    'Ein anderes Reelmill arbeitet mit den aufbewahrten Teilen in {1}.',
  'Wait until it has ended, or end it.': 'Warten, bis es beendet ist, oder es beenden.',
  "The folder {1} (artifacts of a batch) can't be used: {2}.":
    'Der Ordner {1} (Teile eines Stapels) ist nicht zu gebrauchen: {2}.',
  'Make it writable, or choose another folder with --studio.':
    'Ihn beschreibbar machen oder einen anderen Studioordner wählen.',
  'the disk has too little room': 'auf dem Datenträger ist zu wenig Platz',
  "There is no room for a backup of the studio's database in {1}.":
    'Für eine Sicherung der Datenbank des Studios in {1} ist kein Platz.',
  'Make room on the disk of the studio folder; the next backup is tried by itself.':
    'Auf dem Datenträger des Studioordners Platz schaffen; die nächste Sicherung kommt von selbst.',
  "The studio's database in {1} could not be backed up: {2}.":
    'Die Datenbank des Studios in {1} ließ sich nicht sichern: {2}.',
  'Earlier backups are as they were.': 'Frühere Sicherungen sind unverändert.',
  'Check the disk of the studio folder.': 'Den Datenträger des Studioordners prüfen.',
  'There is no batch {1} in this studio.': 'In diesem Studio gibt es keinen Stapel {1}.',
  'See `reelmill batch list` for those that there are.': 'Welche es gibt, zeigt die Seite „Verlauf“.',
  'its thread ended early': 'sein Thread endete zu früh',
  'The disk is full: {1} could not be written.': 'Der Datenträger ist voll: {1} ließ sich nicht schreiben.',
  'Make room on the disk of the studio folder, then try again.':
    'Auf dem Datenträger des Studioordners Platz schaffen und es noch einmal versuchen.',
  'There is no job {1} in this studio.': 'In diesem Studio gibt es keinen Auftrag {1}.',
  'See `reelmill batch jobs ID` for the jobs of a batch.':
    'Die Aufträge eines Stapels stehen auf seiner Seite.',
  'Waits for a free slot.': 'Wartet auf einen freien Platz.',
  'The studio at {1} was last used by a newer Reelmill (store version {2}; this one knows {3}).':
    'Das Studio in {1} wurde zuletzt von einem neueren Reelmill benutzt (Stand {2}; dieses kennt {3}).',
  'Use the newer Reelmill, or choose another folder with --studio.':
    'Das neuere Reelmill verwenden oder einen anderen Studioordner wählen.',
  'Nothing was changed.': 'Nichts wurde geändert.',
  'The studio at {1} could not be brought to store version {2} ({3}): {4}.':
    'Das Studio in {1} ließ sich nicht auf Stand {2} ({3}) bringen: {4}.',
  'Choose another folder with --studio, and report this with the file.':
    'Einen anderen Studioordner wählen und dies mit der Datei melden.',
  'The file is empty.': 'Die Datei ist leer.',
  "The studio's database {1} can't be opened: {2}.":
    'Die Datenbank des Studios {1} lässt sich nicht öffnen: {2}.',
  'Check that the folder may be written to, or choose another one with --studio.':
    'Prüfen, ob in den Ordner geschrieben werden darf, oder einen anderen Studioordner wählen.',
  "{1} is a database, but not one of Reelmill's.": '{1} ist eine Datenbank, aber keine von Reelmill.',
  'Choose another folder with --studio.': 'Einen anderen Studioordner wählen.',
  "The studio's database {1} doesn't take the setting {2} = {3} (it says {4}).":
    'Die Datenbank des Studios {1} nimmt die Einstellung {2} = {3} nicht an (sie sagt {4}).',
  'Network drives often do that: choose a folder on a disk of this machine with --studio.':
    'Bei Netzlaufwerken kommt das oft vor: einen Studioordner auf einem Datenträger dieses Rechners wählen.',
  'Batch {1} would wait for itself, directly or by way of others.':
    'Stapel {1} würde auf sich selbst warten, unmittelbar oder über andere.',
  'Let it wait for others, or take out what makes the circle.':
    'Ihn auf andere warten lassen oder herausnehmen, was den Kreis schließt.',
  'Both a table and a query are named for {1}.':
    'Für {1} sind eine Tabelle und eine Abfrage zugleich genannt.',
  'Name one of them.': 'Nur eines davon nennen.',
  "{1} can't be read as an SQLite database ({2}).": '{1} ist nicht als SQLite-Datenbank zu lesen ({2}).',
  'Close the program that has it open, or export the table as CSV.':
    'Das Programm schließen, das sie offen hat, oder die Tabelle als CSV exportieren.',
  '{1} has no table.': '{1} hat keine Tabelle.',
  '{1} has {2#} tables: {3}.': '{1} hat {2} Tabellen: {3}.',
  'Name another database.': 'Eine andere Datenbank nennen.',
  'Name the table to read, or give a query.':
    'Die Tabelle nennen, die gelesen werden soll, oder eine Abfrage angeben.',
  '{1} has no table called "{2}".': '{1} hat keine Tabelle namens "{2}".',
  'Name one of its tables: {1}.': 'Eine ihrer Tabellen nennen: {1}.',
  "The query on {1} can't be run: {2}.": 'Die Abfrage auf {1} lässt sich nicht ausführen: {2}.',
  'Give one SELECT that only reads.': 'Ein einziges SELECT angeben, das nur liest.',
  'it is not a SELECT': 'es ist kein SELECT',
  'it does not only read': 'es liest nicht nur',
  'Reading {1} failed on the way ({2}).': 'Das Lesen von {1} brach unterwegs ab ({2}).',
  'Check the database with its own program, or export the table as CSV.':
    'Die Datenbank mit ihrem eigenen Programm prüfen oder die Tabelle als CSV exportieren.',
  "The studio's database {1} is in order: no backup was put in its place.":
    'Die Datenbank des Studios {1} ist in Ordnung: Keine Sicherung wurde an ihre Stelle gesetzt.',
  'To go back to a backup all the same, move studio.sqlite away yourself, then say it again.':
    'Um doch zu einer Sicherung zurückzugehen, studio.sqlite selbst wegnehmen und es noch einmal sagen.',
  "There is no good backup of the studio's database {1}.":
    'Es gibt keine gute Sicherung der Datenbank des Studios {1}.',
  'Move the studio folder away, or choose another one with --studio.':
    'Den Studioordner beiseitelegen oder einen anderen wählen.',
  'Finished videos and manifests are not in it.': 'Fertige Videos und Manifeste liegen nicht darin.',
  'The backup could not be put in the place of {1}: {2}.':
    'Die Sicherung ließ sich nicht an die Stelle von {1} setzen: {2}.',
  'Check that the studio folder may be written to and has room, then say it again.':
    'Prüfen, ob in den Studioordner geschrieben werden darf und Platz darin ist, und es noch einmal sagen.',
  'Nothing is lost.': 'Nichts ist verloren.',
  "The studio's database {1} is damaged.": 'Die Datenbank des Studios {1} ist beschädigt.',
  'There is no backup of it: move the studio folder away, or choose another one with --studio.':
    'Es gibt keine Sicherung davon: den Studioordner beiseitelegen oder einen anderen wählen.',
  'Put the backup of {1} in its place with `reelmill store restore`: the damaged file is kept aside, finished videos and manifests are not in it.':
    'Die Sicherung vom {1} an ihre Stelle setzen: Die beschädigte Datei bleibt daneben erhalten, fertige Videos und Manifeste liegen nicht darin.',
  "The studio's database {1} is gone, but backups of it are there.":
    'Die Datenbank des Studios {1} ist weg, aber es gibt Sicherungen davon.',
  'To begin with an empty studio, move the folder of backups away.':
    'Um mit einem leeren Studio zu beginnen, den Ordner der Sicherungen beiseitelegen.',
  "The studio folder {1} can't be taken: {2}.":
    'Der Studioordner {1} lässt sich nicht in Besitz nehmen: {2}.',
  'Check that it may be written to and lies on a disk of this machine, or choose another one with --studio.':
    'Prüfen, ob in ihn geschrieben werden darf und er auf einem Datenträger dieses Rechners liegt, oder einen anderen wählen.',
  'There is no unit {1} in this studio.': 'In diesem Studio gibt es keinen Schritt {1}.',
  'See `reelmill farm` for those that run, `reelmill job units ID` for those of a job.':
    'Die Schritte eines Auftrags stehen auf seiner Seite.',
  "The {1} that was chosen can't be used: {2} {3*}.": 'Das gewählte {1} ist nicht zu gebrauchen: {2} {3}.',
  'Correct it, or take it away so that Reelmill looks for {1} by itself.':
    'Es berichtigen oder wegnehmen, damit Reelmill {1} selbst sucht.',
  'No {1} was found that runs.': 'Es wurde kein {1} gefunden, das läuft.',
  'Install ffmpeg: on Debian or Ubuntu `sudo apt-get install ffmpeg`, on macOS `brew install ffmpeg`, on Windows `winget install Gyan.FFmpeg`; or name the programs in REELMILL_FFMPEG and REELMILL_FFPROBE.':
    'ffmpeg installieren: unter Debian oder Ubuntu `sudo apt-get install ffmpeg`, unter macOS `brew install ffmpeg`, unter Windows `winget install Gyan.FFmpeg`; oder die Programme in REELMILL_FFMPEG und REELMILL_FFPROBE nennen.',
  'is not a file': 'ist keine Datei',
  'is not there': 'ist nicht da',
  'may not be run (its run bit is missing)': 'darf nicht ausgeführt werden (das Recht dazu fehlt)',
  'does not answer to -version': 'antwortet nicht auf -version',
  'ends with status {1} on -version': 'endet bei -version mit Status {1}',
  'is no {1}': 'ist kein {1}',
  'does not start: {1}': 'startet nicht: {1}',
  '{1} does not say what it can do ({2} ended with: {3}).':
    '{1} sagt nicht, was es kann ({2} endete mit: {3}).',
  'Name a working ffmpeg in REELMILL_FFMPEG.': 'Ein ffmpeg, das läuft, in REELMILL_FFMPEG nennen.',
  '{1} in {2} is a link to a folder.': '{1} in {2} ist eine Verknüpfung zu einem Ordner.',
  '{1} in {2} is not an ordinary file (a device, a pipe or a socket).':
    '{1} in {2} ist keine gewöhnliche Datei (ein Gerät, eine Pipe oder ein Socket).',
  'Put an ordinary file in its place, or take it out of the folder.':
    'Eine gewöhnliche Datei an ihre Stelle setzen oder sie aus dem Ordner nehmen.',
  '{1} in {2} is a link that leads nowhere.': '{1} in {2} ist eine Verknüpfung, die ins Leere führt.',
  '{1} in {2} is a link that leads out of the folder.':
    '{1} in {2} ist eine Verknüpfung, die aus dem Ordner hinausführt.',
  'Put the file itself in its place.': 'Die Datei selbst an ihre Stelle setzen.',
  '{1} holds more than a template may: {2#} files, or {3#} GB.':
    '{1} enthält mehr, als eine Vorlage darf: {2} Dateien oder {3} GB.',
  'Keep only what the template uses in its folder.':
    'In ihrem Ordner nur behalten, was die Vorlage verwendet.',
  "The folder {1} ({2}) can't be used: its path has a line break or a NUL character in it.":
    'Der Ordner {1} ({2}) ist nicht zu gebrauchen: Sein Pfad enthält einen Zeilenumbruch oder ein NUL-Zeichen.',
  'Choose another folder, or give this one a plain name.':
    'Einen anderen Ordner wählen oder diesem einen einfachen Namen geben.',
  'there is a file of that name': 'dort liegt eine Datei dieses Namens',
  'it may not be written to': 'in ihn darf nicht geschrieben werden',
  'its disk is read-only': 'sein Datenträger ist schreibgeschützt',
  "The folder {1} ({2}) can't be used: {3}.": 'Der Ordner {1} ({2}) ist nicht zu gebrauchen: {3}.',
  'Choose another folder, or make this one writable.':
    'Einen anderen Ordner wählen oder diesen beschreibbar machen.',
  'The bundled fonts are not installed.': 'Die mitgelieferten Schriften sind nicht installiert.',
  'Run npm ci in the project folder, or reinstall Reelmill.':
    'Im Projektordner npm ci ausführen oder Reelmill neu installieren.',
  'The font family "{1}" is neither bundled nor among the template\'s own files.':
    'Die Schriftfamilie "{1}" ist weder mitgeliefert noch unter den Dateien der Vorlage.',
  "Use one of {1}, or name the family's files in the template.":
    'Eine von diesen verwenden: {1}; oder die Dateien der Familie in der Vorlage nennen.',
  'The font file {1} {2*}.': 'Die Schriftdatei {1} {2}.',
  'The font file {1} is damaged: no font can be made of it.':
    'Die Schriftdatei {1} ist beschädigt: Aus ihr wird keine Schrift.',
  'Replace it by a whole TTF or OTF file, or use a bundled family.':
    'Diese durch eine ganze TTF- oder OTF-Datei ersetzen oder eine mitgelieferte Familie verwenden.',
  'The font file {1} is not there or can not be read.':
    'Die Schriftdatei {1} ist nicht da oder nicht zu lesen.',
  "Check the template's font files; for a bundled font run npm ci, or reinstall Reelmill.":
    'Die Schriftdateien der Vorlage prüfen; bei einer mitgelieferten Schrift npm ci ausführen oder Reelmill neu installieren.',
  'The font file {1} is larger than {2#} MB.': 'Die Schriftdatei {1} ist größer als {2} MB.',
  'Use a font with fewer characters.': 'Eine Schrift mit weniger Zeichen verwenden.',
  'The font file {1} broke while text was set in it.':
    'Die Schriftdatei {1} versagte, als Text in ihr gesetzt wurde.',
  'Replace the file by a whole one, or use a bundled family.':
    'Die Datei durch eine ganze ersetzen oder eine mitgelieferte Familie verwenden.',
  "The disk of {1} can't be asked for its free space ({2}).":
    'Der Datenträger von {1} sagt nicht, wie viel Platz frei ist ({2}).',
  'See that the disk or share is there and may be read, or choose another folder.':
    'Prüfen, ob Datenträger oder Freigabe da ist und gelesen werden darf, oder einen anderen Ordner wählen.',
  'No way is known to keep this system awake.': 'Es ist kein Weg bekannt, dieses System wach zu halten.',
  "{1} is not there or can't be started.": '{1} ist nicht da oder lässt sich nicht starten.',
}
