/** A cell after it was read under its variable's type. `null` stands for an optional variable that is empty. */
export type Value =
  | { type: 'text'; text: string }
  | { type: 'number'; number: number }
  /** `currency` is ISO 4217 or null when neither the cell nor the variable names one. */
  | { type: 'money'; amount: number; currency: string | null }
  /** 12.5 stands for 12.5 %. */
  | { type: 'percent'; percent: number }
  /** `YYYY-MM-DD`; a calendar day, no time zone. */
  | { type: 'date'; day: string }
  | { type: 'boolean'; yes: boolean }
  /** `#rrggbb` or `#rrggbbaa`, lower case. */
  | { type: 'colour'; hex: string }
  /** `source` as written in the data: a path relative to the data's folder, or an https address. */
  | { type: 'image' | 'video' | 'audio'; source: string }
  | { type: 'url'; href: string }
  | { type: 'list'; items: Value[] }
  | { type: 'one-of'; choice: string }
  | null

/** The values of one row for one language, by variable name. Every variable of the template has an entry. */
export type Values = Record<string, Value>
