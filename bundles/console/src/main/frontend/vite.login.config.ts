import { defineConfig } from 'vite';

/** The login page is built apart: a stranger is served nothing of the console, not even a shared chunk. */
export default defineConfig({
  root: 'login',
  base: '/login/',
  publicDir: '../public',
  build: {
    outDir: '../../../../target/classes/web/login',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { login: 'login/index.html', missing: 'login/404.html' } },
  },
});
