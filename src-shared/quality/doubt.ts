/** An artifact that is not trusted any more. `sha256`: of the bytes that went into the file; null: whatever lies there. */
export type Suspect = { hash: string; sha256: string | null }

/** A video whose first file failed its inspection by what may have been an accident, and that is made once more. */
export type Doubt = {
  planHash: string
  /** Of the first file. */
  sha256: string
  /** What was found in it, a sentence. */
  found: string
  suspects: Suspect[]
}

/** `right`: the second file doesn't fail. `same`: it has the same bytes. `failed`: it has others, and fails as well. */
export type DoubtEnd = 'right' | 'same' | 'failed'
