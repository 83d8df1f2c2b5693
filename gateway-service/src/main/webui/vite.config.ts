import { svelte } from '@sveltejs/vite-plugin-svelte';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

const gateway = process.env.GATEWAY_URL ?? 'http://localhost:8000';
const socketPaths = ['/ws', '/chat'];
const restPaths = ['/api', '/signup', '/login', '/logout', '/refresh', '/clients'];

export default defineConfig({
  plugins: [tailwindcss(), svelte()],
  build: {
    target: 'es2022',
    // The edge allows no data: or inline sources for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries([
      ...restPaths.map((path) => [path, { target: gateway }]),
      ...socketPaths.map((path) => [path, { target: gateway, ws: true }]),
    ]),
  },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: {
    environment: 'happy-dom',
    include: ['tests/**/*.test.ts'],
  },
});
