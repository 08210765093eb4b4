import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { mediaScheme, pageAddress } from './channels.ts'

const mimes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** Stands in the page's HTML where each load gets a nonce of its own. */
const placeholder = '{{nonce}}'

/** What the page may do: run and show what came with it, and play the studio's media. No eval, no inline script. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: ${mediaScheme}:`,
    `media-src ${mediaScheme}:`,
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Answers `reelmill://studio/...` with the files of the built page in `folder`: its HTML, and what lies flat in its
 * `assets`. No other path is looked at.
 */
export async function answerPage(request: Request, folder: string): Promise<Response> {
  const { host, pathname } = new URL(request.url)
  const own = new URL(pageAddress)
  if (request.method !== 'GET' || host !== own.host) return missing()
  const parts = /^\/(index\.html|assets\/[\w.-]+)$/.exec(pathname)
  const path = parts?.[1]
  const mime = path === undefined ? undefined : mimes[extname(path)]
  if (path === undefined || mime === undefined) return missing()
  try {
    const bytes = await readFile(join(folder, path))
    const headers = { 'content-type': mime, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' }
    if (path !== 'index.html') return new Response(bytes, { headers })
    const nonce = randomBytes(16).toString('base64')
    const html = bytes.toString('utf8').replaceAll(placeholder, nonce)
    return new Response(html, { headers: { ...headers, 'content-security-policy': pagePolicy(nonce) } })
  } catch {
    return missing()
  }
}

function missing(): Response {
  return new Response('There is nothing at this address.', {
    status: 404,
    headers: { 'content-type': 'text/plain' },
  })
}
