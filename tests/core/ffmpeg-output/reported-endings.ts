/** Said of every encoder that can't be opened. */
const opening =
  'Error while opening encoder - maybe incorrect parameters such as bit_rate, rate, width or height'

/** As people report them of machines that have the hardware: none could be tried here. */
export const reported: [stderr: string, fault: string][] = [
  [
    `[hevc_nvenc @ 0x55f45f5f5cc0] OpenEncodeSessionEx failed: out of memory (10): (no details)
[hevc_nvenc @ 0x55f45f5f5cc0] No capable devices found
Error initializing output stream 0:0 -- ${opening}`,
    'encoder.sessions',
  ],
  [
    `[h264_nvenc @ 0x7f616007d540] Failed creating CUDA context for NVENC: 0x2
[h264_nvenc @ 0x7f616007d540] No NVENC capable devices found`,
    'encoder.failed',
  ],
  [
    `[av1_nvenc @ 0000021627f791c0] No capable devices found
[vost#0:0/av1_nvenc @ 000002162a620b40] [enc:av1_nvenc @ 0000021627f60f40] ${opening}.
[vf#0:0 @ 0000021627f7a580] Error sending frames to consumers: Generic error in an external library`,
    'encoder.failed',
  ],
  [
    `[hevc_videotoolbox @ 0x7fa5bf815000] Error: cannot create compression session: -12908
[hevc_videotoolbox @ 0x7fa5bf815000] Try -allow_sw 1. The hardware encoder may be busy, or not supported.`,
    'encoder.failed',
  ],
  ['[h264_amf @ 00000228c018eac0] encoder->Init() failed with error 5', 'encoder.failed'],
  ['[h264_amf @ 0x1] CreateComponent(AMFVideoEncoderVCE_AVC) failed with error 13', 'encoder.failed'],
]
