/** An estimate: eight of ten such ranges should hold what then comes. */
export type Range = { low: number; likely: number; high: number }

/** What is still to come of a batch. */
export type Forecast = {
  secondsLeft: Range
  /** Bytes that will still be written: finished files, and artifacts beside them. */
  outputBytes: Range
  artifactBytes: Range
  /** `past`: from what earlier batches took; `seen`: from this batch's own videos so far. */
  from: 'past' | 'seen'
}

/** What was foretold of a batch when so much of it was done, and what came of it: seconds from that moment. */
export type PastForecast = { batch: string; doneShare: number; foretold: Range; came: number }
