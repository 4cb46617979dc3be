import { defineConfig } from 'vite';

// File names carry no hash: the server answers with an ETag, and a reviewer sees which file changed.
export default defineConfig({
  base: '/',
  esbuild: { jsx: 'automatic', legalComments: 'none' },
  build: {
    target: ['chrome111', 'firefox115', 'safari16.4'],
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { app: 'index.html', 'audio-worklet': 'src/audio/worklet.ts', 'region-feed': 'src/feed/worker.ts' },
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
        // What the page and its feed worker share; without a name it would be called by whichever file came first.
        manualChunks: (id) => (/\/src\/(arena|feed\/counters)/.test(id) ? 'arena' : undefined),
      },
    },
  },
  // Tests read cases that the other languages' tests read too, from ../tests.
  server: { fs: { allow: ['..'] } },
  test: { include: ['test/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
} as Parameters<typeof defineConfig>[0]);
