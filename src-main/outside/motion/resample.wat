;; Draws one plane of a picture into one plane of a frame, enlarged or reduced and moved by fractions of a pixel.
;;
;; A source row is bytes with 128 taken off (signed). Each output row is first mixed from source rows into a line of
;; 16 bits (128 steps to a level), of which then each output pixel is mixed. Weights are 16384ths and add up to 16384
;; in either direction, so flat areas come out as they went in. Whoever calls makes the tables of positions and weights.
;; A swizzle is "relaxed" only for places beyond 15, which the tables don't hold: every machine gives the same bits.
(module
  (import "motion" "memory" (memory 1 65536 shared))

  (func (export "resample")
    ;; First sample that the line takes from the source's row 0.
    (param $source i32)
    ;; For each output row and pair of source rows 12 bytes: where the two begin, counted from row 0, then their
    ;; weights (2 x 16 bits).
    (param $rows i32)
    (param $rowPairs i32)
    ;; For each 16 output pixels, in groups of four: 4 x 32 bits, where in the line a group's first sample lies (bytes);
    ;; 4 x 16 bytes, which of the 16 bytes there are the pairs of samples of its four pixels; and for each pair
    ;; of taps 4 x 16 bytes of weights. The next pair is two samples further on.
    (param $columns i32)
    (param $columnPairs i32)
    ;; Samples in the line; a multiple of 32.
    (param $lineLength i32)
    ;; Address of the line, 2 * $lineLength bytes; behind it 32 bytes that the last pixels may read, and 16 of scratch.
    (param $line i32)
    (param $scratch i32)
    (param $out i32)
    (param $outStride i32)
    (param $width i32)
    (param $height i32)

    (local $x i32) (local $at i32) (local $rowsEnd i32) (local $sourceEnd i32) (local $lineOfSource i32)
    (local $first i32) (local $second i32)
    (local $weights v128) (local $a v128) (local $b v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local $s4 v128) (local $s5 v128) (local $s6 v128) (local $s7 v128)
    (local $b0 i32) (local $b1 i32) (local $b2 i32) (local $b3 i32)
    (local $i0 v128) (local $i1 v128) (local $i2 v128) (local $i3 v128)
    (local $pixel i32) (local $pairsEnd i32) (local $left i32)

    (local.set $sourceEnd (i32.add (local.get $source) (local.get $lineLength)))
    (local.set $lineOfSource (i32.sub (local.get $line) (i32.shl (local.get $source) (i32.const 1))))
    (loop $eachRow
      (local.set $rowsEnd (i32.add (local.get $rows) (i32.mul (local.get $rowPairs) (i32.const 12))))

      ;; Down: 32 samples of the line at a time.
      (local.set $x (local.get $source))
      (loop $eachStretch
        (local.set $s0 (v128.const i32x4 64 64 64 64))
        (local.set $s1 (local.get $s0)) (local.set $s2 (local.get $s0)) (local.set $s3 (local.get $s0))
        (local.set $s4 (local.get $s0)) (local.set $s5 (local.get $s0)) (local.set $s6 (local.get $s0))
        (local.set $s7 (local.get $s0))
        (local.set $at (local.get $rows))
        (loop $eachPair
          (local.set $first (i32.add (i32.load (local.get $at)) (local.get $x)))
          (local.set $second (i32.add (i32.load offset=4 (local.get $at)) (local.get $x)))
          (local.set $weights (v128.load32_splat offset=8 (local.get $at)))

          (local.set $a (v128.load8x8_s (local.get $first)))
          (local.set $b (v128.load8x8_s (local.get $second)))
          (local.set $s0 (i32x4.add (local.get $s0) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $a) (local.get $b)))))
          (local.set $s1 (i32x4.add (local.get $s1) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $a) (local.get $b)))))

          (local.set $a (v128.load8x8_s offset=8 (local.get $first)))
          (local.set $b (v128.load8x8_s offset=8 (local.get $second)))
          (local.set $s2 (i32x4.add (local.get $s2) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $a) (local.get $b)))))
          (local.set $s3 (i32x4.add (local.get $s3) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $a) (local.get $b)))))

          (local.set $a (v128.load8x8_s offset=16 (local.get $first)))
          (local.set $b (v128.load8x8_s offset=16 (local.get $second)))
          (local.set $s4 (i32x4.add (local.get $s4) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $a) (local.get $b)))))
          (local.set $s5 (i32x4.add (local.get $s5) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $a) (local.get $b)))))

          (local.set $a (v128.load8x8_s offset=24 (local.get $first)))
          (local.set $b (v128.load8x8_s offset=24 (local.get $second)))
          (local.set $s6 (i32x4.add (local.get $s6) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $a) (local.get $b)))))
          (local.set $s7 (i32x4.add (local.get $s7) (i32x4.dot_i16x8_s (local.get $weights)
            (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $a) (local.get $b)))))

          (br_if $eachPair (i32.lt_u
            (local.tee $at (i32.add (local.get $at) (i32.const 12)))
            (local.get $rowsEnd))))
        (local.set $at (i32.add (local.get $lineOfSource) (i32.shl (local.get $x) (i32.const 1))))
        (v128.store (local.get $at) (i16x8.narrow_i32x4_s
          (i32x4.shr_s (local.get $s0) (i32.const 7)) (i32x4.shr_s (local.get $s1) (i32.const 7))))
        (v128.store offset=16 (local.get $at) (i16x8.narrow_i32x4_s
          (i32x4.shr_s (local.get $s2) (i32.const 7)) (i32x4.shr_s (local.get $s3) (i32.const 7))))
        (v128.store offset=32 (local.get $at) (i16x8.narrow_i32x4_s
          (i32x4.shr_s (local.get $s4) (i32.const 7)) (i32x4.shr_s (local.get $s5) (i32.const 7))))
        (v128.store offset=48 (local.get $at) (i16x8.narrow_i32x4_s
          (i32x4.shr_s (local.get $s6) (i32.const 7)) (i32x4.shr_s (local.get $s7) (i32.const 7))))
        (br_if $eachStretch (i32.lt_u
          (local.tee $x (i32.add (local.get $x) (i32.const 32)))
          (local.get $sourceEnd))))
      (local.set $rows (local.get $rowsEnd))

      ;; Across: 16 pixels at a time.
      (local.set $at (local.get $columns))
      (local.set $pixel (local.get $out))
      (local.set $left (local.get $width))
      (loop $eachBlock
        (local.set $b0 (i32.add (local.get $line) (i32.load (local.get $at))))
        (local.set $b1 (i32.add (local.get $line) (i32.load offset=4 (local.get $at))))
        (local.set $b2 (i32.add (local.get $line) (i32.load offset=8 (local.get $at))))
        (local.set $b3 (i32.add (local.get $line) (i32.load offset=12 (local.get $at))))
        (local.set $i0 (v128.load offset=16 (local.get $at)))
        (local.set $i1 (v128.load offset=32 (local.get $at)))
        (local.set $i2 (v128.load offset=48 (local.get $at)))
        (local.set $i3 (v128.load offset=64 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 80)))
        (local.set $pairsEnd (i32.add (local.get $at) (i32.shl (local.get $columnPairs) (i32.const 6))))
        (local.set $s0 (v128.const i32x4 1048576 1048576 1048576 1048576))
        (local.set $s1 (local.get $s0)) (local.set $s2 (local.get $s0)) (local.set $s3 (local.get $s0))
        (loop $eachTapPair
          (local.set $s0 (i32x4.add (local.get $s0) (i32x4.dot_i16x8_s
            (i8x16.relaxed_swizzle (v128.load (local.get $b0)) (local.get $i0)) (v128.load (local.get $at)))))
          (local.set $s1 (i32x4.add (local.get $s1) (i32x4.dot_i16x8_s
            (i8x16.relaxed_swizzle (v128.load (local.get $b1)) (local.get $i1)) (v128.load offset=16 (local.get $at)))))
          (local.set $s2 (i32x4.add (local.get $s2) (i32x4.dot_i16x8_s
            (i8x16.relaxed_swizzle (v128.load (local.get $b2)) (local.get $i2)) (v128.load offset=32 (local.get $at)))))
          (local.set $s3 (i32x4.add (local.get $s3) (i32x4.dot_i16x8_s
            (i8x16.relaxed_swizzle (v128.load (local.get $b3)) (local.get $i3)) (v128.load offset=48 (local.get $at)))))
          (local.set $b0 (i32.add (local.get $b0) (i32.const 4)))
          (local.set $b1 (i32.add (local.get $b1) (i32.const 4)))
          (local.set $b2 (i32.add (local.get $b2) (i32.const 4)))
          (local.set $b3 (i32.add (local.get $b3) (i32.const 4)))
          (br_if $eachTapPair (i32.lt_u
            (local.tee $at (i32.add (local.get $at) (i32.const 64)))
            (local.get $pairsEnd))))
        (local.set $a (v128.xor
          (i8x16.narrow_i16x8_s
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $s0) (i32.const 21)) (i32x4.shr_s (local.get $s1) (i32.const 21)))
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $s2) (i32.const 21)) (i32x4.shr_s (local.get $s3) (i32.const 21))))
          (v128.const i32x4 0x80808080 0x80808080 0x80808080 0x80808080)))
        (if (i32.ge_u (local.get $left) (i32.const 16))
          (then (v128.store (local.get $pixel) (local.get $a)))
          (else
            ;; What stands right of this picture in the frame may be another one.
            (v128.store (local.get $scratch) (local.get $a))
            (memory.copy (local.get $pixel) (local.get $scratch) (local.get $left))))
        (local.set $pixel (i32.add (local.get $pixel) (i32.const 16)))
        (br_if $eachBlock (i32.gt_s
          (local.tee $left (i32.sub (local.get $left) (i32.const 16)))
          (i32.const 0))))

      (local.set $out (i32.add (local.get $out) (local.get $outStride)))
      (br_if $eachRow (local.tee $height (i32.sub (local.get $height) (i32.const 1)))))))
