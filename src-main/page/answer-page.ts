import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

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

/** Where a page of this door finds what it may load besides itself: sources of a content security policy. */
type PageSources = { media: string; connect: string }

/** What the page may do: run and show what came with it, and play the studio's media. No eval, no inline script. */
function pagePolicy(nonce: string, { media, connect }: PageSources): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: ${media}`,
    `media-src ${media}`,
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Answers a path with the files of the built page in `folder`: its HTML, and what lies flat in its `assets`. No other
 * path is looked at. `before`: scripts of the page's own that run before it, as paths like `/assets/a.js`.
 */
export async function answerPage(
  pathname: string,
  page: { folder: string; sources: PageSources; before?: string[] },
): Promise<Response> {
  const path = /^\/(index\.html|assets\/[\w.-]+)$/.exec(pathname)?.[1]
  const mime = path === undefined ? undefined : mimes[extname(path)]
  if (path === undefined || mime === undefined) return missing()
  try {
    const bytes = await readFile(join(page.folder, path))
    const headers = {
      'content-type': mime,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    }
    if (path !== 'index.html')
      return new Response(bytes, { headers: { ...headers, 'cache-control': 'no-cache' } })
    const nonce = randomBytes(16).toString('base64')
    const first = (page.before ?? []).map((script) => `<script type="module" src="${script}"></script>`)
    const html = bytes
      .toString('utf8')
      .replaceAll(placeholder, nonce)
      .replace('<head>', () => ['<head>', ...first].join('\n    '))
    return new Response(html, {
      headers: {
        ...headers,
        'cache-control': 'no-store',
        'content-security-policy': pagePolicy(nonce, page.sources),
      },
    })
  } catch {
    return missing()
  }
}

function missing(): Response {
  return new Response('There is nothing at this address.', {
    status: 404,
    headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
  })
}
