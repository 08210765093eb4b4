/** What is said of reviews and their gates. */
export const review = {
  'The batch is {1}: its videos are not all made.': 'Der Stapel ist {1}: Noch sind nicht alle Videos fertig.',
  'There is no video to approve of.': 'Es gibt kein Video, das freizugeben wäre.',
  'Rejected: {1}.': 'Abgelehnt: {1}.',
  'Flagged, for somebody else to look: {1}.': 'Vorgemerkt, damit jemand anderes hinsieht: {1}.',
  'Still to be approved: {1}.': 'Noch freizugeben: {1}.',
  'Still to be approved, by two people each: {1}.': 'Noch von je zwei Personen freizugeben: {1}.',
  'Still to be approved in the sample: {1}.': 'In der Stichprobe noch freizugeben: {1}.',
  'Still to be approved in the sample, by two people each: {1}.':
    'In der Stichprobe noch von je zwei Personen freizugeben: {1}.',
  'Each video was approved by two people.': 'Jedes Video wurde von zwei Personen freigegeben.',
  'Each video was approved by a person.': 'Jedes Video wurde von einer Person freigegeben.',
  'What had to be looked at of the sample is approved.':
    'Was von der Stichprobe anzusehen war, ist freigegeben.',
  'A person approved of the batch.': 'Eine Person hat den Stapel freigegeben.',
  'Nobody has to approve.': 'Niemand muss etwas freigeben.',
  'The batch has no finished video: there is nothing to draw from.':
    'Der Stapel hat noch kein fertiges Video: Es gibt nichts, woraus zu ziehen wäre.',
  'Draw when some of its videos are made.': 'Ziehen, wenn einige seiner Videos fertig sind.',
  'A lot has to be whole before it is judged: {1#} of its videos are still to be made.':
    'Ein Los muss vollständig sein, ehe es beurteilt wird: {1} seiner Videos sind noch herzustellen.',
  'Wait until they are made, or draw by another plan meanwhile.':
    'Warten, bis sie fertig sind, oder vorerst nach einem anderen Plan ziehen.',
  'Some of the videos that were drawn are being made again by now.':
    'Einige der gezogenen Videos werden inzwischen noch einmal hergestellt.',
  'Draw again.': 'Noch einmal ziehen.',
  'Its lot was decided by this sample: how severely later lots are inspected follows from that.':
    'Diese Stichprobe hat über ihr Los entschieden: Wie streng spätere Lose geprüft werden, folgt daraus.',
  'Leave it, and draw another one: the latest is the one that counts for the batch.':
    'Sie stehen lassen und eine neue ziehen: Für den Stapel zählt die letzte.',
  'Samples are stopped: five lots of this template were not accepted under tightened inspection.':
    'Stichproben sind ausgesetzt: Fünf Lose dieser Vorlage wurden bei verschärfter Prüfung nicht angenommen.',
  'Mend the cause, and say tightened inspection by hand; or look at all videos.':
    'Die Ursache beheben und verschärfte Prüfung von Hand vorgeben; oder alle Videos ansehen.',
  'No row of the batch has a value for "{1}".': 'Keine Zeile des Stapels hat einen Wert für "{1}".',
  'Name a variable of its template that its table fills.':
    'Eine Variable seiner Vorlage nennen, die seine Tabelle füllt.',
  'A person said how severely it is inspected.': 'Eine Person hat vorgegeben, wie streng geprüft wird.',
  'Normal inspection: it is the first lot.': 'Normale Prüfung: Es ist das erste Los.',
  'Normal inspection. The lots before were good enough for reduced inspection (switching score {1#}): it takes the word of whoever is responsible.':
    'Normale Prüfung. Die Lose davor waren gut genug für reduzierte Prüfung (Übergangspunkte: {1}): Dafür muss die verantwortliche Person zustimmen.',
  'Normal inspection, after the lots before. Switching score: {1#} of 30.':
    'Normale Prüfung, nach den Losen davor. Übergangspunkte: {1} von 30.',
  'Tightened inspection: too many of the lots before were not accepted. Accepted in a row since: {1#} of 5.':
    'Verschärfte Prüfung: Zu viele der Lose davor wurden nicht angenommen. Seither in Folge angenommen: {1} von 5.',
  'Reduced inspection: the lots before were good, and it was agreed to.':
    'Reduzierte Prüfung: Die Lose davor waren gut, und es wurde zugestimmt.',
  'Stopped: five lots were not accepted under tightened inspection.':
    'Ausgesetzt: Fünf Lose wurden bei verschärfter Prüfung nicht angenommen.',
  'Looked at: {1#} of {2#}. Rejected: {3#}.': 'Angesehen: {1} von {2}. Abgelehnt: {3}.',
  'The lot is not decided yet. Looked at: {1#} of {2#}. Rejected: {3#}, allowed: {4#}.':
    'Über das Los ist noch nicht entschieden. Angesehen: {1} von {2}. Abgelehnt: {3}, zulässig: {4}.',
  'The lot is accepted. Looked at: {1#} of {2#}. Rejected: {3#}, allowed: {4#}.':
    'Das Los ist angenommen. Angesehen: {1} von {2}. Abgelehnt: {3}, zulässig: {4}.',
  'The lot is accepted. Looked at: {1#} of {2#}. Rejected: {3#}, allowed: {4#}. Those that were rejected are made again all the same.':
    'Das Los ist angenommen. Angesehen: {1} von {2}. Abgelehnt: {3}, zulässig: {4}. Was abgelehnt wurde, wird trotzdem noch einmal hergestellt.',
  'The lot is not accepted. Looked at: {1#} of {2#}. Rejected: {3#}, allowed: {4#}. Every video is in the sample: have the bad ones made again, then draw a new sample.':
    'Das Los ist nicht angenommen. Angesehen: {1} von {2}. Abgelehnt: {3}, zulässig: {4}. Alle Videos sind in der Stichprobe: die schlechten noch einmal herstellen lassen, dann eine neue Stichprobe ziehen.',
  'The lot is not accepted. Looked at: {1#} of {2#}. Rejected: {3#}, allowed: {4#}. Look at every video of the batch, have the bad ones made again, then draw a new sample.':
    'Das Los ist nicht angenommen. Angesehen: {1} von {2}. Abgelehnt: {3}, zulässig: {4}. Jedes Video des Stapels ansehen, die schlechten noch einmal herstellen lassen, dann eine neue Stichprobe ziehen.',
  'Draw one of a batch.': 'Eine aus einem Stapel ziehen.',
  'There is no sample {1} in this studio.': 'In diesem Studio gibt es keine Stichprobe {1}.',
  'There is no decision {1} in this studio.': 'In diesem Studio gibt es keine Entscheidung {1}.',
  'There is no comment {1} in this studio.': 'In diesem Studio gibt es keine Anmerkung {1}.',
  'Look at the video again: somebody may have changed it meanwhile.':
    'Das Video noch einmal ansehen: Jemand kann inzwischen etwas geändert haben.',
  'Its video does not lie there: it is {1}.': 'Sein Video liegt nicht vor: Es ist {1}.',
  'It is another file by now: look at it again.': 'Inzwischen ist es eine andere Datei: noch einmal ansehen.',
  'Wait until it is made, then look at it.': 'Warten, bis es fertig ist, dann ansehen.',
  'These videos belong to several batches.': 'Diese Videos gehören zu mehreren Stapeln.',
  'Choose those of one batch.': 'Die eines einzigen Stapels wählen.',
  'Approved in review: all that had to be looked at is approved.':
    'Nach Durchsicht freigegeben: Alles, was anzusehen war, ist freigegeben.',
  'No longer approved: a video was rejected.': 'Nicht mehr freigegeben: Ein Video wurde abgelehnt.',
  'No longer approved: its review is not done any more.':
    'Nicht mehr freigegeben: Die Durchsicht ist nicht mehr abgeschlossen.',
  'Not made again after all: the file stays as it is.':
    'Doch nicht noch einmal hergestellt: Die Datei bleibt, wie sie ist.',
}
