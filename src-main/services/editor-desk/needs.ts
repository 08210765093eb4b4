/** A draft as it lies on the disk: a template's folder that is not yet a version. */
export type Draft = {
  name: string
  folder: string
  /** The version that it began from. */
  basedOn: string
  /** Since when it differs (ISO 8601); null: it doesn't. */
  since: string | null
}

/** What the editor's desk needs of the template library: it keeps drafts, this desk writes into them. */
export type Drafts = {
  /** The draft of a template, by name or folder; begins one when there is none. */
  draftOf(nameOrFolder: string): Promise<Draft>
  /** Makes the draft the next version; rejects when it has faults. */
  publish(name: string, version: string, note: string): Promise<{ name: string; version: string }>
  /** The folder with the files of a template as they are now, by its name; null: there is none. */
  filesOf(name: string): Promise<string | null>
  /** Throws the draft away. */
  discard(name: string): Promise<void>
}
