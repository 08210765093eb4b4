/**
 * Opus begins 6.5 ms before its first sample that is heard. Up to some version, ffmpeg's Matroska writer makes room for
 * that by moving every other stream, so that sound from an Ogg file comes 7 ms early. Such a writer does right with
 * sound from a Matroska file, a newer one with sound from Ogg: which it is has to be tried.
 */
export function trialCommand(ogg: string, out: string): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-protocol_whitelist', 'file,pipe'],
    ...['-i', `file:${ogg}`, '-f', 'lavfi', '-i', 'color=s=16x16:r=25:d=0.12'],
    ...['-map', '1:v', '-map', '0:a', '-t', '0.12', '-c:v', 'ffv1', '-c:a', 'copy'],
    ...['-f', 'matroska', '-y', `file:${out}`],
  ]
}

/** Whether the picture of the trial was moved. `first` is the time of its first frame in seconds. */
export function movesPictures(first: number): boolean {
  return first > 0.003
}

export function asMatroska(ogg: string, out: string): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'warning', '-protocol_whitelist', 'file,pipe'],
    ...['-i', `file:${ogg}`, '-map', '0:a', '-c', 'copy', '-map_metadata', '-1', '-fflags', '+bitexact'],
    ...['-f', 'webm', '-y', `file:${out}`],
  ]
}
