import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assembledModule, generatedFile } from '../../../scripts/assemble-wasm.ts'

test('the module that draws is the one that its source text gives', async () => {
  expect(readFileSync(generatedFile, 'utf8')).toBe(await assembledModule())
})
