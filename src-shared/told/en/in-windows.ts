import type { Sentences } from '../catalogue.ts'

/** What names a command of the terminal, for a window in English. */
export const inWindows: Sentences = {
  'Start one with `reelmill render`, or in the window.': 'Begin one on the page New batch.',
  'Waits for a studio that works: a window, `queue run` or `render`.': 'Waits for a studio that works.',
  'Leave out what stands before the first folder: --out says where that is.':
    'Leave out what stands before the first folder: the output folder says where that is.',
  'Use that one, wait until it has ended, or choose another folder with --studio.':
    'Use that one, wait until it has ended, or choose another studio folder.',
  'Make it writable, or choose another folder with --studio.':
    'Make it writable, or choose another studio folder.',
  'See `reelmill batch list` for those that there are.': 'See the page History for those that there are.',
  'See `reelmill batch jobs ID` for the jobs of a batch.': "See the batch's own page for its jobs.",
  'Use the newer Reelmill, or choose another folder with --studio.':
    'Use the newer Reelmill, or choose another studio folder.',
  'Choose another folder with --studio, and report this with the file.':
    'Choose another studio folder, and report this with the file.',
  'Check that the folder may be written to, or choose another one with --studio.':
    'Check that the folder may be written to, or choose another studio folder.',
  'Choose another folder with --studio.': 'Choose another studio folder.',
  'Network drives often do that: choose a folder on a disk of this machine with --studio.':
    'Network drives often do that: choose a studio folder on a disk of this machine.',
  'Move the studio folder away, or choose another one with --studio.':
    'Move the studio folder away, or choose another one.',
  'There is no backup of it: move the studio folder away, or choose another one with --studio.':
    'There is no backup of it: move the studio folder away, or choose another one.',
  'Put the backup of {1} in its place with `reelmill store restore`: the damaged file is kept aside, finished videos and manifests are not in it.':
    'Put the backup of {1} in its place: the damaged file is kept aside, finished videos and manifests are not in it.',
  'Check that it may be written to and lies on a disk of this machine, or choose another one with --studio.':
    'Check that it may be written to and lies on a disk of this machine, or choose another one.',
  'See `reelmill farm` for those that run, `reelmill job units ID` for those of a job.':
    "See the job's page for its steps.",
  'Allow it with --fetch, or download the file and give its path.':
    'Allow fetching from the web in the new batch, or download the file and give its path.',
  'Retry the video (`reelmill queue retry j{1}`), or put the file back.':
    'Retry the video, or put the file back.',
  'Choose another output folder, or let it be put aside under another name with --overwrite.':
    'Choose another output folder, or allow the new batch to replace files that stand in the way.',
  'Retry the video (`reelmill queue retry`); `reelmill batch units` shows what ffmpeg said at each try.':
    'Retry the video; its page shows what ffmpeg said at each try.',
  'It is being made and will be finished; with --now it is handed back.':
    'It is being made and will be finished; “Pause now” hands it back.',
  'Choose another output folder, or replace them with --overwrite.':
    'Choose another output folder, or allow the new batch to replace files that stand in the way.',
  '{1#} of {2#} row has faults, and --strict was asked for.':
    '{1} of {2} row has faults, and the batch is to start only when no row has to be set aside.',
  '{1#} of {2#} row have faults, and --strict was asked for.':
    '{1} of {2} row have faults, and the batch is to start only when no row has to be set aside.',
  '{1#} of {2#} rows has faults, and --strict was asked for.':
    '{1} of {2} rows has faults, and the batch is to start only when no row has to be set aside.',
  '{1#} of {2#} rows have faults, and --strict was asked for.':
    '{1} of {2} rows have faults, and the batch is to start only when no row has to be set aside.',
  'Mend them (the rejected rows are listed with their faults), or leave out --strict.':
    'Mend them (the rejected rows are listed with their faults), or allow rows to be set aside.',
  'See `reelmill queue` for those that wait or run.': 'See the Queue page for those that wait or run.',
  'See `reelmill batch jobs {1} --status paused`, then `queue resume` or `queue skip` them.':
    "Resume or leave out the paused jobs on the batch's page.",
  'Waits until somebody approves of batch {1} ({2}): `reelmill queue approve {3}`.':
    'Waits until somebody approves of batch {1} ({2}).',
  'Waits for batch {1} ({2}), which was cancelled: resume it, or let this one begin all the same with `reelmill queue after`.':
    'Waits for batch {1} ({2}), which was cancelled: resume it, or let this one begin without waiting, on the Queue page.',
  'Waits for batch {1} ({2}), which failed: retry it, or let this one begin all the same with `reelmill queue after`.':
    'Waits for batch {1} ({2}), which failed: retry it, or let this one begin without waiting, on the Queue page.',
  'Waits for batch {1} ({2}), which is paused: resume it, or let this one begin all the same with `reelmill queue after`.':
    'Waits for batch {1} ({2}), which is paused: resume it, or let this one begin without waiting, on the Queue page.',
  'Waits for batch {1} ({2}), which was interrupted: resume it, or let this one begin all the same with `reelmill queue after`.':
    'Waits for batch {1} ({2}), which was interrupted: resume it, or let this one begin without waiting, on the Queue page.',
  'See `reelmill farm`; try another ffmpeg (REELMILL_FFMPEG).':
    'See the Farm page; try another ffmpeg (REELMILL_FFMPEG).',
  'See `reelmill farm` for the encoder.': 'See the Farm page for the encoder.',
  'Retry the video (`reelmill queue retry j{1}`), or look at the batch that wrote there last.':
    'Retry the video, or look at the batch that wrote there last.',
  'Retry the video; if it hangs again, look at the command, or set a longer limit (reelmill farm set hangSeconds=600).':
    'Retry the video; if it hangs again, look at the command, or set a longer limit in Settings, under Machine.',
  'The processor makes the video instead; "reelmill farm" says why the encoder is not used.':
    'The processor makes the video instead; the Farm page says why the encoder is not used.',
  'Rename the columns, or say by hand which one fills which variable: variable=column.':
    'Rename the columns, or say by hand, under Columns, which one fills which variable.',
  'See which there are: `reelmill template list`, or the page Templates.':
    'See the page Templates for those that there are.',
  'See which there are: `reelmill template versions {1}`.':
    "See the template's details for those that there are.",
  'Choose another name, or say that it may be replaced (--overwrite).':
    'Choose another name, or say that it may be replaced.',
  'Choose another name, or replace it with --overwrite.':
    'Choose another name, or say that it may be replaced.',
}
