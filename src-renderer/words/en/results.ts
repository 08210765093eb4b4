export const results = {
  videos: {
    label: 'Finished videos',
    none: 'No video yet',
    noneText: 'Videos appear here one by one, as soon as each is finished.',
    noneEver: 'This batch made no video.',
    play: 'Play',
    cannotShow: 'No preview',
  },
  player: {
    label: (key: string) => `Video of row ${key}`,
    play: 'Play',
    pause: 'Pause',
    back: 'One frame back',
    forward: 'One frame forward',
    mute: 'Mute',
    unmute: 'Sound on',
    loop: 'Repeat',
    previous: 'Previous video',
    next: 'Next video',
    position: 'Position',
    frame: (frame: number, frames: number) =>
      `Frame ${(frame + 1).toLocaleString('en')} of ${frames.toLocaleString('en')}`,
    cannotPlay: 'This window can’t play this codec. The file itself is whole; open it in a player of yours.',
    keys: 'Space plays, arrow keys step a frame, with Shift a second. Page keys change the video.',
    animated: 'An animated GIF plays by itself.',
  },
}
