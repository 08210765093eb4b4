import { probeFault } from './faults.ts'
import type { ProbeDeps } from './run-program.ts'

/** `turned`: players would turn the picture. */
type StreamFacts = {
  type: string
  width: number
  height: number
  pixelFormat: string
  turned: boolean
  packets: number
}

/** The streams of a file of our own, each with its packets counted, to see that it is what was ordered. */
export async function readStreams(path: string, deps: ProbeDeps): Promise<StreamFacts[]> {
  const end = await deps.runProgram({
    command: deps.ffprobe,
    args: [
      ...['-v', 'error', '-protocol_whitelist', 'file', '-count_packets', '-show_entries'],
      'stream=codec_type,width,height,pix_fmt,nb_read_packets:stream_side_data=rotation',
      ...['-of', 'json', `file:${path}`],
    ],
    signal: deps.signal,
    timeout: deps.timeout ?? 60_000,
  })
  if (end.kind !== 'finished') throw probeFault(path, end)
  const { streams } = JSON.parse(end.stdout) as { streams: Listed[] }
  return streams.map((stream) => ({
    type: String(stream.codec_type),
    width: Number(stream.width ?? 0),
    height: Number(stream.height ?? 0),
    pixelFormat: String(stream.pix_fmt ?? ''),
    turned: (stream.side_data_list ?? []).some(({ rotation }) => Number(rotation ?? 0) !== 0),
    packets: Number(stream.nb_read_packets ?? 0),
  }))
}

type Listed = Record<
  'codec_type' | 'width' | 'height' | 'pix_fmt' | 'nb_read_packets',
  string | number | undefined
> & {
  side_data_list?: { rotation?: number | string }[]
}

/** Seconds at which the first picture of a file of our own shows, or null when it has none. */
export async function firstPicture(path: string, deps: ProbeDeps): Promise<number | null> {
  const end = await deps.runProgram({
    command: deps.ffprobe,
    args: [
      ...['-v', 'error', '-protocol_whitelist', 'file', '-select_streams', 'v:0', '-show_entries'],
      ...['packet=pts_time', '-read_intervals', '%+#1', '-of', 'csv=p=0', `file:${path}`],
    ],
    signal: deps.signal,
    timeout: deps.timeout ?? 60_000,
  })
  if (end.kind !== 'finished') throw probeFault(path, end)
  const first = Number.parseFloat(end.stdout)
  return Number.isFinite(first) ? first : null
}
