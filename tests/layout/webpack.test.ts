import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import webpack, { type Configuration, type Stats } from 'webpack';
import config from '../../webpack.config';
import { MOST_BYTES_OF_A_PANEL, PanelSizes } from '../../webpack.panelSizes';

const jsxRuntime = createRequire(__filename)('../../webpack.jsx-runtime.js');

const compile = (configuration: Configuration) =>
  new Promise<Stats>((done, fail) => webpack(configuration, (error, result) => (result ? done(result) : fail(error))));

/** Compiles `source` with the project's externals, aliases and loaders; resolves to the text of the bundle. */
async function bundle(folder: string, source: string): Promise<string> {
  const { externals, resolve, module: loaders } = await config({ production: true });
  const entry = path.join(folder, 'entry.jsx');
  writeFileSync(entry, source);
  const compilation: Configuration = {
    mode: 'development',
    devtool: false,
    context: path.resolve(__dirname, '../..'),
    entry,
    externals,
    resolve,
    module: loaders,
    output: { path: folder, filename: 'out.js', library: { type: 'amd' } },
  };
  const stats = await compile(compilation);
  expect(stats.toJson().errors).toEqual([]);
  return readFileSync(path.join(folder, 'out.js'), 'utf8');
}

// The configuration searches node_modules for plugins, and webpack itself has to load.
jest.setTimeout(60_000);

describe('the bundle', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'leeway-webpack-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('asks Grafana for react alone when a dependency was compiled with the automatic JSX transform', async () => {
    const text = await bundle(folder, `import { jsx } from 'react/jsx-runtime'; export const e = jsx('b', {});`);
    expect(text).toMatch(/^define\(\["react"\]/m);
  });

  it('turns JSX into React.createElement', async () => {
    const text = await bundle(folder, `import React from 'react'; export const e = <b>x</b>;`);
    expect(text).toContain('createElement("b"');
    expect(text).not.toContain('jsx-runtime');
  });
});

describe('the size of a panel', () => {
  /** Text that gzip makes no smaller than three quarters, always the same. */
  const noise = (bytes: number) =>
    Array.from({ length: bytes / 32 }, (_, i) => createHash('sha256').update(`${i}`).digest('base64')).join('');

  /** What a build complains of that has the text in a file which the entry loads at once. */
  async function complaintsOf(entry: string, text: string, mode: 'production' | 'development'): Promise<string[]> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'leeway-panel-'));
    writeFileSync(path.join(folder, 'text.js'), `export const text = ${JSON.stringify(text)};`);
    writeFileSync(path.join(folder, 'entry.js'), `import { text } from './text.js'; console.log(text);`);
    const stats = await compile({
      mode,
      devtool: false,
      context: folder,
      entry: { [entry]: './entry.js' },
      output: { path: folder, filename: '[name].js' },
      optimization: { minimize: false, splitChunks: { chunks: 'all', minSize: 0 } },
      performance: false,
      plugins: [new PanelSizes()],
    });
    rmSync(folder, { recursive: true });
    return (stats.toJson().errors ?? []).map(({ message }) => message);
  }

  it('is checked by the build', async () => {
    const { plugins } = await config({ production: true });
    expect(plugins?.filter((plugin) => plugin instanceof PanelSizes)).toHaveLength(1);
  });

  it.each([
    ['a panel that is too large', 'panels/large/module', 2 * MOST_BYTES_OF_A_PANEL, 'production', 1],
    ['not a panel within bounds', 'panels/small/module', MOST_BYTES_OF_A_PANEL / 2, 'production', 0],
    ['nothing else', 'datasource/module', 2 * MOST_BYTES_OF_A_PANEL, 'production', 0],
    ['not what is built for development', 'panels/large/module', 2 * MOST_BYTES_OF_A_PANEL, 'development', 0],
  ] as const)('the build refuses %s', async (_, entry, bytes, mode, refused) => {
    const complaints = await complaintsOf(entry, noise(bytes), mode);
    expect(complaints).toHaveLength(refused);
    complaints.forEach((text) => expect(text).toMatch(/^panels\/large\/module is \d+ bytes gzipped/));
  });
});

describe('the JSX runtime for dependencies', () => {
  const { Fragment, jsx, jsxs, jsxDEV } = jsxRuntime;
  let complaints: jest.SpyInstance;
  beforeEach(() => {
    complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => complaints.mockRestore());

  it('renders children, fragments and keys without a complaint of React', () => {
    const items = ['a', 'b'].map((name) => jsx('li', { children: name }, name));
    const list = jsxs('ul', { id: 'l', children: [jsx('li', { children: '0' }), jsx(Fragment, { children: items })] });
    expect(renderToStaticMarkup(list)).toBe('<ul id="l"><li>0</li><li>a</li><li>b</li></ul>');
    expect(complaints).not.toHaveBeenCalled();
  });

  it('keeps the key out of the props', () => {
    expect(jsx('i', {}, 'k')).toMatchObject({ key: 'k', props: {} });
    expect(jsx('i', { title: 't' })).toEqual(React.createElement('i', { title: 't' }));
  });

  it('takes static children as such in the development form', () => {
    const pair = jsxDEV('p', { children: [jsxDEV('b', {}), jsxDEV('i', {})] }, undefined, true);
    expect(renderToStaticMarkup(pair)).toBe('<p><b></b><i></i></p>');
    expect(complaints).not.toHaveBeenCalled();
  });
});
