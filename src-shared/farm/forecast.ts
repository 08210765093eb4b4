/** An estimate: eight of ten such ranges should hold what then comes. */
export type Range = { low: number; likely: number; high: number }

/** What is still to come of a batch. */
export type Forecast = {
  /** Of the time in which the batch may work: pauses and holds don't count. */
  secondsLeft: Range
  /** Bytes that will still be written: finished files, and artifacts beside them. */
  outputBytes: Range
  artifactBytes: Range
  /** `plan`: from its size alone; `past`: from what earlier batches took; `seen`: from this batch's own videos so far. */
  from: 'plan' | 'past' | 'seen'
}

/** What was foretold of a batch when so much of it was done, and what came of it: seconds from that moment. */
export type PastForecast = { batch: string; doneShare: number; foretold: Range; came: number }

/** How good past foretellings were. */
export type ForecastErrors = {
  count: number
  /** Half of them were nearer than this share of what came. */
  medianError: number
  /** Share of them whose range held what came; 0.8 is aimed at. */
  within: number
}
