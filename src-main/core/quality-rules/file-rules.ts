import type { FileFacts } from '../../../src-shared/quality/facts.ts'
import { type Judging, rounded, seconds } from './judging.ts'

/** What a file is and holds, by its header and its packets. */
export function judgeFile(judging: Judging): void {
  const { file } = judging
  if (file === null) return
  decoding(judging, file)
  container(judging, file)
  codec(judging, file)
  frames(judging, file)
  timing(judging, file)
  weight(judging, file)
  colourTags(judging, file)
  metadata(judging, file)
}

const again = 'Export or render the file again.'

function decoding({ tell, picture, sound }: Judging, { media, packets, faults }: FileFacts): void {
  if (media.cutShort !== null)
    tell('file.decoding', {
      figure: media.duration ?? 0,
      threshold: media.cutShort.promised,
      unit: 'seconds',
      message: `The file is cut off: ${seconds(media.duration ?? 0)} of ${seconds(media.cutShort.promised)} are there.`,
      whatToDo: 'Copy or export the file again, and see that it plays to its end.',
    })
  const said = [...new Set([...(picture?.faults ?? []), ...(sound?.faults ?? []), ...faults])]
  if (said.length > 0)
    tell('file.decoding', {
      message: `The file can't be decoded without faults: "${said[0]}".`,
      whatToDo: 'Export or render the file again; if it comes back, see whether the disk is sound.',
    })
  if (picture !== null && packets > 0 && picture.frames < packets)
    tell('file.decoding', {
      figure: picture.frames,
      threshold: packets,
      unit: 'frames',
      message: `Of ${packets} pictures in the file only ${picture.frames} can be decoded.`,
      whatToDo: 'Export or render the file again; if it comes back, see whether the disk is sound.',
    })
}

/** Names by which a profile may know a container. */
function containersOf({ media, tags }: FileFacts): string[] {
  const names = media.container.split(',')
  if (names.includes('mp4')) return tags.major_brand?.trim() === 'qt' ? ['mov'] : ['mp4']
  if (names.includes('matroska')) {
    const isWeb = /^(vp8|vp9|av1)$/.test(media.video?.codec ?? 'vp9')
    return isWeb && /^(opus|vorbis)$/.test(media.audio?.codec ?? 'opus') ? ['webm', 'matroska'] : ['matroska']
  }
  return names
}

function container({ tell, profile, intent }: Judging, file: FileFacts): void {
  const { containers } = profile.wanted
  const names = containersOf(file)
  if (containers !== null && !names.some((name) => containers.includes(name)))
    tell('file.container', {
      message: `The file is of the kind ${names[0]}; the profile asks for ${containers.join(', ')}.`,
      whatToDo: 'Choose a codec whose files the profile asks for, or another profile.',
    })
  if (file.media.video === null)
    tell('file.container', {
      message: 'There are no pictures in the file.',
      whatToDo: intent === null ? 'Name a video.' : again,
    })
}

function codec({ tell, profile }: Judging, { media, codecProfile }: FileFacts): void {
  if (media.video === null) return
  const { codecs, codecProfiles } = profile.wanted
  if (codecs !== null && !codecs.includes(media.video.codec))
    tell('file.codec', {
      message: `The pictures are coded as ${media.video.codec}; the profile asks for ${codecs.join(', ')}.`,
      whatToDo: 'Choose another codec, or another profile.',
    })
  if (codecProfiles !== null && codecProfile !== null && !codecProfiles.includes(codecProfile))
    tell('file.codec-profile', {
      message: `The codec profile is ${codecProfile}; the profile asks for ${codecProfiles.join(', ')}.`,
      whatToDo: 'Choose another codec or pixel format, or another profile.',
    })
}

function frames({ tell, profile, intent }: Judging, file: FileFacts): void {
  const { video } = file.media
  if (video === null) return
  const { width, height } = video
  if (intent !== null && (intent.width !== width || intent.height !== height))
    tell('file.frame-size', {
      message: `The picture has ${width} x ${height} pixels instead of ${intent.width} x ${intent.height}.`,
      whatToDo: again,
    })
  const { longest, shortest, rates } = profile.wanted
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  if ((longest !== null && long > longest) || (shortest !== null && short > shortest))
    tell('file.frame-size', {
      figure: longest !== null && long > longest ? long : short,
      threshold: longest !== null && long > longest ? longest : shortest,
      unit: 'pixels',
      message: `The picture has ${width} x ${height} pixels; the profile allows ${longest ?? long} x ${shortest ?? short} at most.`,
      whatToDo: 'Choose a smaller format, or another profile.',
    })
  if (file.rate !== null) {
    const rate = file.rate.num / file.rate.den
    const meant = intent === null ? null : intent.rate.num / intent.rate.den
    const isOff = (other: number) => Math.abs(rate - other) > Math.max(0.005, 0.0005 * other)
    // A GIF counts in hundredths of a second: its rates are near, and never exact.
    const isCounted = video.codec === 'gif'
    if (meant !== null && (isCounted ? Math.abs(rate - meant) > 0.1 * meant : isOff(meant)))
      tell('file.frame-rate', {
        figure: rate,
        threshold: meant,
        unit: 'frames/s',
        message: `The video has ${rounded(rate, 3)} frames a second instead of ${rounded(meant, 3)}.`,
        whatToDo: again,
      })
    if (rates?.every(isOff))
      tell('file.frame-rate', {
        figure: rate,
        unit: 'frames/s',
        message: `The video has ${rounded(rate, 3)} frames a second; the profile asks for ${rates.map((one) => rounded(one, 3)).join(', ')}.`,
        whatToDo: 'Choose another frame rate, or another profile.',
      })
  }
  if (intent !== null && file.packets !== intent.frames)
    tell('file.frame-count', {
      figure: file.packets,
      threshold: intent.frames,
      unit: 'frames',
      message: `The video has ${file.packets} pictures instead of ${intent.frames}.`,
      whatToDo: again,
    })
}

function timing({ tell, intent, limit }: Judging, file: FileFacts): void {
  const { media, gapCount, gaps, packets } = file
  const first = gaps[0]
  // Pictures of a GIF may stand as long as each needs.
  if (first !== undefined && media.video?.codec !== 'gif') {
    const isVariable = intent === null && gapCount > packets * 0.1
    tell('file.timestamps', {
      from: first.frame,
      to: first.frame + 1,
      figure: gapCount,
      threshold: 0,
      unit: 'steps',
      message: isVariable
        ? 'The pictures follow each other unevenly (a variable frame rate).'
        : `The pictures don't follow each other evenly: ${gapCount === 1 ? 'one step is' : `${gapCount} steps are`} not one frame long.`,
      whatToDo: 'Export it with a constant frame rate.',
      ...(isVariable ? { atMost: 'warning' as const } : {}),
    })
  }
  const length = media.duration ?? 0
  const longest = limit('file.duration', 'longest')
  if (longest !== null && length > longest + 0.05)
    tell('file.duration', {
      figure: length,
      threshold: longest,
      message: `The video lasts ${seconds(length)}; the profile allows ${seconds(longest)} at most.`,
      whatToDo: 'Make the video shorter, or choose another profile.',
    })
  const apart = limit('file.duration', 'apart')
  if (intent !== null && apart !== null) {
    const meant = (intent.frames * intent.rate.den) / intent.rate.num
    const isOfGif = media.video?.codec === 'gif' ? 0.1 * meant : 0
    if (Math.abs(length - meant) > apart + isOfGif + 1e-6)
      tell('file.duration', {
        figure: length,
        threshold: meant,
        message: `The video lasts ${seconds(length)} instead of ${seconds(meant)}.`,
        whatToDo: again,
      })
  }
}

function weight({ tell, limit }: Judging, { bytes, bitRate, fastStart }: FileFacts): void {
  const heaviest = limit('file.bytes', 'most')
  const megabytes = bytes / 1_000_000
  if (heaviest !== null && megabytes > heaviest)
    tell('file.bytes', {
      figure: megabytes,
      threshold: heaviest,
      message: `The file has ${rounded(megabytes, 2)} MB; the profile allows ${rounded(heaviest, 2)} MB at most.`,
      whatToDo: 'Choose a smaller format or a lower quality.',
    })
  const [least, most] = [limit('file.bit-rate', 'least'), limit('file.bit-rate', 'most')]
  const rate = bitRate === null ? null : bitRate / 1_000
  if (rate !== null && least !== null && rate < least)
    tell('file.bit-rate', {
      figure: rate,
      threshold: least,
      message: `The file has ${rounded(rate, 0)} kbit/s; the profile asks for ${rounded(least, 0)} kbit/s at least.`,
      whatToDo: 'Choose a higher quality.',
    })
  if (rate !== null && most !== null && rate > most)
    tell('file.bit-rate', {
      figure: rate,
      threshold: most,
      message: `The file has ${rounded(rate, 0)} kbit/s; the profile allows ${rounded(most, 0)} kbit/s at most.`,
      whatToDo: 'Choose a lower quality or a smaller format.',
    })
  if (fastStart === false)
    tell('file.fast-start', {
      message: 'The file begins to play only when all of it is there: its index stands at the end.',
      whatToDo: 'Export it with "fast start", or write it again with the index first.',
    })
}

/** Tags that a picture of a player's kind may say together, for standard dynamic range. */
const families: readonly { matrix: RegExp; primaries: RegExp; transfer: RegExp }[] = [
  { matrix: /^bt709$/, primaries: /^bt709$/, transfer: /^(bt709|iec61966-2-1)$/ },
  {
    matrix: /^(smpte170m|bt470bg|fcc)$/,
    primaries: /^(smpte170m|bt470bg|bt470m|smpte240m)$/,
    transfer: /^(smpte170m|bt709|gamma22|gamma28|bt470m|bt470bg)$/,
  },
  {
    matrix: /^bt2020n?c$/,
    primaries: /^bt2020$/,
    transfer: /^(bt2020-10|bt2020-12|bt709|smpte2084|arib-std-b67)$/,
  },
]

function colourTags({ tell, intent }: Judging, { media, colour }: FileFacts): void {
  const { video } = media
  // What is stored as RGB needs no matrix.
  if (video === null || video.matrix === 'rgb' || video.codec === 'gif') return
  const { matrix, primaries, transfer, range } = colour
  const missing = Object.entries({ matrix, primaries, transfer }).filter(([, tag]) => tag === null)
  if (missing.length > 0)
    tell('file.colour-tags', {
      message: `The file doesn't say all of how its colours are meant: ${missing.map(([name]) => name).join(', ')}.`,
      whatToDo: 'Export it with colour tags, for HD those of BT.709.',
      ...(intent === null ? { atMost: 'note' as const } : {}),
    })
  else if (
    !families.some(
      (family) =>
        family.matrix.test(matrix!) && family.primaries.test(primaries!) && family.transfer.test(transfer!),
    )
  )
    tell('file.colour-tags', {
      message: `The colour tags contradict each other: matrix ${matrix}, primaries ${primaries}, transfer ${transfer}.`,
      whatToDo: 'Export it with colour tags, for HD those of BT.709.',
    })
  else if (intent !== null && (matrix !== 'bt709' || primaries !== 'bt709' || transfer !== 'bt709'))
    tell('file.colour-tags', {
      message: `The colour tags are not those of BT.709: matrix ${matrix}, primaries ${primaries}, transfer ${transfer}.`,
      whatToDo: again,
    })
  else if (
    matrix !== null &&
    /^(smpte170m|bt470bg|fcc)$/.test(matrix) &&
    video.height > 576 &&
    video.width > 1024
  )
    tell('file.colour-tags', {
      message: `The colour tags are those of standard definition (${matrix}), and the picture is larger.`,
      whatToDo: 'Export it with colour tags, for HD those of BT.709.',
    })
  if (range === 'pc')
    tell('file.colour-tags', {
      message: 'The file says that its levels are full range; many players show it too dark or too light.',
      whatToDo: 'Export it with limited range ("tv").',
      ...(intent === null ? { atMost: 'warning' as const } : {}),
    })
}

function metadata({ tell, intent }: Judging, { media, tags, attached }: FileFacts): void {
  const place = Object.keys(tags).find((name) => /location|iso6709|gps/i.test(name))
  if (place !== undefined)
    tell('file.metadata', {
      message: `The file says where it was recorded ("${place}").`,
      whatToDo: 'Export it without metadata before it goes out.',
    })
  if (intent !== null && attached > 0)
    tell('file.metadata', {
      message: `Besides picture and sound the file has ${attached === 1 ? 'another stream' : `${attached} other streams`}.`,
      whatToDo: again,
    })
  const { video } = media
  if (video !== null && (video.rotation !== 0 || video.mirrored))
    tell('file.metadata', {
      message: 'Players are told to turn or mirror the picture; not all of them do.',
      whatToDo: 'Export it upright.',
      ...(intent === null ? { atMost: 'note' as const } : {}),
    })
  if (video !== null && intent !== null && video.pixelAspect.num !== video.pixelAspect.den)
    tell('file.metadata', {
      message: 'Its pixels are said not to be square, so players stretch the picture.',
      whatToDo: again,
    })
}
