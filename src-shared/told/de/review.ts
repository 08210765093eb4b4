/** What is said of reviews and their gates. */
export const review = {
  'The batch is {1}: its videos are not all made.': 'Der Stapel ist {1}: Noch sind nicht alle Videos fertig.',
  'There is no video to approve of.': 'Es gibt kein Video, das freizugeben wäre.',
  'Rejected: {1}.': 'Abgelehnt: {1}.',
  'Flagged, for somebody else to look: {1}.': 'Markiert, damit jemand anderes hinsieht: {1}.',
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
