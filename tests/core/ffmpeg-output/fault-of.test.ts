import { expect, test } from 'vitest'
import { benchOf } from '../../../src-main/core/ffmpeg-output/bench.ts'
import { faultInSuccess, faultOf } from '../../../src-main/core/ffmpeg-output/fault-of.ts'
import { tellingLine } from '../../../src-main/core/ffmpeg-output/telling-line.ts'
import { causeOfCode } from '../../../src-main/core/retry-policy/cause-of-code.ts'
import { endings } from './real-endings.ts'
import { reported } from './reported-endings.ts'

test.each(endings)('$what: ffmpeg $ffmpeg says so, and it is $fault', (ending) => {
  const { code, signal = null, stderr, writes, fault, line } = ending
  const seen = faultOf({
    stderr,
    end: { kind: 'failed', code, signal },
    ...(writes === undefined ? {} : { writes }),
  })
  expect(seen.code).toBe(fault)
  if (line !== undefined) expect(seen.line).toBe(line)
  if (stderr !== '') expect(seen.line).not.toMatch(/0x|^\[|\/studio/)
})

test.each(reported)('what people report of their hardware is a fault of the encoder: %s', (stderr, fault) => {
  expect(faultOf({ stderr, end: { kind: 'failed', code: 1, signal: null } }).code).toBe(fault)
})

test('every fault of ffmpeg has a cause', () => {
  const codes = new Set([...endings.map(({ fault }) => fault), ...reported.map(([, fault]) => fault)])
  for (const code of codes) expect(causeOfCode.has(code), code).toBe(true)
})

test('a program that gives no sign of life hangs; one that was called off did nothing wrong', () => {
  const of = (kind: 'silent' | 'timed-out' | 'cancelled' | 'too-much-output' | 'finished') =>
    faultOf({ stderr: '', end: { kind } }).code
  expect(of('silent')).toBe('ffmpeg.hung')
  expect(of('timed-out')).toBe('ffmpeg.hung')
  expect(of('cancelled')).toBe('cancelled')
  expect(of('too-much-output')).toBe('render.failed')
  expect(of('finished')).toBe('render.failed')
})

test('what could not be started is missing, can’t be used now, or had no memory', () => {
  const of = (reason: string) => faultOf({ stderr: '', end: { kind: 'not-started', reason } }).code
  expect(of('spawn /opt/ffmpeg ENOENT')).toBe('ffmpeg.missing')
  expect(of('spawn /opt/ffmpeg EACCES')).toBe('ffmpeg.missing')
  expect(of('spawn ETXTBSY')).toBe('ffmpeg.unusable')
  expect(of('spawn ENOMEM')).toBe('memory.refused')
  expect(of('spawn EAGAIN')).toBe('memory.refused')
  expect(of('spawn E2BIG')).toBe('render.failed')
})

test('a crash, a hang or an unknown fault beside a hardware encoder is put down to the encoder, a full disk is not', () => {
  const of = (signal: string | null, stderr = '', code: number | null = null) =>
    faultOf({ stderr, end: { kind: 'failed', code, signal }, hardware: true }).code
  expect(of('SIGSEGV')).toBe('encoder.failed')
  expect(of(null, 'Error reinitializing filters!\n', 1)).toBe('encoder.failed')
  expect(faultOf({ stderr: '', end: { kind: 'silent' }, hardware: true }).code).toBe('encoder.failed')
  expect(of(null, 'av_interleaved_write_frame(): No space left on device', 1)).toBe('disk.full')
  expect(of('SIGKILL')).toBe('memory.refused')
})

test('ffmpeg 5 can end as if all were well when the disk is full, or a source could not be read on', () => {
  expect(
    faultInSuccess(`Error writing trailer of tiny/o.mkv: No space left on device
Error closing file tiny/o.mkv: No space left on device
`),
  ).toEqual({ code: 'disk.full', line: 'Error writing trailer of tiny/o.mkv: No space left on device' })
  expect(
    faultInSuccess(`[in#0/rawvideo @ 0x562a24295000] Error during demuxing: Input/output error
[vost#0:0/wrapped_avframe @ 0x562a242b24c0] No filtered frames for output stream, trying to initialize anyway.
`),
  ).toEqual({ code: 'share.gone', line: 'Error during demuxing: Input/output error' })
  expect(faultInSuccess('secret/clip.mov: Input/output error\n')?.code).toBe('share.gone')
  expect(faultInSuccess('[libaom-av1 @ 0x1] Neither bitrate nor constrained quality specified\n')).toBeNull()
  expect(faultInSuccess('')).toBeNull()
})

test('the line that tells is the one that says why, without work files and addresses', () => {
  expect(tellingLine('')).toBeNull()
  expect(tellingLine('Conversion failed!\n')).toBeNull()
  expect(
    tellingLine("[concat @ 0x5] Impossible to open '/studio/artifacts/b/ab/c.mp4'\nfailed: it can't be\n"),
  ).toBe("failed: it can't be")
  expect(tellingLine('/studio/artifacts/b/ab/c.mp4: No such file or directory')).toBe(
    'a work file: No such file or directory',
  )
  expect(tellingLine(`x264 [error]: ${'long '.repeat(100)}failed`)?.length).toBe(200)
})

test('ffmpeg 5 and 7 name the unit of what they held differently, and mean the same', () => {
  const seven = [
    'frame=   25 fps=0.0 q=-0.0 Lsize=N/A time=00:00:01.00 bitrate=N/A speed= 127x    ',
    'bench: utime=0.001s stime=0.008s rtime=0.008s',
    'bench: maxrss=21744KiB',
  ]
  expect(benchOf(seven)).toEqual({ cpuMilliseconds: 9, peakBytes: 21_744 * 1024 })
  expect(benchOf(['[info] bench: utime=0.006s stime=0.000s rtime=0.008s', 'bench: maxrss=50488kB'])).toEqual({
    cpuMilliseconds: 6,
    peakBytes: 50_488 * 1024,
  })
  expect(benchOf(['bench: utime=1.500s stime=0.250s rtime=2.000s'])).toEqual({
    cpuMilliseconds: 1_750,
    peakBytes: 0,
  })
  expect(benchOf(['bench:  user 12 sys 3'])).toBeNull()
  expect(benchOf([])).toBeNull()
})
