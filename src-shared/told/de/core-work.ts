import type { Sentences } from '../catalogue.ts'

/** How work stands: batches, jobs, units, slots, pace; clips, sound, text that does not fit. */
export const coreWork: Sentences = {
  '{1} has no sound, but it is used as music.': '{1} hat keinen Ton, wird aber als Musik verwendet.',
  '{1} has no sound, but it is used as a voice.': '{1} hat keinen Ton, wird aber als Stimme verwendet.',
  'Use a file with sound, or leave it away.': 'Eine Datei mit Ton verwenden oder sie weglassen.',
  '{1} is cut off: its header promises {2#} s, but its sound can only be read up to {3#} s, and the video uses it up to {4#} s.':
    '{1} ist abgeschnitten: Der Kopf verspricht {2} s, aber der Ton lässt sich nur bis {3} s lesen, und das Video braucht ihn bis {4} s.',
  'Copy or export the file again, and see that it plays to its end.':
    'Die Datei neu kopieren oder exportieren und prüfen, ob sie bis zum Ende läuft.',
  '{1} has no picture: it holds only sound ({2}).': '{1} hat kein Bild: Es enthält nur Ton ({2}).',
  '{1} has no picture: it holds only sound (unknown).': '{1} hat kein Bild: Es enthält nur Ton (unbekannt).',
  'Use a video file here, or use this file as music or voice.':
    'Hier eine Videodatei verwenden, oder diese Datei als Musik oder Stimme verwenden.',
  "{1} is transparent, and this build of ffmpeg can't see that: it has no libvpx-vp9 decoder.":
    '{1} ist durchsichtig, und dieses ffmpeg kann das nicht sehen: Ihm fehlt der Decoder libvpx-vp9.',
  "{1} is transparent, and this build of ffmpeg can't see that: it has no libvpx decoder.":
    '{1} ist durchsichtig, und dieses ffmpeg kann das nicht sehen: Ihm fehlt der Decoder libvpx.',
  'Use an ffmpeg with libvpx (most builds have it), or convert the clip to ProRes 4444.':
    'Ein ffmpeg mit libvpx verwenden (die meisten haben es) oder den Clip in ProRes 4444 umwandeln.',
  "{1} is HDR video, and this build of ffmpeg can't bring it to BT.709: it has no {2}.":
    '{1} ist HDR-Video, und dieses ffmpeg kann es nicht nach BT.709 bringen: Ihm fehlt {2}.',
  "{1} is wide gamut video, and this build of ffmpeg can't bring it to BT.709: it has no {2}.":
    '{1} hat einen großen Farbraum, und dieses ffmpeg kann es nicht nach BT.709 bringen: Ihm fehlt {2}.',
  'Use an ffmpeg with zimg (most builds have it), or convert the clip to BT.709 SDR.':
    'Ein ffmpeg mit zimg verwenden (die meisten haben es) oder den Clip in BT.709 SDR umwandeln.',
  '{1} is cut off: its header promises {2}, but only {3} can be read, and the video uses it up to {4}.':
    '{1} ist abgeschnitten: Der Kopf verspricht {2}, aber nur {3} lassen sich lesen, und das Video braucht es bis {4}.',
  '{1} is {2} long, but the video uses it from {3} on.':
    '{1} ist {2} lang, aber das Video verwendet es erst ab {3}.',
  'Use a longer clip, or let the trim begin earlier.':
    'Einen längeren Clip verwenden oder den Ausschnitt früher beginnen lassen.',
  'The table is being read and checked once more.': 'Die Tabelle wird noch einmal gelesen und geprüft.',
  '{1} became {2} to make.': 'Aus {1} wurden {2}, die zu machen sind.',
  '{1} became {2} to make; {3} set aside.': 'Aus {1} wurden {2}, die zu machen sind; {3} aussortiert.',
  'Waits for a studio that works: a window, `queue run` or `render`.': 'Wartet auf ein Studio, das arbeitet.',
  'Waits until {1}.': 'Wartet bis {1}.',
  'Waits for its turn.': 'Wartet, bis es an der Reihe ist.',
  'Waits until {1} and {2}.': 'Wartet, bis {1} und {2}.',
  'Begun: {1} to make.': 'Begonnen: {1} zu machen.',
  'Goes on: {1}': 'Geht weiter: {1}',
  'No video made{1}.': 'Kein Video gemacht{1}.',
  'No video made{1}; {2} set aside.': 'Kein Video gemacht{1}; {2} aussortiert.',
  '{1} made{2}.': '{1} gemacht{2}.',
  '{1} made{2}; {3} set aside.': '{1} gemacht{2}; {3} aussortiert.',
  '{1} done: {2} made, {3#} unchanged{4}.': '{1} fertig: {2} gemacht, {3} unverändert{4}.',
  '{1} done: {2} made, {3#} unchanged{4}; {5} set aside.':
    '{1} fertig: {2} gemacht, {3} unverändert{4}; {5} aussortiert.',
  'Paused on request; what runs ({1}) is finished first.':
    'Auf Wunsch angehalten; was läuft ({1}), wird noch fertig.',
  'Paused on request; what ran was handed back.': 'Auf Wunsch angehalten; was lief, wurde zurückgegeben.',
  'Paused on request.': 'Auf Wunsch angehalten.',
  'Paused for a look: its pilot of {1} is done.': 'Zum Ansehen angehalten: Der Pilot mit {1} ist fertig.',
  'Resume it to make the rest.': 'Fortsetzen, um den Rest zu machen.',
  'Resumed on request; it goes on as soon as a studio works on it.':
    'Auf Wunsch fortgesetzt; es geht weiter, sobald ein Studio daran arbeitet.',
  'Tried again on request; it goes on as soon as a studio works on it.':
    'Auf Wunsch noch einmal; es geht weiter, sobald ein Studio daran arbeitet.',
  '{1} tried again on request; it goes on as soon as a studio works on it.':
    '{1} auf Wunsch noch einmal; es geht weiter, sobald ein Studio daran arbeitet.',
  'Interrupted on request.': 'Auf Wunsch unterbrochen.',
  'Interrupted: the studio was closed.': 'Unterbrochen: Das Studio wurde geschlossen.',
  'Interrupted: the studio ended without closing (a kill, a crash or a power cut).':
    'Unterbrochen: Das Studio endete, ohne zu schließen (beendet, abgestürzt oder Strom weg).',
  'A slot was free.': 'Ein Platz war frei.',
  'A slot was free; try {1}.': 'Ein Platz war frei; Versuch {1}.',
  '{1#} error': '{1} Fehler',
  '{1#} errors': '{1} Fehler',
  '{1#} thing': '{1} Stelle',
  '{1#} things': '{1} Stellen',
  'Inspection: {1} failed, {2#} to be looked at.': 'Prüfung: {1} durchgefallen, {2} anzusehen.',
  'Inspection: {1} failed.': 'Prüfung: {1} durchgefallen.',
  'Inspection: {1} to be looked at.': 'Prüfung: {1} anzusehen.',
  'Its inspection ({1}) failed it: {2}.': 'Die Prüfung ({1}) hat es durchfallen lassen: {2}.',
  'Its inspection ({1}) found {2} to look at.': 'Die Prüfung ({1}) fand {2} zum Ansehen.',
  'the finished video is inspected': 'das fertige Video wird geprüft',
  'Made, and found whole when it was probed.': 'Gemacht und bei der Probe heil gefunden.',
  'Made once more, for its inspection failed: {1}': 'Noch einmal gemacht, denn die Prüfung fiel durch: {1}',
  'It was made twice, for its first file failed its inspection: {1}':
    'Es wurde zweimal gemacht, denn die erste Datei fiel bei der Prüfung durch: {1}',
  "{1} The second file doesn't.": '{1} Die zweite nicht.',
  '{1} The second file has the same bytes: it comes of the template, the row or the files.':
    '{1} Die zweite hat dieselben Bytes: Es liegt an Vorlage, Zeile oder Dateien.',
  '{1} The second file failed, too.': '{1} Die zweite auch.',
  'Unchanged: the file from batch {1} is still right.': 'Unverändert: Die Datei aus Stapel {1} stimmt noch.',
  'To be tried again: {1}': 'Wird noch einmal versucht: {1}',
  'Resumed on request.': 'Auf Wunsch fortgesetzt.',
  'Left out on request.': 'Auf Wunsch ausgelassen.',
  'Cancelled on request.': 'Auf Wunsch abgebrochen.',
  'To be tried again, on request.': 'Wird auf Wunsch noch einmal versucht.',
  'Handed back: the video was paused.': 'Zurückgegeben: Das Video wurde angehalten.',
  'Handed back: the video was left out.': 'Zurückgegeben: Das Video wurde ausgelassen.',
  'Handed back: the video was cancelled.': 'Zurückgegeben: Das Video wurde abgebrochen.',
  'Handed back: the video is to be made from its beginning, on request.':
    'Zurückgegeben: Das Video wird auf Wunsch von vorn gemacht.',
  'Made.': 'Gemacht.',
  'at once, with fewer beside it': 'sofort, mit weniger daneben',
  'at once': 'sofort',
  'in {1#} s, with fewer beside it': 'in {1} s, mit weniger daneben',
  'in {1#} s': 'in {1} s',
  'To be tried again {1}: {2}': 'Wird {1} noch einmal versucht: {2}',
  'To be made once more.': 'Wird noch einmal gemacht.',
  'Handed back: it was paused.': 'Zurückgegeben: Es wurde angehalten.',
  'Handed back: it is to be made once more.': 'Zurückgegeben: Es wird noch einmal gemacht.',
  'The farm works from {1}: it goes on at {2}.': 'Die Farm arbeitet von {1}: Um {2} geht es weiter.',
  'The machine runs on battery: the farm goes on when it is plugged in.':
    'Die Maschine läuft mit Akku: Die Farm macht weiter, sobald sie am Netz ist.',
  'Set to "while I work".': 'Eingestellt auf „Neben der Arbeit“.',
  'Somebody worked at the machine a moment ago: full speed in {1#} min if it stays quiet.':
    'Gerade arbeitete noch jemand an der Maschine: volle Kraft in {1} min, wenn es ruhig bleibt.',
  'Set to full speed.': 'Eingestellt auf volle Kraft.',
  'This machine does not tell whether somebody works at it.':
    'Diese Maschine sagt nicht, ob jemand an ihr arbeitet.',
  'The machine goes to sleep; the work goes on when it wakes.':
    'Die Maschine geht schlafen; sobald sie aufwacht, geht die Arbeit weiter.',
  'Other programs are quiet.': 'Andere Programme sind ruhig.',
  'Nobody works at the machine, and other programs are quiet.':
    'Niemand arbeitet an der Maschine, und andere Programme sind ruhig.',
  'Other programs keep {1#} of {2#} processors busy.':
    'Andere Programme beschäftigen {1} von {2} Prozessoren.',
  'Somebody works at the machine.': 'Jemand arbeitet an der Maschine.',
  'clip of {1#} frames': 'Clip mit {1} Einzelbildern',
  'finished file': 'fertige Datei',
  'scenes {1} to {2}': 'Szenen {1} bis {2}',
  'from scene {1} to {2}': 'von Szene {1} zu {2}',
  'scene {1}, frames {2} to {3}': 'Szene {1}, Bilder {2} bis {3}',
  'layer {1}': 'Ebene {1}',
  'clip of layer {1}': 'Clip der Ebene {1}',
  'picture of layer {1}': 'Bild der Ebene {1}',
  'corners of layer {1}': 'Ecken der Ebene {1}',
  'Waits behind "{1}" (j{2}), for which room is kept: it could not start for {3}.':
    'Wartet hinter "{1}" (j{2}), wofür Raum freigehalten wird: {3} lang konnte es nicht beginnen.',
  'Waits for a slot: there is none now.': 'Wartet auf einen Platz: Zurzeit gibt es keinen.',
  'Waits for a light slot: there is none now.': 'Wartet auf einen leichten Platz: Zurzeit gibt es keinen.',
  'Waits for a session of {1}: there is none now.': 'Wartet auf eine Sitzung von {1}: Zurzeit gibt es keine.',
  'Waits for a slot: {1#} are in use, {2} may be now.':
    'Wartet auf einen Platz: {1} sind belegt, {2} dürfen es zurzeit sein.',
  'Waits for a light slot: {1#} are in use, {2} may be now.':
    'Wartet auf einen leichten Platz: {1} sind belegt, {2} dürfen es zurzeit sein.',
  'Waits for a session of {1}: {2#} are in use, {3} may be now.':
    'Wartet auf eine Sitzung von {1}: {2} sind belegt, {3} dürfen es zurzeit sein.',
  'Waits for a slot: {1#} of {2#} are in use.': 'Wartet auf einen Platz: {1} von {2} sind belegt.',
  'Waits for a light slot: {1#} of {2#} are in use.':
    'Wartet auf einen leichten Platz: {1} von {2} sind belegt.',
  'Waits for a session of {1}: {2#} of {3#} are in use.':
    'Wartet auf eine Sitzung von {1}: {2} von {3} sind belegt.',
  'Waits for a unit that runs alone, after it failed beside others.':
    'Wartet auf einen Schritt, der allein läuft, weil er neben anderen scheiterte.',
  '{1#} unit': '{1} Schritt',
  '{1#} units': '{1} Schritte',
  'Waits to run alone, after it failed beside others: {1} still runs.':
    'Wartet, um allein zu laufen, weil es neben anderen scheiterte: {1} läuft noch.',
  'Waits to run alone, after it failed beside others: {1} still run.':
    'Wartet, um allein zu laufen, weil es neben anderen scheiterte: {1} laufen noch.',
  'Waits for fewer beside it, after it failed: {1#} of {2#} slots are in use, and {3} may be, its own included.':
    'Wartet auf weniger daneben, weil es scheiterte: {1} von {2} Plätzen sind belegt, und {3} dürfen es sein, der eigene mitgezählt.',
  'Waits for a unit that failed once and runs with at most {1#} slots in use.':
    'Wartet auf einen Schritt, der einmal scheiterte und mit höchstens {1} belegten Plätzen läuft.',
  'Waits to run alone: it needs about {1} of memory, and the farm may use {2}.':
    'Wartet, um allein zu laufen: Es braucht etwa {1} Arbeitsspeicher, und die Farm darf {2} nutzen.',
  'Waits for memory: needs about {1}, {2} of {3} are free for the farm.':
    'Wartet auf Arbeitsspeicher: braucht etwa {1}, und {2} von {3} sind für die Farm frei.',
  'Waits for room on the disk of {1}: needs about {2}, {3} are free above its reserve.':
    'Wartet auf Platz auf dem Datenträger von {1}: braucht etwa {2}, und {3} sind frei, ohne das Freigehaltene.',
  'needs {1#} lines at its least size of {2#} px; 1 is allowed':
    'braucht {1} Zeilen in der kleinsten Größe von {2} px; 1 ist erlaubt',
  'needs {1#} lines at its least size of {2#} px; {3#} are allowed':
    'braucht {1} Zeilen in der kleinsten Größe von {2} px; {3} sind erlaubt',
  'needs {1#} lines at its size of {2#} px; 1 is allowed':
    'braucht {1} Zeilen in der Größe von {2} px; 1 ist erlaubt',
  'needs {1#} lines at its size of {2#} px; {3#} are allowed':
    'braucht {1} Zeilen in der Größe von {2} px; {3} sind erlaubt',
  'is {1#} px high at its least size of {2#} px (1 line); its box has room for {3#} px':
    'ist in der kleinsten Größe von {2} px {1} px hoch (1 Zeile); der Rahmen hat Platz für {3} px',
  'is {1#} px high at its least size of {2#} px ({3#} lines); its box has room for {4#} px':
    'ist in der kleinsten Größe von {2} px {1} px hoch ({3} Zeilen); der Rahmen hat Platz für {4} px',
  'is {1#} px high at its size of {2#} px (1 line); its box has room for {3#} px':
    'ist in der Größe von {2} px {1} px hoch (1 Zeile); der Rahmen hat Platz für {3} px',
  'is {1#} px high at its size of {2#} px ({3#} lines); its box has room for {4#} px':
    'ist in der Größe von {2} px {1} px hoch ({3} Zeilen); der Rahmen hat Platz für {4} px',
  'has a character wider than the {1#} px of its box at its least size of {2#} px':
    'hat in der kleinsten Größe von {2} px ein Zeichen, das breiter ist als die {1} px des Rahmens',
  'has a character wider than the {1#} px of its box at its size of {2#} px':
    'hat in der Größe von {2} px ein Zeichen, das breiter ist als die {1} px des Rahmens',
}
