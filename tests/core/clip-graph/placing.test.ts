import { describe, expect, it } from 'vitest'
import { fitting, turned } from '../../../src-main/core/clip-graph/placing.ts'
import type { ClipSpec } from '../../../src-shared/plans/media.ts'

const fitted = (
  how: ClipSpec['fit'],
  box: [number, number],
  shown: [number, number],
  more: Partial<ClipSpec> = {},
) =>
  fitting(
    {
      fit: how,
      width: box[0],
      height: box[1],
      focus: { x: 0.5, y: 0.5 },
      composeIn: 'yuv420p',
      ...more,
    } as ClipSpec,
    { shownWidth: shown[0], shownHeight: shown[1] },
  )

describe('a picture in its box', () => {
  it('cover fills the box and cuts what stands over, evenly', () => {
    expect(fitted('cover', [640, 360], [1080, 1920])).toEqual({
      scaled: { width: 640, height: 1138 },
      kept: { x: 0, y: 390, width: 640, height: 360 },
      place: { left: 0, top: 0, width: 640, height: 360 },
    })
  })

  it('cover brings the focus point to the middle as far as the edges allow', () => {
    const y = (focus: number) =>
      fitted('cover', [640, 360], [640, 1280], { focus: { x: 0.5, y: focus } }).kept.y
    expect([0, 0.1, 0.25, 0.5, 0.9, 1].map(y)).toEqual([0, 0, 140, 460, 920, 920])
  })

  it('contain shows all of it in the middle, without bars of its own', () => {
    expect(fitted('contain', [640, 360], [1080, 1920])).toEqual({
      scaled: { width: 202, height: 360 },
      kept: { x: 0, y: 0, width: 202, height: 360 },
      place: { left: 220, top: 0, width: 202, height: 360 },
    })
  })

  it('fill stretches', () => {
    expect(fitted('fill', [300, 300], [1920, 1080]).scaled).toEqual({ width: 300, height: 300 })
  })

  it('an odd box is coded one pixel larger and shown at its size', () => {
    const odd = fitted('cover', [333, 201], [1920, 1080])
    expect(odd.kept).toMatchObject({ width: 334, height: 202 })
    expect(odd.place).toEqual({ left: 0, top: 0, width: 333, height: 201 })
    expect(fitted('cover', [333, 201], [1920, 1080], { composeIn: 'yuv444p' }).kept).toMatchObject({
      width: 333,
      height: 201,
    })
  })

  it('the thinnest clip keeps at least one sample', () => {
    expect(fitted('contain', [640, 16], [10, 8000]).kept).toMatchObject({ width: 2, height: 16 })
  })
})

describe('a turned picture', () => {
  it('its frame grows around the middle of the box', () => {
    const box = { left: 0, top: 0, width: 400, height: 200 }
    expect(turned(box, 90, 'yuv420p')).toEqual({ left: 100, top: -100, width: 200, height: 400 })
    expect(turned(box, 0, 'yuv420p')).toBe(box)
    const at30 = turned(box, 30, 'yuv420p')
    expect(at30.width).toBe(448)
    expect(at30.height).toBe(374)
    expect(at30.left + at30.width / 2).toBeCloseTo(200, 0)
    expect(at30.top + at30.height / 2).toBeCloseTo(100, -1)
  })
})
