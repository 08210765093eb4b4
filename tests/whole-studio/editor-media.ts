import { spawnSync } from 'node:child_process'

/** What a small video is, and whether anything sounds in it. */
export async function probed(ffprobe: string, ffmpeg: string, path: string) {
  const asked = ['-v', 'error', '-count_packets', '-show_streams', '-of', 'json', path]
  const { streams } = JSON.parse(spawnSync(ffprobe, asked).stdout.toString()) as {
    streams: {
      codec_type: string
      codec_name: string
      width: number
      height: number
      nb_read_packets: string
    }[]
  }
  const video = streams.find(({ codec_type }) => codec_type === 'video')!
  const listened = spawnSync(ffmpeg, ['-hide_banner', '-i', path, '-af', 'volumedetect', '-f', 'null', '-'])
  const loudest = /max_volume: (-?[\d.]+) dB/.exec(listened.stderr.toString())?.[1]
  return {
    codec: video.codec_name,
    width: video.width,
    height: video.height,
    frames: Number(video.nb_read_packets),
    sounds: loudest !== undefined && Number(loudest) > -60,
  }
}
