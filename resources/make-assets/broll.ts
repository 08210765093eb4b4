/** Four looping backgrounds. Each draws the moment t, 0 to 1, of its loop on a 1920 x 1080 canvas; t = 1 is t = 0. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { seeded } from './seeded.ts'

export const WIDTH = 1920
export const HEIGHT = 1080
export type Draw = (ctx: SKRSContext2D, t: number) => void
const TAU = Math.PI * 2
const { sin, cos, max, min } = Math

type Stop = [number, number, number]
const rgb = (hex: string): Stop => {
  const n = Number.parseInt(hex.slice(1), 16)
  return [n >> 16, (n >> 8) & 255, n & 255]
}
const ramp = (colours: string[]) => {
  const stops = colours.map(rgb)
  return (v: number): Stop => {
    const at = max(0, min(0.9999, v)) * (stops.length - 1)
    const [a, b] = [stops[Math.floor(at)]!, stops[Math.floor(at) + 1]!]
    const k = at % 1
    return [a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k]
  }
}

/** Fills the frame from a function of the place, worked out coarsely and enlarged: it must be smooth. */
const field = (colour: (u: number, v: number, t: number) => Stop, w = 480, h = 270) => {
  const small: Canvas = createCanvas(w, h)
  const sctx = small.getContext('2d')
  const image = sctx.createImageData(w, h)
  return (ctx: SKRSContext2D, t: number) => {
    for (let y = 0, i = 0; y < h; y++)
      for (let x = 0; x < w; x++, i++) {
        const c = colour(((x / w) * 2 - 1) * 1.78, (y / h) * 2 - 1, t)
        for (let k = 0; k < 3; k++) image.data[i * 4 + k] = Math.round(c[k]!)
        image.data[i * 4 + 3] = 255
      }
    sctx.putImageData(image, 0, 0)
    ctx.imageSmoothingEnabled = true
    ctx.imageSmoothingQuality = 'high'
    ctx.drawImage(small, 0, 0, WIDTH, HEIGHT)
  }
}

/** Sheets of cut paper, each with a slow wave and a soft shadow on the one behind. */
const paper = (): Draw => {
  const sheets = [
    { y: -470, colour: ['#F3E7D6', '#E9D8C0'], a: 60, k: 1.1, p: 0.4, turn: 1 },
    { y: -270, colour: ['#EDDCC5', '#E0C8A9'], a: 74, k: 0.9, p: 2.1, turn: -1 },
    { y: -60, colour: ['#F7EEE2', '#EBDCC6'], a: 66, k: 1.2, p: 4.0, turn: 1 },
    { y: 150, colour: ['#FF8468', '#F4603F'], a: 58, k: 0.95, p: 5.3, turn: -1 },
    { y: 205, colour: ['#2C6A66', '#174D4C'], a: 70, k: 1.05, p: 1.2, turn: 1 },
    { y: 400, colour: ['#1B5453', '#0F3D3E'], a: 62, k: 0.85, p: 3.2, turn: -1 },
  ]
  const reach = 1500
  return (ctx, t) => {
    ctx.fillStyle = '#F8F1E7'
    ctx.fillRect(0, 0, WIDTH, HEIGHT)
    ctx.save()
    ctx.translate(WIDTH / 2, HEIGHT / 2)
    ctx.rotate(-0.3)
    for (const s of sheets) {
      const wave = (x: number) =>
        s.y +
        s.a * sin((x / 900) * s.k * Math.PI + s.p + s.turn * TAU * t) +
        s.a * 0.42 * sin((x / 520) * s.k * Math.PI - s.p * 1.7 - TAU * t * s.turn)
      ctx.beginPath()
      ctx.moveTo(-reach, 1600)
      for (let x = -reach; x <= reach; x += 20) ctx.lineTo(x, wave(x))
      ctx.lineTo(reach, 1600)
      ctx.closePath()
      const fill = ctx.createLinearGradient(0, s.y - 120, 0, s.y + 420)
      fill.addColorStop(0, s.colour[0]!)
      fill.addColorStop(1, s.colour[1]!)
      ctx.shadowColor = 'rgba(40, 30, 18, 0.30)'
      ctx.shadowBlur = 70
      ctx.shadowOffsetY = -16
      ctx.fillStyle = fill
      ctx.fill()
      ctx.shadowColor = 'transparent'
      ctx.strokeStyle = 'rgba(255, 255, 255, 0.30)'
      ctx.lineWidth = 2
      ctx.stroke()
    }
    ctx.restore()
  }
}

interface Mote {
  x: number
  y: number
  r: number
  sway: number
  phase: number
  light: number
  colour: string
}
/** Out-of-focus lights that rise once a loop. */
const motes = (
  seed: number,
  count: number,
  radius: [number, number],
  colours: string[],
  strength: number,
): Draw => {
  const rnd = seeded(seed)
  const list: Mote[] = Array.from({ length: count }, () => ({
    x: rnd(),
    y: rnd(),
    r: radius[0] + (radius[1] - radius[0]) * rnd() ** 2.2,
    sway: 20 + rnd() * 60,
    phase: rnd() * TAU,
    light: 0.35 + 0.65 * rnd(),
    colour: colours[Math.floor(rnd() * colours.length)]!,
  }))
  return (ctx, t) => {
    ctx.save()
    ctx.globalCompositeOperation = 'lighter'
    for (const m of list) {
      const up = (((m.y - t) % 1) + 1) % 1
      const x = m.x * WIDTH + m.sway * sin(TAU * t + m.phase)
      const y = up * (HEIGHT + 320) - 160
      const seen = sin(Math.PI * up) ** 0.8 * (0.7 + 0.3 * sin(TAU * 2 * t + m.phase))
      const [r, g, b] = rgb(m.colour)
      const glow = ctx.createRadialGradient(x, y, 0, x, y, m.r)
      const a = strength * m.light * seen
      glow.addColorStop(0, `rgba(${r},${g},${b},${a * 0.75})`)
      glow.addColorStop(0.72, `rgba(${r},${g},${b},${a})`)
      glow.addColorStop(0.86, `rgba(${r},${g},${b},${a * 0.55})`)
      glow.addColorStop(1, `rgba(${r},${g},${b},0)`)
      ctx.fillStyle = glow
      ctx.fillRect(x - m.r, y - m.r, m.r * 2, m.r * 2)
    }
    ctx.restore()
  }
}

const aurora = (): Draw => {
  const colours = ramp(['#15164F', '#2B2D8C', '#4638B8', '#7B5CFF', '#A68BFF'])
  const back = field((u, v, t) => {
    const w = TAU * t
    const a = sin(1.3 * u + 0.8 * v + w)
    const b = sin(-0.9 * u + 1.5 * v - w + 1.3 + a * 0.9)
    const c = sin(0.7 * u + 1.2 * v + w + 2.4 + b * 1.1)
    const light = 0.44 + 0.2 * b + 0.22 * c - 0.12 * v
    const spark =
      Math.exp(-((u - 1.15 - 0.25 * cos(w)) ** 2 / 0.28 + (v + 0.72 + 0.16 * sin(w)) ** 2 / 0.16)) * 0.42
    const [r, g, bl] = colours(light)
    return [r + (214 - r) * spark, g + (196 - g) * spark, bl + (255 - bl) * spark]
  })
  const large = motes(21, 16, [60, 170], ['#7B5CFF', '#A68BFF', '#5B6BFF'], 0.15)
  const small = motes(22, 26, [9, 34], ['#C9BAFF', '#FFFFFF', '#9FE8FF'], 0.34)
  return (ctx, t) => {
    back(ctx, t)
    large(ctx, t)
    small(ctx, t)
  }
}

const silk = (): Draw => {
  const gold = ramp(['#0B0B0B', '#15130F', '#2E2619', '#6E5630', '#D9B36C', '#F6E3B8'])
  const back = field(
    (u, v, t) => {
      const w = TAU * t
      const a = sin(0.7 * u - 0.9 * v + w)
      const b = sin(1.1 * u + 1.5 * v - w + a * 1.1)
      const fold = (k: number, p: number) => max(0, sin(k * (1.5 * u - 2.3 * v) + 1.7 * b + 0.9 * a + p))
      const light = 0.55 + 0.45 * (0.5 + 0.5 * sin(u * 0.9 + v * 0.7 - w + 1))
      const broad = fold(1, 0.6) ** 2.2
      const crest = fold(1, 0.6) ** 16 + 0.5 * fold(2, 2.4) ** 12
      return gold(0.06 + 0.36 * broad * light + 0.46 * crest * light)
    },
    640,
    360,
  )
  const dust = motes(31, 46, [3, 15], ['#D9B36C', '#F6E3B8'], 0.4)
  return (ctx, t) => {
    back(ctx, t)
    dust(ctx, t)
  }
}

/** Panes of light sliding over one another, as from tall windows. */
const panes = (): Draw => {
  const colours = ramp(['#0B1A2D', '#12263F', '#173A56', '#1B6A78', '#2FB3AB'])
  const back = field((u, v, t) => {
    const w = TAU * t
    const a = sin(0.8 * u + 0.5 * v + w)
    const b = sin(-0.6 * u + 1.1 * v - w + 0.8 + a * 0.6)
    return colours(0.3 + 0.14 * a + 0.16 * b + 0.16 * v)
  })
  const rnd = seeded(64)
  const list = Array.from({ length: 15 }, (_, i) => ({
    x: (i / 15) * 1.5 - 0.3 + rnd() * 0.08,
    w: 60 + rnd() * 240,
    top: rnd() * 0.55 - 0.15,
    tall: 0.5 + rnd() * 0.7,
    drift: 50 + rnd() * 90,
    phase: rnd() * TAU,
    turn: rnd() < 0.5 ? 1 : -1,
    light: 0.05 + rnd() * 0.1,
  }))
  return (ctx, t) => {
    back(ctx, t)
    ctx.save()
    ctx.globalCompositeOperation = 'lighter'
    const lean = 0.42
    for (const p of list) {
      const x = p.x * WIDTH + p.drift * sin(TAU * t * p.turn + p.phase)
      const y = p.top * HEIGHT + 40 * cos(TAU * t + p.phase)
      const h = p.tall * HEIGHT
      const a = p.light * (0.75 + 0.25 * sin(TAU * t + p.phase * 1.7))
      const light = ctx.createLinearGradient(0, y, 0, y + h)
      light.addColorStop(0, `rgba(140, 232, 224, ${a})`)
      light.addColorStop(0.6, `rgba(90, 190, 200, ${a * 0.45})`)
      light.addColorStop(1, 'rgba(60, 150, 170, 0)')
      ctx.fillStyle = light
      ctx.beginPath()
      ctx.moveTo(x + h * lean * 0.5, y)
      ctx.lineTo(x + h * lean * 0.5 + p.w, y)
      ctx.lineTo(x - h * lean * 0.5 + p.w, y + h)
      ctx.lineTo(x - h * lean * 0.5, y + h)
      ctx.closePath()
      ctx.fill()
      // The pane's bright edge.
      ctx.strokeStyle = `rgba(170, 240, 234, ${a * 0.9})`
      ctx.lineWidth = 1.5
      ctx.beginPath()
      ctx.moveTo(x + h * lean * 0.5, y)
      ctx.lineTo(x - h * lean * 0.08, y + h * 0.58)
      ctx.stroke()
    }
    ctx.restore()
  }
}

/** File by file: where it goes, how it is drawn, how hard it is compressed. */
export const loops = {
  'product-showcase/assets/broll.mp4': { draw: paper, seconds: 8, crf: 21 },
  'personal-ad/assets/broll.mp4': { draw: aurora, seconds: 8, crf: 21 },
  'personal-ad/assets/broll-gold.mp4': { draw: silk, seconds: 8, crf: 20 },
  'market-update/assets/broll.mp4': { draw: panes, seconds: 8, crf: 21 },
}
