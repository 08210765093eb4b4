/** What a problem says, without the place that it begins with: the place stands beside it, and can be gone to. */
export const withoutPlace = (message: string): string =>
  message.replace(/^(template\.json, line \d+, column \d+|[^\s:]+ \(line \d+\)): /, '')
