import { defineConfig } from 'vite';

/** Console and wall: hashed assets below /app/, so that they may be cached for ever. */
export default defineConfig({
  base: '/app/',
  build: {
    outDir: '../../../target/classes/web/app',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: { input: { console: 'console.html', wall: 'wall.html' } },
  },
});
