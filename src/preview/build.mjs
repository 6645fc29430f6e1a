/** Builds the preview page into dist-preview/: one script with its fonts, and the page that loads it. */
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here('../../dist-preview');

await build({
  entryPoints: [here('main.tsx')],
  outfile: `${out}/main.js`,
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'esm',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.woff2': 'file' },
  // Grafana's component library loads its code editor on demand; nothing here demands it.
  external: ['monaco-editor', '@monaco-editor/react', '@monaco-editor/loader'],
});
await copyFile(here('index.html'), `${out}/index.html`);
