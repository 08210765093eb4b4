import type { Sentences } from '../catalogue.ts'

/** Where batches and jobs stand, as words within a sentence. */
const statuses = {
  preparing: 'in Vorbereitung',
  waiting: 'wartet',
  running: 'läuft',
  paused: 'angehalten',
  finished: 'fertig',
  done: 'fertig',
  failed: 'gescheitert',
  interrupted: 'unterbrochen',
  cancelled: 'abgebrochen',
  skipped: 'ausgelassen',
}
const priorities = { urgent: 'dringend', high: 'hoch', normal: 'normal', low: 'niedrig' }
const parts = { languages: 'Sprachen', formats: 'Formate', scenes: 'Szenen' }

/** The same sentences for each of some words of the code: `{}` is its place. */
const each = (words: Record<string, string>, sentences: Sentences): Sentences =>
  Object.fromEntries(
    Object.entries(words).flatMap(([word, says]) =>
      Object.entries(sentences).map(([english, german]) => [
        english.replace('{}', word),
        german.replace('{}', says),
      ]),
    ),
  )

/** What is put together of several pieces, and sentences with a word of the code in them. */
export const composed: Sentences = {
  ...each(statuses, {
    'It is {}.': 'Es steht so: {}.',
    'It is {} already.': 'Es steht schon so: {}.',
    'It is {}: only videos that wait can be moved.':
      'Es steht so: {}; nur wartende Videos lassen sich verschieben.',
    'Batch {1} is {}.': 'Stapel {1} steht so: {}.',
    'Batch {1} is {}: only a finished batch can be approved of.':
      'Stapel {1} steht so: {}; nur ein fertiger Stapel lässt sich freigeben.',
    'Handed back: the batch was {}.': 'Zurückgegeben: Der Stapel steht so: {}.',
    '{1#} {}': '{1} {}',
  }),
  ...each(priorities, {
    'Its priority is {}.': 'Der Vorrang ist {}.',
    'Its priority is {} already.': 'Der Vorrang ist schon {}.',
  }),
  ...each(parts, {
    'There are no {}.': 'Es gibt keine {}.',
    'There are {1#} {}; {2#} is the most.': 'Es gibt {1} {}; höchstens {2} sind erlaubt.',
  }),
  ...each(
    { text: 'Text', nothing: 'nichts' },
    {
      "A loop can't go over {1}, which is {}.": 'Eine Schleife kann nicht über {1} gehen; das ist {}.',
      'The filter "{1}" can\'t use {2}, which is {}.':
        'Der Filter "{1}" kann {2} nicht verwenden; das ist {}.',
      'The filter "{1}" can\'t be used on {2}, which is {}.':
        'Der Filter "{1}" passt nicht auf {2}; das ist {}.',
    },
  ),
  ...each(
    { width: 'Die Breite', height: 'Die Höhe' },
    { 'The {} of the box is {1}.': '{} des Rahmens ist {1}.' },
  ),
  ...each(
    { enter: 'ihr Kommen', exit: 'ihr Gehen' },
    {
      'The layer shows for {1#} s, but its {} takes {2#} s: it is shortened.':
        'Die Ebene ist {1} s zu sehen, aber {} dauert {2} s: Es wird gekürzt.',
    },
  ),
  // Of a batch: `Goes on: 21 of 24 videos made, 1 failed; 3 rows set aside.`
  '{1#} of {2*}': '{1} von {2}',
  'No video made.': 'Kein Video gemacht.',
  'No video made; {1} set aside.': 'Kein Video gemacht; {1} aussortiert.',
  '{1} made.': '{1} gemacht.',
  '{1} made; {2} set aside.': '{1} gemacht; {2} aussortiert.',
  '{1} done: {2#} made, {3#} unchanged.': '{1} fertig: {2} gemacht, {3} unverändert.',
  '{1} done: {2#} made, {3#} unchanged; {4} set aside.':
    '{1} fertig: {2} gemacht, {3} unverändert; {4} aussortiert.',
  'Waits until {1*}.': 'Wartet, bis {1}.',
  '{1} is finished': '{1} fertig ist',
  '{1} is finished and approved': '{1} fertig und freigegeben ist',
  '{1#} more are': '{1} weitere es sind',
  // Of a finding: its place before it, its format behind it.
  '{1}: {2*}': '{1}: {2}',
  '{1.}, in the format {2}.': '{1}, im Format {2}.',
  'Add "{1}": {2.}.': '"{1}" hinzufügen: {2}.',
  'Add "{1}".': '"{1}" hinzufügen.',
  // Of a file with its line: `products.csv (line 4)`.
  '{1} (line {2#}): {3*}': '{1} (Zeile {2}): {3}',
  // Of ffmpeg: what it was making, and its own last line.
  'ffmpeg ended with {1} while making {2}.': 'ffmpeg endete mit {1} ({2}).',
  'ffmpeg ended with {1} while making {2}: {3}': 'ffmpeg endete mit {1} ({2}): {3}',
  'ffmpeg {1*} while making {2}.': 'ffmpeg {1} ({2}).',
  'ffmpeg {1*} while making {2}: {3}': 'ffmpeg {1} ({2}): {3}',
  'ffmpeg crashed while making {1}.': 'ffmpeg stürzte ab bei: {1}.',
  'ffmpeg made no progress while making {1}, and was ended.':
    'ffmpeg kam nicht weiter und wurde beendet, bei: {1}.',
  'The disk or share that {1} is written to or read from is gone.':
    'Der Datenträger oder die Freigabe ist weg, für: {1}.',
  'The disk or share that {1} is written to or read from is gone: {2}':
    'Der Datenträger oder die Freigabe ist weg, für {1}: {2}',
  'The hardware encoder failed while making {1}.': 'Der Hardware-Encoder versagte bei: {1}.',
  'The hardware encoder failed while making {1}: {2}': 'Der Hardware-Encoder versagte bei {1}: {2}',
  'ffmpeg could not be started for {1}.': 'ffmpeg ließ sich nicht starten für: {1}.',
  'ffmpeg could not be started for {1}: {2}': 'ffmpeg ließ sich nicht starten für {1}: {2}',
  'ffmpeg could not write {1}.': 'ffmpeg konnte dies nicht schreiben: {1}.',
  'ffmpeg could not write {1}: {2}': 'ffmpeg konnte {1} nicht schreiben: {2}',
  'Paused, to ask: {1}': 'Angehalten, um zu fragen: {1}',
  'Resume it to go on all the same, or cancel it.': 'Fortsetzen, um trotzdem weiterzumachen, oder abbrechen.',
  '{1} is a link, or lies behind a link, that leads out of the folders in which assets may lie.':
    '{1} ist eine Verknüpfung oder liegt hinter einer, die aus den Ordnern hinausführt, in denen Material liegen darf.',
  '{1} lies outside the folders in which assets may lie.':
    '{1} liegt außerhalb der Ordner, in denen Material liegen darf.',
  ...each(
    { 'at least': 'mindestens', 'at most': 'höchstens', 'more than': 'mehr als', 'less than': 'weniger als' },
    {
      'Write a number of {} {1}.': 'Eine Zahl eintragen: {} {1}.',
      'Write {} {1#} characters.': '{} {1} Zeichen schreiben.',
      'Give {} {1}.': '{} {1} angeben.',
    },
  ),
  'Give {1} {2}.': '{1} {2} angeben.',
  "{1}: the template's fallback stands in.": '{1}: Der Ersatz der Vorlage springt ein.',
  "{1.}: the template's fallback stands in.": '{1}: Der Ersatz der Vorlage springt ein.',
  'The least size, {1}, is larger than the size, {2}.':
    'Die kleinste Größe, {1}, ist größer als die Größe, {2}.',
  'The command: {1}': 'Der Befehl: {1}',
  '{1} ended.': '{1} endete.',
  '{1} ended: {2}': '{1} endete: {2}',
  '{1} could not be written: {2*}.': '{1} ließ sich nicht schreiben: {2}.',
}
