import type { Sentences } from '../catalogue.ts'

/** What looking at finished videos finds, and what is said of profiles. */
export const quality: Sentences = {
  'it has to be a number from {1} to {2} ({3}), or null for no limit':
    'verlangt ist eine Zahl von {1} bis {2} ({3}) oder null für keine Grenze',
  'Working out the effect was stopped.': 'Das Ausrechnen der Wirkung wurde angehalten.',
  'There is an own quality profile "{1}" already.': 'Es gibt schon ein eigenes Qualitätsprofil "{1}".',
  'Give the one in the file another name, or take it in its place.':
    'Dem in der Datei einen anderen Namen geben oder es an dessen Stelle übernehmen.',
  '{1} is no quality profile that can be used.': '{1} ist kein brauchbares Qualitätsprofil.',
  'Mend what is named, or export a profile and begin with that.':
    'Das Genannte berichtigen oder ein Profil exportieren und damit beginnen.',
  'It is too large for a profile.': 'Sie ist zu groß für ein Profil.',
  'It is no JSON: {1*}': 'Es ist kein JSON: {1}',
  'Choose another name, or overwrite it.': 'Einen anderen Namen wählen oder überschreiben.',
  '{1} could not be written.': '{1} war nicht zu schreiben.',
  'See that its folder is there and may be written.':
    'Nachsehen, ob es den Ordner gibt und ob darin geschrieben werden darf.',
  'Coding has changed the pictures too much: their {1} is {2#} in the worst second; the profile asks for {3#}.':
    'Die Kodierung hat die Bilder zu sehr verändert: {1} liegt in der schlechtesten Sekunde bei {2}; das Profil verlangt {3}.',
  'Render with a higher quality.': 'Mit höherer Qualität rendern.',
  'The video could not be compared with its plan: {1*}':
    'Das Video war nicht mit seinem Plan zu vergleichen: {1}',
  'Look at it again later.': 'Später noch einmal prüfen.',
  'An inspection with the id "{1}" is going on already.': 'Eine Prüfung mit der Kennung "{1}" läuft bereits.',
  'The inspection was stopped.': 'Die Prüfung wurde angehalten.',
  'Begin it again when you want its answer.': 'Neu beginnen, wenn das Ergebnis gebraucht wird.',
  '{1} could not be looked at: ffmpeg could not be started.':
    '{1} war nicht zu prüfen: ffmpeg ließ sich nicht starten.',
  'See that ffmpeg is where it was, and try again.':
    'Nachsehen, ob ffmpeg noch an seinem Platz ist, und noch einmal versuchen.',
  '{1} could not be decoded within the time limit.': '{1} ließ sich in der erlaubten Zeit nicht dekodieren.',
  'ffmpeg crashed while it decoded {1}.': 'ffmpeg ist beim Dekodieren von {1} abgestürzt.',
  'Export the file again, or convert it to MP4 with H.264 and AAC.':
    'Die Datei neu exportieren oder in MP4 mit H.264 und AAC umwandeln.',
  '{1} has more than {2#} pictures, which is more than can be inspected at once.':
    '{1} hat mehr als {2} Bilder; so viele lassen sich nicht auf einmal prüfen.',
  'Cut it into shorter files and inspect those.': 'In kürzere Dateien schneiden und diese prüfen.',
  '{1} was written anew while it was looked at.': '{1} wurde neu geschrieben, während es geprüft wurde.',
  'Wait until whoever writes it is done, then look at it again.':
    'Warten, bis fertig geschrieben ist, und dann noch einmal prüfen.',
  'There are more than {1} videos in {2}.': 'In {2} sind mehr als {1} Videos.',
  'Name some of the folders in it, one after the other.':
    'Einzelne Ordner darin nennen, einen nach dem anderen.',
  'There are no videos in that folder.': 'In diesem Ordner sind keine Videos.',
  'Name a video, or a folder with videos.': 'Ein Video oder einen Ordner mit Videos nennen.',
  'There is no quality profile "{1}".': 'Es gibt kein Qualitätsprofil "{1}".',
  'There is no own quality profile "{1}".': 'Es gibt kein eigenes Qualitätsprofil "{1}".',
  'There are {1#} own quality profiles already.': 'Es gibt schon {1} eigene Qualitätsprofile.',
  'Remove one that is no longer used.': 'Eines entfernen, das nicht mehr gebraucht wird.',
  'See the list of profiles.': 'Die Liste der Profile ansehen.',
  'The quality profile "{1}" comes with Reelmill and stays as it is.':
    'Das Qualitätsprofil "{1}" gehört zu Reelmill und bleibt, wie es ist.',
  'Save your changes as a profile of another name.': 'Die Änderungen als Profil mit anderem Namen sichern.',

  'For websites and players of all kinds: plays everywhere and begins at once.':
    'Für Websites und Player aller Art: läuft überall und beginnt sofort.',
  'For feeds and stories: MP4 with H.264, upright or square or wide, loud enough for a phone.':
    'Für Feeds und Storys: MP4 mit H.264, hoch, quadratisch oder breit, laut genug für ein Telefon.',
  'For European television: -23 LUFS, levels of EBU R 103, safe margins, nothing that flashes or is interlaced.':
    'Für das europäische Fernsehen: -23 LUFS, Pegel nach EBU R 103, sichere Ränder, nichts blitzt, kein Zeilensprung.',
  'As broadcast, with the wider tolerance of live programmes: -23 LUFS, 1 LU either way.':
    'Wie Broadcast, mit der größeren Toleranz von Livesendungen: -23 LUFS, 1 LU nach oben und unten.',
  'For mails: a small GIF or MP4 that says all without sound.':
    'Für E-Mails: ein kleines GIF oder MP4, das ohne Ton alles sagt.',

  'Export the file again.': 'Die Datei neu exportieren.',
  'Export or render the file again.': 'Die Datei neu exportieren oder rendern.',
  'Export or render the file again; if it comes back, see whether the disk is sound.':
    'Die Datei neu exportieren oder rendern; kommt es wieder, den Datenträger prüfen.',
  'The file is cut off: {1#} of {2#} are there.': 'Die Datei ist abgeschnitten: {1} von {2} sind da.',
  'The file can\'t be decoded without faults: "{1}".':
    'Die Datei lässt sich nicht fehlerfrei dekodieren: "{1}".',
  'Of {1#} pictures in the file only {2#} can be decoded.':
    'Von {1} Bildern der Datei lassen sich nur {2} dekodieren.',
  'The file is of the kind {1}; the profile asks for {2}.':
    'Die Datei ist von der Art {1}; das Profil verlangt {2}.',
  'Choose a codec whose files the profile asks for, or another profile.':
    'Einen Codec wählen, dessen Dateien das Profil verlangt, oder ein anderes Profil.',
  'There are no pictures in the file.': 'Die Datei enthält keine Bilder.',
  'Name a video.': 'Ein Video nennen.',
  'The pictures are coded as {1}; the profile asks for {2}.':
    'Die Bilder sind als {1} kodiert; das Profil verlangt {2}.',
  'Choose another codec, or another profile.': 'Einen anderen Codec oder ein anderes Profil wählen.',
  'The codec profile is {1}; the profile asks for {2}.': 'Das Codec-Profil ist {1}; das Profil verlangt {2}.',
  'Choose another codec or pixel format, or another profile.':
    'Einen anderen Codec, ein anderes Pixelformat oder ein anderes Profil wählen.',
  'The picture has {1#} x {2#} pixels instead of {3#} x {4#}.':
    'Das Bild hat {1} x {2} Pixel statt {3} x {4}.',
  'The picture has {1#} x {2#} pixels; the profile allows {3#} x {4#} at most.':
    'Das Bild hat {1} x {2} Pixel; das Profil erlaubt höchstens {3} x {4}.',
  'Choose a smaller format, or another profile.': 'Ein kleineres Format oder ein anderes Profil wählen.',
  'The video has {1#} frames a second instead of {2#}.': 'Das Video hat {1} Bilder pro Sekunde statt {2}.',
  'The video has {1#} frames a second; the profile asks for {2}.':
    'Das Video hat {1} Bilder pro Sekunde; das Profil verlangt {2}.',
  'Choose another frame rate, or another profile.': 'Eine andere Bildrate oder ein anderes Profil wählen.',
  'The video has {1#} pictures instead of {2#}.': 'Das Video hat {1} Bilder statt {2}.',
  'The pictures follow each other unevenly (a variable frame rate).':
    'Die Bilder folgen ungleichmäßig aufeinander (variable Bildrate).',
  "The pictures don't follow each other evenly: one step is not one frame long.":
    'Die Bilder folgen nicht gleichmäßig aufeinander: Ein Schritt ist nicht ein Bild lang.',
  "The pictures don't follow each other evenly: {1#} steps are not one frame long.":
    'Die Bilder folgen nicht gleichmäßig aufeinander: {1} Schritte sind nicht ein Bild lang.',
  'Export it with a constant frame rate.': 'Mit gleichbleibender Bildrate exportieren.',
  'The video lasts {1#}; the profile allows {2#} at most.':
    'Das Video dauert {1}; das Profil erlaubt höchstens {2}.',
  'Make the video shorter, or choose another profile.': 'Das Video kürzen oder ein anderes Profil wählen.',
  'The video lasts {1#} instead of {2#}.': 'Das Video dauert {1} statt {2}.',
  'The file has {1#} MB; the profile allows {2#} MB at most.':
    'Die Datei hat {1} MB; das Profil erlaubt höchstens {2} MB.',
  'Choose a smaller format or a lower quality.': 'Ein kleineres Format oder eine niedrigere Qualität wählen.',
  'The file has {1#} kbit/s; the profile asks for {2#} kbit/s at least.':
    'Die Datei hat {1} kbit/s; das Profil verlangt mindestens {2} kbit/s.',
  'Choose a higher quality.': 'Eine höhere Qualität wählen.',
  'The file has {1#} kbit/s; the profile allows {2#} kbit/s at most.':
    'Die Datei hat {1} kbit/s; das Profil erlaubt höchstens {2} kbit/s.',
  'Choose a lower quality or a smaller format.': 'Eine niedrigere Qualität oder ein kleineres Format wählen.',
  'The file begins to play only when all of it is there: its index stands at the end.':
    'Die Datei beginnt erst zu laufen, wenn sie ganz da ist: Ihr Verzeichnis steht am Ende.',
  'Export it with "fast start", or write it again with the index first.':
    'Mit "Fast Start" exportieren oder mit dem Verzeichnis am Anfang neu schreiben.',
  "The file doesn't say all of how its colours are meant: {1}.":
    'Die Datei sagt nicht vollständig, wie ihre Farben gemeint sind: {1}.',
  'Export it with colour tags, for HD those of BT.709.':
    'Mit Farbangaben exportieren, für HD denen von BT.709.',
  'The colour tags contradict each other: matrix {1}, primaries {2}, transfer {3}.':
    'Die Farbangaben widersprechen sich: Matrix {1}, Primärfarben {2}, Übertragung {3}.',
  'The colour tags are not those of BT.709: matrix {1}, primaries {2}, transfer {3}.':
    'Die Farbangaben sind nicht die von BT.709: Matrix {1}, Primärfarben {2}, Übertragung {3}.',
  'The colour tags are those of standard definition ({1}), and the picture is larger.':
    'Die Farbangaben sind die von Standardauflösung ({1}), und das Bild ist größer.',
  'The file says that its levels are full range; many players show it too dark or too light.':
    'Laut Datei nutzen die Pegel den vollen Umfang; viele Player zeigen sie zu dunkel oder zu hell.',
  'Export it with limited range ("tv").': 'Mit begrenztem Umfang ("tv") exportieren.',
  'The file says where it was recorded ("{1}").': 'Die Datei verrät, wo sie aufgenommen wurde ("{1}").',
  'Export it without metadata before it goes out.': 'Vor der Auslieferung ohne Metadaten exportieren.',
  'Besides picture and sound the file has another stream.':
    'Neben Bild und Ton hat die Datei einen weiteren Strom.',
  'Besides picture and sound the file has {1#} other streams.':
    'Neben Bild und Ton hat die Datei {1} weitere Ströme.',
  'Players are told to turn or mirror the picture; not all of them do.':
    'Player sollen das Bild drehen oder spiegeln; nicht alle tun es.',
  'Export it upright.': 'Aufrecht exportieren.',
  'Its pixels are said not to be square, so players stretch the picture.':
    'Die Pixel sollen nicht quadratisch sein, also strecken Player das Bild.',

  'The picture is black for {1#}.': 'Das Bild ist {1} lang schwarz.',
  'Look whether it is meant; else export it again.': 'Nachsehen, ob es gewollt ist; sonst neu exportieren.',
  'Render it again; if it stays black, look at the scene and its clip.':
    'Neu rendern; bleibt es schwarz, die Szene und ihren Clip ansehen.',
  'The picture stands still for {1#} where something should move.':
    'Das Bild steht {1} lang still, wo sich etwas bewegen soll.',
  'The picture stands still for {1#}, and moves before and after.':
    'Das Bild steht {1} lang still und bewegt sich davor und danach.',
  'Render it again; if it stands still again, look at the scene and its clip.':
    'Neu rendern; steht es wieder still, die Szene und ihren Clip ansehen.',
  'Within a second one picture is shown again where another should come.':
    'Innerhalb einer Sekunde wird ein Bild wiederholt, wo ein anderes kommen sollte.',
  'At even distances {1#} pictures are shown again where others should come.':
    'In gleichen Abständen werden {1} Bilder wiederholt, wo andere kommen sollten.',
  'Within a second {1#} pictures are shown again where others should come.':
    'Innerhalb einer Sekunde werden {1} Bilder wiederholt, wo andere kommen sollten.',
  'Render it again; if it comes back, see whether the frame rate of the clip fits.':
    'Neu rendern; kommt es wieder, prüfen, ob die Bildrate des Clips passt.',
  'Look whether the frame rate was changed, and export it with that of its source.':
    'Nachsehen, ob die Bildrate geändert wurde, und mit der des Originals exportieren.',
  'The movement jumps: a picture seems to be missing.': 'Die Bewegung springt: Ein Bild scheint zu fehlen.',
  'The movement jumps: {1#} pictures seem to be missing.':
    'Die Bewegung springt: {1} Bilder scheinen zu fehlen.',
  '{1#} % of the picture is outside of the levels that EBU R 103 allows (-5 to 105 %).':
    '{1} % des Bildes liegen außerhalb der Pegel, die EBU R 103 erlaubt (-5 bis 105 %).',
  'Bring its levels into range, or limit them on export.':
    'Die Pegel in den Umfang bringen oder beim Export begrenzen.',
  'Look at the colours of the scene and at the levels of its clip.':
    'Die Farben der Szene und die Pegel ihres Clips ansehen.',
  'The picture has black bars {1*}: {2#} % of it.': 'Das Bild hat schwarze Balken {1}: {2} % davon.',
  'at the top and bottom': 'oben und unten',
  'at the left and right': 'links und rechts',
  'all round': 'ringsum',
  'at one side': 'an einer Seite',
  'Crop it, or export it in the shape of its picture.':
    'Beschneiden oder im Seitenverhältnis des Bildes exportieren.',
  'Let the clip cover its box ("fit": "cover"), or choose a format of its shape.':
    'Den Clip seinen Rahmen füllen lassen ("fit": "cover") oder ein Format seines Seitenverhältnisses wählen.',
  'The pictures are interlaced: every other line is of another moment.':
    'Die Bilder haben Zeilensprung: Jede zweite Zeile ist von einem anderen Moment.',
  'The file says that its pictures are interlaced.': 'Laut Datei haben die Bilder Zeilensprung.',
  'Deinterlace it before it goes out.': 'Vor der Auslieferung den Zeilensprung entfernen.',
  'Render it again; if it comes back, deinterlace the clip first.':
    'Neu rendern; kommt es wieder, den Zeilensprung des Clips zuerst entfernen.',
  'The picture flashes {1#} times within a second; more than {2#} can cause seizures.':
    'Das Bild blitzt {1}-mal in einer Sekunde; mehr als {2} können Anfälle auslösen.',
  'The picture flashes red {1#} times within a second; more than {2#} can cause seizures.':
    'Das Bild blitzt {1}-mal in einer Sekunde rot; mehr als {2} können Anfälle auslösen.',
  'Slow the flashes down, or make them smaller or fainter.':
    'Die Blitze verlangsamen, verkleinern oder abschwächen.',

  'There is no sound, and the template has some.': 'Es gibt keinen Ton, und die Vorlage hat welchen.',
  'There is no sound.': 'Es gibt keinen Ton.',
  'Look whether it is meant.': 'Nachsehen, ob es gewollt ist.',
  'Render it again; if it stays away, look at the sounds of the template.':
    'Neu rendern; fehlt er weiter, den Ton der Vorlage ansehen.',
  'All of the sound is silent.': 'Der Ton ist durchgehend stumm.',
  'The sound is silent for {1#}.': 'Der Ton ist {1} lang stumm.',
  'The sound breaks off for {1#}.': 'Der Ton setzt {1} lang aus.',
  'Render it again; if it stays silent, look at the sounds of the template.':
    'Neu rendern; bleibt er stumm, den Ton der Vorlage ansehen.',
  'Look at the sound there, and export it again.': 'Den Ton an dieser Stelle ansehen und neu exportieren.',
  'The sound is clipped: {1#} samples in a row are at full scale.':
    'Der Ton ist übersteuert: {1} Abtastwerte in Folge sind auf Vollausschlag.',
  'Lower the level of its source; what was cut off does not come back by making it quieter.':
    'Den Pegel der Quelle senken; was abgeschnitten ist, kommt durch Leisermachen nicht zurück.',
  'The loudness is {1#} LUFS instead of {2#}.': 'Die Lautheit ist {1} LUFS statt {2}.',
  'Make the sound {1#} LU louder, or choose the loudness of the profile in the template.':
    'Den Ton um {1} LU lauter machen oder in der Vorlage die Lautheit des Profils wählen.',
  'Make the sound {1#} LU quieter, or choose the loudness of the profile in the template.':
    'Den Ton um {1} LU leiser machen oder in der Vorlage die Lautheit des Profils wählen.',
  'The loudness ranges over {1#} LU; the profile allows {2#} at most.':
    'Die Lautheit schwankt um {1} LU; das Profil erlaubt höchstens {2}.',
  'Compress the sound, or bring its quiet parts up.': 'Den Ton komprimieren oder leise Stellen anheben.',
  'The true peak is {1#} dBTP; the profile allows {2#} at most.':
    'Die wahre Spitze ist {1} dBTP; das Profil erlaubt höchstens {2}.',
  'Limit the peaks before the sound is encoded.': 'Die Spitzen begrenzen, bevor der Ton kodiert wird.',
  'Left and right work against each other for {1#}: on one speaker the sound is thin or gone.':
    'Links und rechts arbeiten {1} lang gegeneinander: Auf einem Lautsprecher ist der Ton dünn oder weg.',
  'Turn the phase of one channel, or mix it to mono.': 'Die Phase eines Kanals drehen oder auf Mono mischen.',
  'The sound has one channel; the profile asks for {1#}.':
    'Der Ton hat einen Kanal; das Profil verlangt {1}.',
  'The sound has {1#} channels; the profile asks for {2#}.':
    'Der Ton hat {1} Kanäle; das Profil verlangt {2}.',
  'Export it with that many channels, or choose another profile.':
    'Mit so vielen Kanälen exportieren oder ein anderes Profil wählen.',
  'Only one of two channels is heard.': 'Nur einer von zwei Kanälen ist zu hören.',
  'Put the sound on both channels.': 'Den Ton auf beide Kanäle legen.',
  'The sound comes {1#} before its picture.': 'Der Ton kommt {1} vor seinem Bild.',
  'The sound comes {1#} after its picture.': 'Der Ton kommt {1} nach seinem Bild.',
  'The sound begins {1#} before the picture.': 'Der Ton beginnt {1} vor dem Bild.',
  'The sound begins {1#} after the picture.': 'Der Ton beginnt {1} nach dem Bild.',
  'The sound goes on for {1#} after the picture has ended.':
    'Der Ton geht nach dem Ende des Bildes {1} weiter.',
  'Move the sound by that much, and export it again.': 'Den Ton um so viel verschieben und neu exportieren.',
  'Let picture and sound end together.': 'Bild und Ton zusammen enden lassen.',

  "The text of {1} isn't seen where it should be, or looks otherwise.":
    'Der Text von {1} ist nicht dort zu sehen, wo er sein soll, oder sieht anders aus.',
  "The picture of {1} isn't seen where it should be, or looks otherwise.":
    'Das Bild von {1} ist nicht dort zu sehen, wo es sein soll, oder sieht anders aus.',
  "The logo of {1} isn't seen as it is in the template.":
    'Das Logo von {1} ist nicht so zu sehen wie in der Vorlage.',
  'The text of {1} comes later than it should.': 'Der Text von {1} kommt später als geplant.',
  'The picture of {1} comes later than it should.': 'Das Bild von {1} kommt später als geplant.',
  'The logo of {1} comes later than it should.': 'Das Logo von {1} kommt später als geplant.',
  'The text of {1} is gone earlier than it should be.': 'Der Text von {1} ist früher weg als geplant.',
  'The picture of {1} is gone earlier than it should be.': 'Das Bild von {1} ist früher weg als geplant.',
  'The logo of {1} is gone earlier than it should be.': 'Das Logo von {1} ist früher weg als geplant.',
  '{1} is seen before it should come.': '{1} ist schon zu sehen, bevor es kommen soll.',
  '{1} is still seen when it should be gone.': '{1} ist noch zu sehen, wenn es weg sein soll.',
  'Render it again; if it stays so, look at the layer in the editor.':
    'Neu rendern; bleibt es so, die Ebene im Editor ansehen.',
  'Render it again; if it stays so, see that the logo of the template is the right file.':
    'Neu rendern; bleibt es so, nachsehen, ob das Logo der Vorlage die richtige Datei ist.',
  'The text of {1} has a contrast of {2#} to 1 with what is behind it; {3#} to 1 is the least.':
    'Der Text von {1} hat zu dem, was dahinter liegt, einen Kontrast von {2} zu 1; mindestens {3} zu 1 soll es sein.',
  'Choose another colour, or put a plate, an outline or a shade behind it.':
    'Eine andere Farbe wählen oder eine Fläche, eine Kontur oder einen Schatten dahinterlegen.',
  'The text of {1} reaches beyond the edge of the picture.':
    'Der Text von {1} reicht über den Bildrand hinaus.',
  'The text of {1} stands {2#} % from the edge; {3#} % is the least.':
    'Der Text von {1} steht {2} % vom Rand entfernt; mindestens {3} % sollen es sein.',
  'Move its box inwards in the template, or make the text smaller.':
    'Den Kasten in der Vorlage nach innen rücken oder den Text verkleinern.',
  'The clip of {1} is enlarged {2#} times, so it looks soft.':
    'Der Clip von {1} ist {2}-fach vergrößert und wirkt deshalb unscharf.',
  'The picture of {1} is enlarged {2#} times, so it looks soft.':
    'Das Bild von {1} ist {2}-fach vergrößert und wirkt deshalb unscharf.',
  'Give a larger file, or show it smaller.': 'Eine größere Datei angeben oder sie kleiner zeigen.',
  "{1} has a colour that is none of the brand's: {2}.":
    '{1} hat eine Farbe, die nicht zur Marke gehört: {2}.',
  'Use a colour of the brand kit, or add this one to it.':
    'Eine Farbe der Marke verwenden oder diese in die Marke aufnehmen.',
  'The text of {1} is set in {2}, which is no font of the brand.':
    'Der Text von {1} ist in {2} gesetzt; das ist keine Schrift der Marke.',
  'Use a font of the brand kit, or add this one to it.':
    'Eine Schrift der Marke verwenden oder diese in die Marke aufnehmen.',
  'The batch has no finished videos.': 'Der Stapel hat keine fertigen Videos.',
  'Put it back as it was, or render anew with the template as it is now.':
    'Den früheren Stand wiederherstellen oder mit der jetzigen Vorlage neu rendern.',
  '{1} is no longer there as it was made.': '{1} ist nicht mehr da, wie es gemacht wurde.',
  'Retry the video, or put the file back.': 'Das Video neu machen lassen oder die Datei zurücklegen.',
  '{1} was made anew while it was looked at.': '{1} wurde neu gemacht, während es geprüft wurde.',
  'Look at the batch again.': 'Den Stapel noch einmal prüfen.',
}
