import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import webpack, { type Configuration, type Stats } from 'webpack';
import config from '../../webpack.config';

const jsxRuntime = createRequire(__filename)('../../webpack.jsx-runtime.js');

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
  const stats = await new Promise<Stats>((done, fail) =>
    webpack(compilation, (error, result) => (result ? done(result) : fail(error)))
  );
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
