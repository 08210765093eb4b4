import fc from 'fast-check'
import { drawnSeed } from './seed.ts'

// One seed for all that a file draws: its second try meets what the first one failed by.
fc.configureGlobal({ seed: drawnSeed() })

export { default } from 'fast-check'
