import { count, number } from '../../view-math/numbers.ts'

export const home = {
  home: {
    line: (running: number, needs: number) =>
      [
        running === 0 ? 'Nothing is being made.' : `${count(running, 'batch', 'batches')} in hand.`,
        needs === 0 ? '' : `${count(needs, 'thing needs', 'things need')} you.`,
      ]
        .filter(Boolean)
        .join(' '),
    needs: 'Needs you',
    running: 'In hand',
    latest: 'Latest batches',
    allBatches: 'All batches',
    moreStarts: 'Other ways to begin',
    chooseTable: 'Choose a table…',
    sampleAction: 'Render some sample videos',
    dropHint: 'A table can be dropped anywhere on this page.',
    more: (rest: number) => `Show ${number(rest)} more`,
    fewer: 'Show fewer',
    moreInQueue: (rest: number) => `${count(rest, 'more batch', 'more batches')} in the queue`,
    pauseAll: 'Pause everything',
    resumeAll: 'Go on with everything',
    resume: 'Go on',
    pause: (name: string) => `Pause ${name}`,
    goOnAnyway: 'Go on anyway',
    renderRest: 'Render the rest',
    look: 'Look at them',
    approve: 'Approve',
    retry: 'Retry',
    leaveOut: 'Leave out',
    cancelBatch: 'Cancel the batch',
    cancelTitle: (name: string) => `Cancel ${name}?`,
    cancelText: 'Finished videos stay where they are. The rest is not made.',
    progressOf: (name: string) => `Progress of ${name}`,
    made: (done: number, all: number) => `${number(done)} of ${count(all, 'video')}`,
    failed: (videos: number) => `${number(videos)} failed`,
    setAside: (rows: number) => `${count(rows, 'row')} set aside`,
    left: (likely: string, low: string, high: string) =>
      low === high ? `about ${likely} left` : `about ${likely} left (${low} to ${high})`,
    told: {
      paused: 'Paused. What is being made is finished first.',
      allPaused: 'Everything is paused. What is being made is finished first.',
      cancelled: 'The batch was cancelled.',
      retried: 'The failed videos are tried again.',
      approved: 'Approved.',
      leftOut: (videos: number) => `${count(videos, 'video is', 'videos are')} left out.`,
    },
    need: {
      checksFailed: (videos: number) => `${count(videos, 'video')} failed the checks`,
      checksFailedText:
        'Approve what may go out all the same; reject the rest with a reason, and it is made again.',
      review: 'waits for review',
      reviewText: (open: number) =>
        `${number(open)} ${open === 1 ? 'video' : 'videos'} to look at; the batch is held back until then.`,
      allPaused: 'Everything is paused',
      allPausedText: 'No batch goes on until you say so.',
      hold: (resource: 'disk' | 'memory' | 'share') =>
        ({
          disk: 'A disk is nearly full',
          memory: 'Memory is short',
          share: 'A folder can not be reached',
        })[resource],
      stopped: 'The farm stands still',
      asks: 'asks whether to go on',
      pilot: 'pilot is ready',
      pilotText: (videos: number) => `${count(videos, 'video')} to look at before the rest is rendered.`,
      approval: 'waits for your approval',
      approvalText: (names: string[]) => `Then ${names.join(', ')} can begin.`,
      batchFailed: 'could not be made',
      videosFailed: (videos: number) => `${count(videos, 'video')} failed`,
      videosFailedText: 'The batch says why each of them failed. Retry them, or leave them out.',
      paused: 'is paused',
      interrupted: 'was interrupted',
      leftText: (done: number, all: number) =>
        all === 0 ? 'Its table was not read yet.' : `${number(done)} of ${count(all, 'video')} made so far.`,
    },
    first: {
      title: 'Turn a table into videos',
      text: 'Each row of a table becomes a video, in every language and format that a template has. All of it happens on this machine.',
      own: 'Begin with your own table',
      ownText: 'Drop a CSV, Excel, JSON or SQLite file anywhere on this page.',
      choose: 'Choose a table…',
      sample: 'See it work first',
      sampleText: 'Six videos of a sample shop, rendered now. It takes about a minute.',
      startSample: 'Render six sample videos',
      chooseSample: 'All sample data',
      stepsLabel: 'How it goes',
      steps: [
        [
          'Match',
          'Columns find their place in the template by themselves. Rows with faults are named before anything is rendered.',
        ],
        [
          'Render',
          'The farm uses the machine as far as you let it, survives power cuts, and makes what is equal only once.',
        ],
        [
          'Review',
          'Look through the videos, retry what failed, and take the manifest that accounts for every row.',
        ],
      ] as [string, string][],
    },
  },
}
