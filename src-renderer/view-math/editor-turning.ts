/** How near to an upright or level angle a turning hand is drawn there, in degrees. */
const near = 3
/** Steps of a turn with Shift, in degrees. */
const turnStep = 15

/** An angle in degrees as it is written: above -180, at most 180. */
function plainAngle(degrees: number): number {
  // Thousandths: without the dust of binary fractions.
  const turned = Math.round((((degrees % 360) + 360) % 360) * 1_000) / 1_000
  const plain = turned > 180 ? turned - 360 : turned
  return plain === 0 ? 0 : plain
}

type Point = { x: number; y: number }

/**
 * The rotation after the hand went around the centre, from one point to another. `stepped`: to the next multiple of 15
 * degrees; `free`: to a tenth of a degree, and nothing attracts; else to whole degrees, and quarters of a turn attract.
 */
export function turnedBy(
  rotation: number,
  centre: Point,
  from: Point,
  to: Point,
  { stepped = false, free = false }: { stepped?: boolean; free?: boolean } = {},
): number {
  const angle = ({ x, y }: Point) => (Math.atan2(y - centre.y, x - centre.x) * 180) / Math.PI
  const raw = rotation + angle(to) - angle(from)
  if (stepped) return plainAngle(Math.round(raw / turnStep) * turnStep)
  if (free) return plainAngle(Math.round(raw * 10) / 10)
  const quarter = Math.round(raw / 90) * 90
  return plainAngle(Math.abs(raw - quarter) <= near ? quarter : Math.round(raw))
}

/** The next multiple of 15 degrees in a direction. */
export function nextStep(rotation: number, towards: 1 | -1): number {
  const steps = rotation / turnStep
  const next = towards === 1 ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1
  return plainAngle(next * turnStep)
}
