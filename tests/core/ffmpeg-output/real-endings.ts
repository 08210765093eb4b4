/**
 * What ffmpeg 7.0 and 5.1 really said (`-loglevel warning` or `level+warning`), shortened by lines that repeat. A full
 * disk, limits on memory, signals and folders were real; what a share answers was put into the mouth of `write`.
 */
export type Ending = {
  what: string
  ffmpeg: 5 | 7
  code: number | null
  signal?: string
  stderr: string
  writes?: string[]
  fault: string
  line?: string
}

const nowhere = `Error while opening encoder - maybe incorrect parameters such as bit_rate, rate, width or height`

/** What both say when writing ends with some error of the system. */
function writing(what: string, number: number, words: string, fault: string): Ending[] {
  return [
    {
      what,
      ffmpeg: 7,
      code: 256 - number,
      stderr: `[vost#0:0/libx264 @ 0x56086d04a1c0] Error submitting a packet to the muxer: ${words}
    Last message repeated 1 times
[out#0/mp4 @ 0x56086d049540] Error muxing a packet
[out#0/mp4 @ 0x56086d049540] Task finished with error code: -${number} (${words})
[out#0/mp4 @ 0x56086d049540] Terminating thread with return code -${number} (${words})
[out#0/mp4 @ 0x56086d049540] Error writing trailer: ${words}
[out#0/mp4 @ 0x56086d049540] Error closing file: ${words}
`,
      fault,
      line: `Error submitting a packet to the muxer: ${words}`,
    },
    {
      what,
      ffmpeg: 5,
      code: 1,
      stderr: `[error] av_interleaved_write_frame(): ${words}
    Last message repeated 10 times
[error] Error writing trailer of /studio/artifacts/b1/ab/abcd.mp4: ${words}
[error] Error closing file /studio/artifacts/b1/ab/abcd.mp4: ${words}
`,
      fault,
      line: `av_interleaved_write_frame(): ${words}`,
    },
  ]
}

/** What 7.0 says when an encoder doesn't open, and 5.1. */
function notOpened(
  encoder: string,
  says: [string, string | null],
  fault: string,
  code = 171,
  words = 'Unknown error occurred',
): Ending[] {
  const [seven, five] = says
  return [
    {
      what: `${encoder} does not open`,
      ffmpeg: 7,
      code,
      stderr: `[${encoder} @ 0x55a9fb5c4640] ${seven}
[vost#0:0/${encoder} @ 0x55a9fb5c4140] ${nowhere}.
[vf#0:0 @ 0x55a9fb5e0f00] Error sending frames to consumers: ${words}
[vf#0:0 @ 0x55a9fb5e0f00] Task finished with error code: -1 (${words})
[vost#0:0/${encoder} @ 0x55a9fb5c4140] Could not open encoder before EOF
[vost#0:0/${encoder} @ 0x55a9fb5c4140] Task finished with error code: -22 (Invalid argument)
[out#0/null @ 0x55a9fb5c3640] Nothing was written into output file, because at least one of its streams received no packets.
`,
      fault,
      line: seven,
    },
    ...(five === null
      ? []
      : [
          {
            what: `${encoder} does not open`,
            ffmpeg: 5,
            code: 1,
            stderr: `[${encoder} @ 0x56403629c9c0] ${five}
Error initializing output stream 0:0 -- Error while opening encoder for output stream #0:0 - maybe incorrect parameters such as bit_rate, rate, width or height
`,
            fault,
            line: five,
          } as const,
        ]),
  ]
}

export const endings: Ending[] = [
  ...writing('the disk is full', 28, 'No space left on device', 'disk.full'),
  ...writing('the quota is used up', 122, 'Disk quota exceeded', 'disk.full'),
  ...writing('the share answers with an error', 5, 'Input/output error', 'share.gone'),
  ...writing('the share was mounted anew', 116, 'Stale file handle', 'share.gone'),
  ...writing('the share is gone', 107, 'Transport endpoint is not connected', 'share.gone'),
  ...writing('the computer of the share is off', 112, 'Host is down', 'share.gone'),
  ...writing('the share has an error of its own', 121, 'Remote I/O error', 'share.gone'),
  {
    what: 'the folder is read-only',
    ffmpeg: 7,
    code: 226,
    stderr: `[out#0/mp4 @ 0x56459695f500] Error opening output ro/o.mp4: Read-only file system
Error opening output file ro/o.mp4.
Error opening output files: Read-only file system
`,
    fault: 'file.unwritable',
  },
  {
    what: 'the folder is read-only',
    ffmpeg: 5,
    code: 1,
    stderr: 'ro/o.mp4: Read-only file system\n',
    fault: 'file.unwritable',
  },
  {
    what: 'the folder may not be written to',
    ffmpeg: 7,
    code: 243,
    stderr: `[out#0/mp4 @ 0x55e674ccb4c0] Error opening output np/o.mp4: Permission denied
Error opening output file np/o.mp4.
Error opening output files: Permission denied
`,
    fault: 'file.unwritable',
  },
  {
    what: 'the folder may not be written to',
    ffmpeg: 5,
    code: 1,
    stderr: 'np/o.mp4: Permission denied\n',
    writes: ['np/o.mp4'],
    fault: 'file.unwritable',
  },
  {
    what: 'the source may not be read',
    ffmpeg: 7,
    code: 243,
    stderr: `[in#0 @ 0x55f96a6edfc0] Error opening input: Permission denied
Error opening input file secret.mp4.
Error opening input files: Permission denied
`,
    writes: ['o.mp4'],
    fault: 'source.gone',
  },
  {
    what: 'the source may not be read',
    ffmpeg: 5,
    code: 1,
    stderr: 'secret.mp4: Permission denied\n',
    writes: ['o.mp4'],
    fault: 'source.gone',
  },
  {
    what: 'a folder stands in the way',
    ffmpeg: 5,
    code: 1,
    stderr: 'tiny: Is a directory\n',
    fault: 'file.unwritable',
  },
  {
    what: 'the source is gone',
    ffmpeg: 7,
    code: 254,
    stderr: `[in#0 @ 0x5651164dafc0] Error opening input: No such file or directory
Error opening input file nothere.mp4.
Error opening input files: No such file or directory
`,
    fault: 'source.gone',
  },
  {
    what: 'the source is gone',
    ffmpeg: 5,
    code: 1,
    stderr: 'nothere.mp4: No such file or directory\n',
    writes: ['o.mp4'],
    fault: 'source.gone',
  },
  {
    what: 'the folder that is written to is gone',
    ffmpeg: 7,
    code: 254,
    stderr: `[out#0/mp4 @ 0x556beb1a0500] Error opening output nodir/o.mp4: No such file or directory
Error opening output file nodir/o.mp4.
Error opening output files: No such file or directory
`,
    fault: 'share.gone',
  },
  {
    what: 'the folder that is written to is gone',
    ffmpeg: 5,
    code: 1,
    stderr: 'nodir/o.mp4: No such file or directory\n',
    writes: ['nodir/o.mp4'],
    fault: 'share.gone',
  },
  {
    what: 'a file name that says "no space left"',
    ffmpeg: 7,
    code: 183,
    stderr: `[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5608a1cad2c0] moov atom not found
[in#0 @ 0x5608a1cacfc0] Error opening input: Invalid data found when processing input
Error opening input file x: No space left on device.
Error opening input files: Invalid data found when processing input
`,
    fault: 'render.failed',
    line: 'moov atom not found',
  },
  {
    what: 'x264 gets no memory (4K, 700 MB)',
    ffmpeg: 7,
    code: 187,
    stderr: `[in#0/lavfi @ 0x5580c9ceef80] Error during demuxing: Cannot allocate memory
x264 [error]: malloc of size 85657917 failed
[vost#0:0/libx264 @ 0x5580c9d08040] ${nowhere}.
[vf#0:0 @ 0x5580c9d0b340] Error sending frames to consumers: Generic error in an external library
[vf#0:0 @ 0x5580c9d0b340] Task finished with error code: -542398533 (Generic error in an external library)
`,
    fault: 'memory.refused',
    line: 'Error during demuxing: Cannot allocate memory',
  },
  {
    what: 'x264 gets no memory (300 MB)',
    ffmpeg: 5,
    code: 1,
    stderr: 'x264 [error]: malloc of size 1062400 failed\nError submitting video frame to the encoder\n',
    fault: 'memory.refused',
    line: 'x264 [error]: malloc of size 1062400 failed',
  },
  {
    what: 'x265 gets no memory',
    ffmpeg: 5,
    code: 1,
    stderr: `x265 [info]: tools: b-intra strong-intra-smoothing lslices=8 deblock sao
x265 [error]: malloc of size 10475520 failed
x265 [error]: memory allocation failure, aborting encode
[error] Error submitting video frame to the encoder

encoded 0 frames
`,
    fault: 'memory.refused',
  },
  {
    what: 'SVT-AV1 gets no memory',
    ffmpeg: 7,
    code: 244,
    stderr: `Svt[info]: -------------------------------------------
[libsvtav1 @ 0x55c94c8633c0] [error] Error initializing encoder: insufficient resources (0x80001000)
[vost#0:0/libsvtav1 @ 0x55c94c862e80] [error] ${nowhere}.
[vf#0:0 @ 0x55c94c865080] [error] Error sending frames to consumers: Cannot allocate memory
`,
    fault: 'memory.refused',
  },
  {
    what: 'SVT-AV1 gets no memory, and crashes by it',
    ffmpeg: 5,
    code: null,
    signal: 'SIGSEGV',
    stderr: `Svt[error]: Failed to create thread: Cannot allocate memory
SvtMalloc[fatal]: allocate memory failed, at ./Source/Lib/Encoder/Globals/EbEncHandle.c:2294
[libsvtav1 @ 0x55cd4e837700] [error] Error initializing encoder: insufficient resources (0x80001000)
Svt[error]: deinit called without sending EOS!
`,
    fault: 'memory.refused',
  },
  {
    what: 'libvpx gets no memory',
    ffmpeg: 5,
    code: 1,
    stderr: `[libvpx-vp9 @ 0x5557e7a20440] [error] Failed to initialize encoder: Memory allocation error
[error] Error initializing output stream 0:0 -- ${nowhere}
`,
    fault: 'memory.refused',
  },
  {
    what: 'libaom gets no memory',
    ffmpeg: 5,
    code: 1,
    stderr: `[libaom-av1 @ 0x5655288788c0] [error] Error encoding frame: Memory allocation error
[libaom-av1 @ 0x5655288788c0] [error]   Additional information: Failed to allocate lag buffers
[error] Error submitting video frame to the encoder
`,
    fault: 'memory.refused',
  },
  {
    what: 'no further thread may be started',
    ffmpeg: 7,
    code: 245,
    stderr:
      '[vost#0:0/libx264 @ 0x55e688743140] [error] pthread_create() failed: Resource temporarily unavailable\n',
    fault: 'memory.refused',
  },
  {
    what: 'there is no memory for its libraries',
    ffmpeg: 5,
    code: 127,
    stderr:
      '/usr/bin/ffmpeg: error while loading shared libraries: liblapack.so.3: failed to map segment from shared object\n',
    fault: 'memory.refused',
  },
  {
    what: 'a library of it is gone',
    ffmpeg: 5,
    code: 127,
    stderr:
      'ffmpeg: error while loading shared libraries: libavdevice.so.59: cannot open shared object file: No such file or directory\n',
    fault: 'ffmpeg.unusable',
  },
  {
    what: 'the system ends it, which has no memory left',
    ffmpeg: 7,
    code: null,
    signal: 'SIGKILL',
    stderr: '',
    fault: 'memory.refused',
  },
  { what: 'it crashes', ffmpeg: 7, code: null, signal: 'SIGSEGV', stderr: '', fault: 'ffmpeg.crashed' },
  { what: 'it gives up', ffmpeg: 5, code: null, signal: 'SIGABRT', stderr: '', fault: 'ffmpeg.crashed' },
  { what: 'a wrapper tells of its crash', ffmpeg: 5, code: 139, stderr: '', fault: 'ffmpeg.crashed' },
  {
    what: 'it crashes on Windows',
    ffmpeg: 7,
    code: 0xc0000005,
    stderr: '',
    fault: 'ffmpeg.crashed',
  },
  {
    what: 'a file may not become larger',
    ffmpeg: 7,
    code: null,
    signal: 'SIGXFSZ',
    stderr: '',
    fault: 'file.unwritable',
  },
  { what: 'somebody ends it', ffmpeg: 7, code: 255, stderr: '', fault: 'ffmpeg.killed' },
  {
    what: 'somebody hangs it up',
    ffmpeg: 5,
    code: null,
    signal: 'SIGHUP',
    stderr: '',
    fault: 'ffmpeg.killed',
  },
  ...notOpened(
    'h264_nvenc',
    ['Cannot load libcuda.so.1', 'Cannot load libcuda.so.1'],
    'encoder.failed',
    255,
    'Operation not permitted',
  ),
  ...notOpened(
    'hevc_qsv',
    ['Error creating a MFX session: -9.', 'Error initializing an internal MFX session: unsupported (-3)'],
    'encoder.failed',
  ),
  ...notOpened('h264_amf', ['DLL libamfrt64.so.1 failed to open', null], 'encoder.failed'),
  {
    what: 'a device is not there',
    ffmpeg: 7,
    code: 234,
    stderr: `[AVHWDeviceContext @ 0x55b391695100] No VA display found for device /dev/dri/renderD128.
Device creation failed: -22.
Failed to set value '/dev/dri/renderD128' for option 'vaapi_device': Invalid argument
Error parsing global options: Invalid argument
`,
    fault: 'encoder.failed',
  },
  {
    what: 'a device is not there',
    ffmpeg: 5,
    code: 1,
    stderr: `Device creation failed: -542398533.
Failed to set value 'qsv=hw' for option 'init_hw_device': Generic error in an external library
`,
    fault: 'encoder.failed',
  },
  {
    what: 'a hardware encoder is fed what it does not take',
    ffmpeg: 7,
    code: 218,
    stderr: `Impossible to convert between the formats supported by the filter 'Parsed_null_0' and the filter 'auto_scale_0'
[vf#0:0 @ 0x55b5e5890580] Error reinitializing filters!
[vost#0:0/h264_vaapi @ 0x55b5e588c140] Could not open encoder before EOF
`,
    fault: 'encoder.failed',
  },
  {
    what: 'this build has no such hardware encoder',
    ffmpeg: 7,
    code: 8,
    stderr: `[vost#0:0 @ 0x55e21d890140] Unknown encoder 'h264_videotoolbox'
[vost#0:0 @ 0x55e21d890140] Error selecting an encoder
Error opening output file -.
Error opening output files: Encoder not found
`,
    fault: 'encoder.failed',
  },
  {
    what: 'this build has no such encoder',
    ffmpeg: 5,
    code: 1,
    stderr: "Unknown encoder 'libx264'\n",
    fault: 'encoder.missing',
  },
  {
    what: 'a hardware encoder is in use when the disk is full',
    ffmpeg: 7,
    code: 228,
    stderr:
      '[vost#0:0/h264_nvenc @ 0x56086d04a1c0] Error submitting a packet to the muxer: No space left on device\n',
    fault: 'disk.full',
  },
  {
    what: 'a graph is wrong',
    ffmpeg: 7,
    code: 8,
    stderr: `[AVFilterGraph @ 0x560bb8ef4600] No such filter: 'nosuch'
[vost#0:0/wrapped_avframe @ 0x560bb8ef3140] Error initializing a simple filtergraph
Error opening output file -.
Error opening output files: Filter not found
`,
    fault: 'render.failed',
    line: "No such filter: 'nosuch'",
  },
  {
    what: 'a graph is wrong',
    ffmpeg: 5,
    code: 1,
    stderr: `[Parsed_scale_0 @ 0x55fe3536e000] [Eval @ 0x7ffc55185800] Undefined constant or missing '(' in 'x'
[Parsed_scale_0 @ 0x55fe3536e000] Cannot parse expression for height: 'x'
[AVFilterGraph @ 0x55fe3536d500] Error initializing filter 'scale' with args '-5:x'
Error reinitializing filters!
Failed to inject frame into filter network: Invalid argument
Error while processing the decoded data for stream #0:0
`,
    fault: 'render.failed',
    line: "Cannot parse expression for height: 'x'",
  },
]
