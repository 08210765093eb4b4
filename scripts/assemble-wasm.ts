import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import startWabt from 'wabt'

const room = join(import.meta.dirname, '..', 'src-main', 'outside', 'motion')
const features = { simd: true, threads: true, bulk_memory: true, relaxed_simd: true }
export const generatedFile = join(room, 'resample-wasm.ts')

/** The text of `resample-wasm.ts`: the module of `resample.wat`, assembled. */
export async function assembledModule(): Promise<string> {
  const wabt = await startWabt()
  const source = wabt.parseWat('resample.wat', readFileSync(join(room, 'resample.wat'), 'utf8'), features)
  try {
    const { buffer } = source.toBinary({})
    if (!WebAssembly.validate(Uint8Array.from(buffer))) throw new Error('resample.wat is no valid module')
    return [
      '// Written by scripts/assemble-wasm.ts from resample.wat. Carried as text, so that no file has to be found in a',
      '// packed app.',
      '// biome-ignore format: one long line',
      `export const resampleWasm = '${Buffer.from(buffer).toString('base64')}'`,
      '',
    ].join('\n')
  } finally {
    source.destroy()
  }
}

if (import.meta.main) writeFileSync(generatedFile, await assembledModule())
