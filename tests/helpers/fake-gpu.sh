#!/bin/sh
# A FAKE: stands in for an ffmpeg on a machine with a chip. It says that h264_nvenc and hevc_vaapi work and lets the real
# ffmpeg encode with the processor. Beside it lie `allowed` (sessions at a time), `broken` (how it fails, when it does)
# and `open` (one file for each session, named by its process). What it says of faults are real lines of ffmpeg.
home=$(cd "$(dirname "$0")" && pwd)
real=$(cat "$home/real")

chip=
before=
uploads=
for word do
  if [ "$before" = -c:v ]; then
    case "$word" in h264_nvenc | hevc_vaapi) chip=$word ;; esac
  fi
  case "$before" in
    -filter_complex) case "$word" in *',hwupload[out]') uploads=1 ;; esac ;;
    -filter_complex_script | -/filter_complex) grep -q ',hwupload\[out\]$' "$word" && uploads=1 ;;
  esac
  before=$word
done

if [ -z "$chip" ]; then
  case " $* " in
    *' -encoders '*)
      list=$("$real" "$@") || exit $?
      printf '%s\n' "$list"
      printf '%s' "$list" | grep -q h264_nvenc || echo ' V....D h264_nvenc           NVIDIA NVENC H.264 encoder (codec h264)'
      printf '%s' "$list" | grep -q hevc_vaapi || echo ' V....D hevc_vaapi           H.265/HEVC (VAAPI) (codec hevc)'
      exit 0
      ;;
  esac
  exec "$real" "$@"
fi

refuse() {
  for line do echo "$line" >&2; done
  echo "[vost#0:0/$chip @ 0x55d04a1c4a40] [error] Error while opening encoder - maybe incorrect parameters such as bit_rate, rate, width or height." >&2
  echo "[out#0/mp4 @ 0x55d04a1c3b80] [error] Nothing was written into output file, because at least one of its streams received no packets." >&2
}

broken=$(cat "$home/broken" 2>/dev/null)
if [ "$broken" = gone ]; then
  case "$chip" in
    h264_nvenc) refuse "[h264_nvenc @ 0x55d04a1c5a00] [error] Cannot load libcuda.so.1" ;;
    *) echo "[error] Device creation failed: -542398533." >&2 ;;
  esac
  exit 255
fi
if [ "$chip" = hevc_vaapi ] && [ -z "$uploads" ]; then
  echo "[auto_scale_0 @ 0x55d04a1c5a00] [error] Impossible to convert between the formats supported by the filter 'Parsed_setsar_4' and the filter 'auto_scale_0'" >&2
  exit 218
fi

# One at a time counts the sessions: those whose process lives.
tries=0
until mkdir "$home/turn" 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -gt 500 ] && rmdir "$home/turn" 2>/dev/null
  sleep 0.01
done
sessions=0
for file in "$home"/open/*; do
  [ -e "$file" ] || continue
  if kill -0 "$(basename "$file")" 2>/dev/null; then sessions=$((sessions + 1)); else rm -f "$file"; fi
done
full=
if [ "$sessions" -ge "$(cat "$home/allowed")" ]; then full=1; else : >"$home/open/$$"; fi
rmdir "$home/turn"
if [ -n "$full" ]; then
  case "$chip" in
    h264_nvenc)
      refuse "[h264_nvenc @ 0x55d04a1c5a00] [error] OpenEncodeSessionEx failed: out of memory (10): (no details)" \
        "[h264_nvenc @ 0x55d04a1c5a00] [error] No capable devices found"
      ;;
    *) refuse "[hevc_vaapi @ 0x55d04a1c5a00] [error] Failed to create encode pipeline context: 2 (resource allocation failed)." ;;
  esac
  exit 244
fi
if [ "$broken" = encode ]; then
  echo "[$chip @ 0x55d04a1c5a00] [error] Failed locking bitstream buffer: invalid param (8): " >&2
  echo "[vost#0:0/$chip @ 0x55d04a1c4a40] [error] Error submitting video frame to the encoder" >&2
  echo "[vost#0:0/$chip @ 0x55d04a1c4a40] [error] Task finished with error code: -1313558101 (Unknown error occurred)" >&2
  exit 187
fi

lossy=
case "$chip" in
  h264_nvenc) soft=libx264 flag=-x264-params how=open-gop=0:stitchable=1 ;;
  *) soft=libx265 flag=-x265-params how=open-gop=0:log-level=error:info=0:pools=none:frame-threads=1 ;;
esac
# A driver that loses a frame, though not of short videos.
[ "$broken" = loses ] && lossy='noise=drop=eq(n\,20)'
end='[out]'
# A driver that writes another picture than it is given.
[ "$broken" = picture ] && end=',negate[out]'
swap="s/,hwupload\\[out\\]\$/[out]/;s/\\[out\\]\$/$end/"

left=$#
before=
while [ "$left" -gt 0 ]; do
  word=$1
  shift
  left=$((left - 1))
  flagged=$before
  before=$word
  case "$word" in
    -tune | -rc | -b:v | -b_ref_mode | -init_hw_device | -filter_hw_device | -rc_mode) continue ;;
    -cq | -global_quality) word=-crf ;;
  esac
  case "$flagged" in
    -tune | -rc | -b:v | -b_ref_mode | -init_hw_device | -filter_hw_device | -rc_mode) continue ;;
    -preset) word=ultrafast ;;
    -filter_complex) word=$(printf '%s' "$word" | sed "$swap") ;;
    -filter_complex_script | -/filter_complex)
      sed "$swap" "$word" >"$home/graph.$$"
      word="$home/graph.$$"
      ;;
    -c:v) if [ "$word" = "$chip" ]; then
      set -- "$@" "$soft" -preset ultrafast
      [ -n "$lossy" ] && set -- "$@" -bsf:v "$lossy"
      set -- "$@" "$flag"
      word=$how
    fi ;;
  esac
  set -- "$@" "$word"
done
exec "$real" "$@"
