import type { Sentences } from '../catalogue.ts'

/** Pictures, clips and sounds: on a disk, in the web, as they are drawn. */
export const outsideAssets: Sentences = {
  'Give the path of one file in it.': 'Den Pfad einer Datei darin angeben.',
  '{1} is not an ordinary file (a device, a pipe or a socket).':
    '{1} ist keine gewöhnliche Datei (ein Gerät, eine Pipe oder ein Socket).',
  'Put an ordinary file in its place.': 'Eine gewöhnliche Datei an ihre Stelle setzen.',
  "The folder {1}, in which assets may lie, can't be opened.":
    'Der Ordner {1}, in dem Material liegen darf, lässt sich nicht öffnen.',
  'Check that the folder exists and may be read, or leave it out of the declared roots.':
    'Prüfen, ob der Ordner da ist und gelesen werden darf, oder ihn aus den Materialordnern nehmen.',
  '{1}, in which assets may lie, is a file.': '{1}, worin Material liegen darf, ist eine Datei.',
  'Declare the folder that the file lies in.': 'Den Ordner hinzufügen, in dem die Datei liegt.',
  'Put the file into the folder of the data, or correct its path in the table.':
    'Die Datei in den Ordner der Daten legen oder ihren Pfad in der Tabelle berichtigen.',
  '{1} is not there; there is "{2}", whose accented letters are stored in another form (NFC and NFD).':
    '{1} ist nicht da; da ist "{2}", dessen Buchstaben mit Akzent anders gespeichert sind (NFC und NFD).',
  '{1} is not there; there is "{2}".': '{1} ist nicht da; da ist "{2}".',
  'Rename the file, typing its name anew, or copy its name from the folder into the table.':
    'Die Datei umbenennen und ihren Namen neu tippen, oder ihn aus dem Ordner in die Tabelle kopieren.',
  'Write the name into the table exactly as the file has it: capitals, ending and all.':
    'Den Namen genau so in die Tabelle schreiben, wie die Datei heißt: mit Großschreibung, Endung und allem.',
  'Put the file into the folder of the data, or declare its folder as a root.':
    'Die Datei in den Ordner der Daten legen oder ihren Ordner als Materialordner hinzufügen.',
  '{1} is a link that leads back to itself.': '{1} ist eine Verknüpfung, die zu sich selbst zurückführt.',
  'Put the file itself in the place of the link.': 'Die Datei selbst an die Stelle der Verknüpfung setzen.',
  '{1} may not be read ({2}).': '{1} darf nicht gelesen werden ({2}).',
  'Give the account that runs Reelmill the right to read the file and its folder.':
    'Dem Konto, unter dem Reelmill läuft, das Leserecht für die Datei und ihren Ordner geben.',
  'Check the disk or the network drive that the file is on.':
    'Den Datenträger oder das Netzlaufwerk prüfen, auf dem die Datei liegt.',
  'Copy the file again from where it came.': 'Die Datei von ihrem Ursprung noch einmal kopieren.',
  '{1} changed while it was read; it is probably still being copied.':
    '{1} änderte sich beim Lesen; wahrscheinlich wird es noch kopiert.',
  'Start again when the copy is finished.': 'Neu beginnen, wenn die Kopie fertig ist.',
  '{1} went away while it was read.': '{1} verschwand beim Lesen.',
  'Put the file back and start again.': 'Die Datei zurücklegen und neu beginnen.',
  'Give the account that runs Reelmill the right to read the file.':
    'Dem Konto, unter dem Reelmill läuft, das Leserecht für die Datei geben.',
  'is broken: its index is missing (no moov atom), so the recording or the copy was never finished':
    'ist kaputt: Das Inhaltsverzeichnis fehlt (kein moov-Atom), also wurde die Aufnahme oder die Kopie nie fertig',
  'is not a kind of video or sound file that Reelmill reads (pictures and playlists are none)':
    'ist keine Art von Video- oder Tondatei, die Reelmill liest (Bilder und Wiedergabelisten sind keine)',
  'Use another file, or convert it to MP4 with H.264 and AAC.':
    'Eine andere Datei verwenden oder sie in MP4 mit H.264 und AAC umwandeln.',
  'is broken: its beginning is damaged': 'ist kaputt: Ihr Anfang ist beschädigt',
  'may not be read by this account': 'darf von diesem Konto nicht gelesen werden',
  'Give this account the right to read it.': 'Diesem Konto das Leserecht geben.',
  'is damaged, or is no video or sound file at all': 'ist beschädigt oder gar keine Video- oder Tondatei',
  'Looking at {1} was cancelled.': 'Das Ansehen von {1} wurde abgebrochen.',
  '{1} could not be read within the time limit.': '{1} ließ sich nicht in der erlaubten Zeit lesen.',
  'See whether the disk answers and the file plays; copy it to a local disk.':
    'Prüfen, ob der Datenträger antwortet und die Datei sich abspielen lässt; sie auf einen Datenträger dieses Rechners kopieren.',
  'ffprobe crashed while it read {1}.': 'ffprobe stürzte ab, als es {1} las.',
  "{1} can't be read by ffprobe.": '{1} ist für ffprobe nicht zu lesen.',
  '{1} is not there.': '{1} ist nicht da.',
  'Correct its name, or put it back.': 'Den Namen berichtigen oder die Datei zurücklegen.',
  '{1} is a folder or a device, not a file.': '{1} ist ein Ordner oder ein Gerät, keine Datei.',
  'Name a video or sound file.': 'Eine Video- oder Tondatei nennen.',
  '{1} is empty (0 bytes).': '{1} ist leer (0 Bytes).',
  '{1} holds neither pictures nor sound that can be read.':
    '{1} enthält weder Bilder noch Ton, die sich lesen lassen.',
  '{1} has pictures of {2} x {3}; the longer side may have {4#} pixels at most.':
    '{1} hat Bilder von {2} x {3}; die längere Seite darf höchstens {4} Pixel haben.',
  'Make a smaller copy of it.': 'Eine kleinere Kopie davon machen.',
  "The prepared picture {1} can't be read: {2}.": 'Das vorbereitete Bild {1} ist nicht zu lesen: {2}.',
  'Start the batch again; the picture is prepared anew.':
    'Den Stapel neu beginnen; das Bild wird neu vorbereitet.',
  'The prepared picture {1} is damaged: {2}.': 'Das vorbereitete Bild {1} ist beschädigt: {2}.',
  'it is not a PNG': 'es ist kein PNG',
  'it has {1#} x {2#} pixels instead of {3} x {4}': 'es hat {1} x {2} Pixel statt {3} x {4}',
  'The moving pictures of one stretch of the video need {1#} MB at a time.':
    'Die bewegten Bilder eines Abschnitts des Videos brauchen {1} MB zugleich.',
  'Use fewer or smaller moving pictures in one scene, or a smaller format.':
    'Weniger oder kleinere bewegte Bilder in einer Szene verwenden, oder ein kleineres Format.',
  'The colour font "{1}" can not be drawn.': 'Die Farbschrift "{1}" lässt sich nicht zeichnen.',
  'A drawing of {1#} x {2#} pixels is more than {3} on a side or {4#} million pixels.':
    'Eine Zeichnung von {1} x {2} Pixeln ist mehr als {3} je Seite oder {4} Millionen Pixel.',
  'Make the layer, its text size, stroke or shadow smaller.':
    'Die Ebene, ihre Textgröße, ihren Strich oder Schatten verkleinern.',
  '{1} is a drawing that takes more than {2#} seconds to draw.':
    '{1} ist eine Zeichnung, die länger als {2} Sekunden zum Zeichnen braucht.',
  '{1} is a drawing that takes more than {2#} GB of memory to draw.':
    '{1} ist eine Zeichnung, die mehr als {2} GB Speicher zum Zeichnen braucht.',
  'Save the drawing as a PNG of the size that is needed.':
    'Die Zeichnung als PNG in der nötigen Größe speichern.',
  "{1} can't be drawn: the drawing process ended with {2}.":
    '{1} lässt sich nicht zeichnen: Der Prozess dafür endete mit {2}.',
  '{1} is not the same file any more as when it was checked.':
    '{1} ist nicht mehr dieselbe Datei wie bei der Prüfung.',
  'Start again; the new file is checked then.': 'Neu beginnen; dann wird die neue Datei geprüft.',
  '{1} is not a picture of a kind that is read.': '{1} ist kein Bild einer Art, die gelesen wird.',
  'Save it as JPEG, PNG, WebP, AVIF, SVG, GIF or TIFF.':
    'Es als JPEG, PNG, WebP, AVIF, SVG, GIF oder TIFF speichern.',
  '{1} is cut short: the end of the {2} is missing.': '{1} ist abgeschnitten: Das Ende des {2} fehlt.',
  'Copy or download the file again.': 'Die Datei neu kopieren oder herunterladen.',
  'Put a picture in its place.': 'Ein Bild an seine Stelle setzen.',
  '{1} has {2#} MB; pictures may have {3#} MB.': '{1} hat {2} MB; Bilder dürfen {3} MB haben.',
  'Save it smaller; a JPEG of 8,000 pixels is enough for every format.':
    'Es kleiner speichern; ein JPEG mit 8.000 Pixeln reicht für jedes Format.',
  'Check that the file is there and may be read.': 'Prüfen, ob die Datei da ist und gelesen werden darf.',
  '{1} has {2#} x {3#} pixels ({4#} million), too many to be decoded in the memory that one picture may take.':
    '{1} hat {2} x {3} Pixel ({4} Millionen), zu viele, um in dem Speicher dekodiert zu werden, den ein Bild brauchen darf.',
  'Save it smaller; 8,000 pixels on the longer side are enough for every format.':
    'Es kleiner speichern; 8.000 Pixel an der längeren Seite reichen für jedes Format.',
  '{1} is cut short: the picture ends before it is complete.':
    '{1} ist abgeschnitten: Das Bild endet, bevor es vollständig ist.',
  '{1} is damaged, or of a sort of picture that is not read.':
    '{1} ist beschädigt oder eine Art von Bild, die nicht gelesen wird.',
  'Save it again as JPEG or PNG.': 'Es neu als JPEG oder PNG speichern.',
  '{1} takes too long to decode.': '{1} braucht zu lange zum Dekodieren.',
  'Save the picture smaller, or as a JPEG or PNG.': 'Das Bild kleiner oder als JPEG oder PNG speichern.',
  '{1} is a drawing too large to be drawn ({2}).':
    '{1} ist eine Zeichnung, die zu groß zum Zeichnen ist ({2}).',
  "{1} can't be decoded: its XML is not valid ({2}).":
    '{1} lässt sich nicht dekodieren: Sein XML ist nicht gültig ({2}).',
  "{1} can't be decoded: its data is damaged ({2}).":
    '{1} lässt sich nicht dekodieren: Seine Daten sind beschädigt ({2}).',
  'Open the picture in a viewer; if it looks whole there, save it again, else copy it anew.':
    'Das Bild in einem Betrachter öffnen; sieht es dort heil aus, es neu speichern, sonst neu kopieren.',
  '{1} is to be shown at {2#} x {3#} pixels, more than the {4#} million that a picture may have.':
    '{1} soll mit {2} x {3} Pixeln gezeigt werden, mehr als die {4} Millionen, die ein Bild haben darf.',
  'Make the layer smaller, or zoom less.': 'Die Ebene verkleinern oder weniger zoomen.',
  '{1} ({2} x {3}) is so long and narrow that filling its box with it takes too much memory.':
    '{1} ({2} x {3}) ist so lang und schmal, dass es zu viel Speicher braucht, seinen Rahmen damit zu füllen.',
  'Crop the picture to about the shape of the box, or let the layer contain it instead of covering.':
    'Das Bild etwa auf die Form des Rahmens zuschneiden oder es ganz in den Rahmen einpassen, statt ihn zu füllen.',
  '{1} is a drawing of {2#} MB; drawings may have {3#} MB.':
    '{1} ist eine Zeichnung von {2} MB; Zeichnungen dürfen {3} MB haben.',
  'an entity of another file': 'eine Entität einer anderen Datei',
  'a picture or a part of another file': 'ein Bild oder einen Teil einer anderen Datei',
  '{1} is not an SVG drawing: its first element is another one.':
    '{1} ist keine SVG-Zeichnung: Ihr erstes Element ist ein anderes.',
  'Save it again as an SVG, or as a PNG.': 'Diese neu als SVG oder als PNG speichern.',
  '{1} is a drawing without a size: it has neither a viewBox nor a width and height.':
    '{1} ist eine Zeichnung ohne Größe: Sie hat weder eine viewBox noch Breite und Höhe.',
  'Open it in a drawing program, set the size of the page, and save it again.':
    'Diese in einem Zeichenprogramm öffnen, die Seitengröße festlegen und neu speichern.',
  '{1} draws text with the fonts of this machine; turn the text into outlines to be sure of its look.':
    '{1} zeichnet Text mit den Schriften dieses Rechners; Text in Umrisse umwandeln, damit das Aussehen sicher ist.',
  '{1} names a style or a font of another file; it is drawn without it.':
    '{1} nennt einen Stil oder eine Schrift einer anderen Datei; gezeichnet wird ohne sie.',
  '{1} is a drawing that refers to {2}, and drawings may not load other files.':
    '{1} ist eine Zeichnung, die auf anderes verweist ({2}), und Zeichnungen dürfen keine anderen Dateien laden.',
  'Embed the picture into the drawing, or save the drawing as a PNG.':
    'Das Bild in die Zeichnung einbetten oder die Zeichnung als PNG speichern.',
  'The web address is not valid.': 'Die Webadresse ist nicht gültig.',
  'Check the address; open it in a browser.': 'Die Adresse prüfen; im Browser öffnen.',
  'Files are fetched by https: only, not by {1}': 'Dateien werden nur über https: geholt, nicht über {1}',
  'The address on {1} carries a user name or a password.':
    'Die Adresse auf {1} enthält einen Benutzernamen oder ein Kennwort.',
  'Take it out of the table: download the file and give its path.':
    'Diese aus der Tabelle nehmen: die Datei herunterladen und ihren Pfad angeben.',
  '{1} is to be asked on port {2}; files are fetched on port {3} only.':
    '{1} soll auf Port {2} gefragt werden; Dateien werden nur über Port {3} geholt.',
  'Use an address without a port, or download the file and give its path.':
    'Eine Adresse ohne Port verwenden, oder die Datei herunterladen und ihren Pfad angeben.',
  'the address': 'die Adresse',
  'the address leads on to an address that is refused: {1}':
    'Die Adresse führt zu einer Adresse weiter, die abgelehnt wird: {1}',
  '{1}//{2} leads on to an address that is refused: {3}':
    '{1}//{2} führt zu einer Adresse weiter, die abgelehnt wird: {3}',
  'the address leads on to something that is no address.':
    'Die Adresse führt zu etwas weiter, das keine Adresse ist.',
  '{1}//{2} leads on to something that is no address.':
    '{1}//{2} führt zu etwas weiter, das keine Adresse ist.',
  'the address leads on more than {1#} times.': 'Die Adresse führt mehr als {1}-mal weiter.',
  '{1}//{2} leads on more than {3#} times.': '{1}//{2} führt mehr als {3}-mal weiter.',
  'Open the address in a browser and give the address where the file really is.':
    'Die Adresse im Browser öffnen und die angeben, unter der die Datei wirklich liegt.',
  '{1} is an empty file.': '{1} ist eine leere Datei.',
  'Upload the file again, or correct the address.': 'Die Datei neu hochladen oder die Adresse berichtigen.',
  '{1} is larger than {2}, the limit for fetched files.':
    '{1} ist größer als {2}, die Grenze für geholte Dateien.',
  'Download the file and give its path, or give the address of a smaller version.':
    'Die Datei herunterladen und ihren Pfad angeben, oder die Adresse einer kleineren Fassung.',
  '{1} was not asked for: {2} did not answer several times in a row.':
    '{1} wurde nicht geholt: {2} antwortete mehrmals hintereinander nicht.',
  'Check the network and the host, then start again.': 'Netz und Server prüfen, dann neu beginnen.',
  '{1} leads into the local network, from which nothing is fetched.':
    '{1} führt ins lokale Netz; von dort wird nichts geholt.',
  'Copy the file into the folder of the data and give its path.':
    'Die Datei in den Ordner der Daten kopieren und ihren Pfad angeben.',
  'Correct the address, or upload the file again.': 'Die Adresse berichtigen oder die Datei neu hochladen.',
  'Download the file and give its path, or use an address that needs no login.':
    'Die Datei herunterladen und ihren Pfad angeben, oder eine Adresse, die keine Anmeldung braucht.',
  'Wait some minutes and start again.': 'Einige Minuten warten und neu beginnen.',
  'Try again later, or download the file by hand.':
    'Es später noch einmal versuchen, oder die Datei von Hand herunterladen.',
  'Open the address in a browser to see what the server wants.':
    'Die Adresse im Browser öffnen, um zu sehen, was der Server will.',
  "{1} can't be fetched: {2} (HTTP {3}).": '{1} lässt sich nicht holen: {2} (HTTP {3}).',
  "{1} can't be fetched: no host of the name {2} is known.":
    '{1} lässt sich nicht holen: Ein Server namens {2} ist nicht bekannt.',
  'Check the spelling of the host name and whether this machine is online.':
    'Die Schreibweise des Servernamens prüfen, und ob dieser Rechner online ist.',
  "{1} can't be fetched: the name server does not answer.":
    '{1} lässt sich nicht holen: Der Namensserver antwortet nicht.',
  'Check whether this machine is online, then start again.':
    'Prüfen, ob dieser Rechner online ist, dann neu beginnen.',
  "{1} can't be fetched: {2}.": '{1} lässt sich nicht holen: {2}.',
  'Try again later, or download the file by hand and give its path.':
    'Es später noch einmal versuchen, oder die Datei von Hand herunterladen und ihren Pfad angeben.',
  "{1} can't be fetched: the certificate of {2} can't be trusted ({3}).":
    '{1} lässt sich nicht holen: Dem Zertifikat von {2} ist nicht zu trauen ({3}).',
  "{1} can't be fetched: the certificate of {2} can't be trusted (unknown).":
    '{1} lässt sich nicht holen: Dem Zertifikat von {2} ist nicht zu trauen (unbekannt).',
  'Use another address.': 'Eine andere Adresse verwenden.',
  'A company certificate is trusted when NODE_EXTRA_CA_CERTS names its file.':
    'Einem Firmenzertifikat wird getraut, wenn NODE_EXTRA_CA_CERTS seine Datei nennt.',
  "{1} was fetched but can't be stored: {2} ({3}).":
    '{1} wurde geholt, lässt sich aber nicht ablegen: {2} ({3}).',
  "{1} was fetched but can't be stored: {2} (unknown).":
    '{1} wurde geholt, lässt sich aber nicht ablegen: {2} (unbekannt).',
  'Make room in the studio folder, or choose another one, and start again.':
    'Im Studioordner Platz schaffen oder einen anderen wählen, und neu beginnen.',
  "{1} can't be fetched: {2} ({3}).": '{1} lässt sich nicht holen: {2} ({3}).',
  "{1} can't be fetched: {2} (unknown).": '{1} lässt sich nicht holen: {2} (unbekannt).',
  'Try again later; if it stays so, check the firewall and the address.':
    'Es später noch einmal versuchen; bleibt es dabei, Firewall und Adresse prüfen.',
  "{1} can't be fetched ({2}).": '{1} lässt sich nicht holen ({2}).',
  "{1} can't be fetched (unknown).": '{1} lässt sich nicht holen (unbekannt).',
  'Open the address in a browser; if it works there, download the file and give its path.':
    'Die Adresse im Browser öffnen; geht sie dort, die Datei herunterladen und ihren Pfad angeben.',
}
