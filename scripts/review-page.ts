import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * Builds the page that goes into review packages: one file that works from the file system, without modules, which browsers
 * refuse there. Its policy names its one script and its one style by their hashes; its data stand in blocks that nothing runs.
 */
export async function reviewPage(root: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: join(root, 'src-renderer', 'offline'),
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'src-renderer', 'offline', 'page.ts'),
        output: { format: 'iife', entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const script = outputs.find((one) => one.type === 'chunk')?.code
  const style = outputs.find((one) => one.type === 'asset' && one.fileName.endsWith('.css'))
  if (script === undefined || style?.type !== 'asset') throw new Error('the review page was not built')
  return htmlOf(ended(script, 'script'), ended(String(style.source), 'style'))
}

/** Adds it to what the renderer's build makes. */
export function buildReviewPage(root: string): Plugin {
  return {
    name: 'review-page',
    apply: 'build',
    async closeBundle() {
      const folder = join(root, 'out', 'review')
      const page = await reviewPage(root)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'page.html'), page)
    },
  }
}

/** Nothing inside of it may look like its end. */
const ended = (text: string, tag: string) =>
  `\n${text.replaceAll(`</${tag}`, `<\\/${tag}`).replaceAll('<!--', '<\\!--').trim()}\n`

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

function htmlOf(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src 'self' file:",
    "media-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Review</title>
<style>${style}</style>
</head>
<body>
<script type="application/json" id="contents">{{package-contents}}</script>
<script type="application/json" id="seal">{{package-seal}}</script>
<script>${script}</script>
</body>
</html>
`
}
