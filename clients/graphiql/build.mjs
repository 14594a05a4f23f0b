// Bundles the page and its workers into ibid/http/static/graphiql, compressed, and beside them the licences of
// everything that is in them. `npm install && npm run build` makes the same bytes again.
import { build } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = process.argv[2] ?? join(here, '../../ibid/http/static/graphiql');

// GraphiQL's style sheet carries two families of fonts, 0.6 MB as data URIs: the reader's own fonts serve as well.
const withoutFonts = {
  name: 'without-fonts',
  setup({ onLoad }) {
    onLoad({ filter: /graphiql\/dist\/style\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/@font-face\s*\{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: {
    page: 'page.jsx',
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  outdir: out,
  write: false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  assetNames: '[name]',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.graphql': 'text', '.ttf': 'file' },
  plugins: [withoutFonts],
});

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { path, contents } of outputFiles) {
  writeFileSync(join(out, `${basename(path)}.gz`), gzipSync(contents, { level: 9 }));
}

const folders = new Set(
  Object.keys(metafile.inputs)
    .map((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+\//)?.[0])
    .filter(Boolean),
);
const LICENCE = /^(licen[cs]e|copying|notice)/i;
const licences = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(here, folder, 'package.json'), 'utf8'));
  const texts = readdirSync(join(here, folder))
    .filter((file) => LICENCE.test(file))
    .map((file) => readFileSync(join(here, folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
});
writeFileSync(join(out, 'LICENCES.txt'), `${licences.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
