import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run dev` talks to a saved-queries service on its usual port. */
const service = 'http://127.0.0.1:8280';

export default defineConfig({
  plugins: [react()],
  // light-dark() in the style sheets is not to be rewritten for older browsers.
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': service } },
});
