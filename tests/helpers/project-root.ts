import { fileURLToPath } from 'node:url'

/** The project's folder, as an absolute path without a closing slash. */
export const projectRoot: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
