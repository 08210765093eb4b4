import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { fillLicences } from './scripts/licences.ts'
import { buildReviewPage } from './scripts/review-page.ts'

/** Our sources are ES modules and make their own `require` where they need one; a second one would be a SyntaxError. */
const noSecondRequire: Plugin = {
  name: 'no-second-require',
  configResolved({ plugins }) {
    const shim = plugins.findIndex(({ name }) => name === 'vite:esm-shim')
    if (shim === -1) throw new Error('electron-vite no longer adds vite:esm-shim: drop no-second-require')
    ;(plugins as Plugin[]).splice(shim, 1)
  },
}

export default defineConfig({
  main: {
    plugins: [noSecondRequire],
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: 'src-main/desktop/index.ts',
          // Threads of their own: started by their file's path, so each must be a file.
          'examine-worker': 'src-main/services/row-examiner/examine-worker.ts',
          'row-worker': 'src-main/services/row-desk/row-worker.ts',
          'editor-worker': 'src-main/services/editor-engine/engine-worker.ts',
          'backup-worker': 'src-main/outside/database/database-worker.ts',
          'reading-worker': 'src-main/outside/database/reading-worker.ts',
          'specimen-worker': 'src-main/services/font-desk/specimen-worker.ts',
          'motion-worker': 'src-main/outside/motion/motion-worker.ts',
          'measuring-worker': 'src-main/outside/measuring/measuring-worker.ts',
          'drawing-worker': 'src-main/services/drawing-room/drawing-worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load nothing but electron, and only as CommonJS: all else goes into the one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src-main/desktop/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    // The page has addresses of its own (reelmill://studio/...), with no folder above it.
    base: '/',
    plugins: [react(), fillLicences(import.meta.dirname), buildReviewPage(import.meta.dirname)],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // It is read from the disk: one file is as good as ten.
      chunkSizeWarningLimit: 2_000,
      // The policy lets no address be a data: URL but an image's.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: 'src-renderer/index.html',
          // In a browser it runs before the page; `reelmill serve` names it in the page's HTML.
          'browser-bridge': 'src-renderer/bridge/browser-bridge.ts',
        },
        output: {
          entryFileNames: ({ name }) =>
            name === 'browser-bridge' ? 'assets/[name].js' : 'assets/[name]-[hash].js',
        },
      },
    },
  },
})
