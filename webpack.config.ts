import CopyWebpackPlugin from 'copy-webpack-plugin';
import path from 'path';
import type { Configuration } from 'webpack';
import { mergeWithRules } from 'webpack-merge';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

const jsxRuntime = path.resolve(__dirname, 'webpack.jsx-runtime.js');
const jsxRuntimes = ['react/jsx-runtime', 'react/jsx-dev-runtime'];

/** Grafana's externals without the JSX runtimes, which Grafana 12.2.0 does not provide. */
function externalsOf(base: Configuration): Configuration['externals'] {
  if (!Array.isArray(base.externals)) {
    throw new Error('the externals of .config/bundler/externals.ts are a list no more: adapt webpack.config.ts');
  }
  return base.externals.filter((external) => typeof external !== 'string' || !jsxRuntimes.includes(external));
}

/**
 * Grafana's build (.config/, owned by create-plugin) with four changes: classic JSX, JSX runtimes of dependencies
 * replaced by webpack.jsx-runtime.js, the logos of the nested plugins, of which the base copies only the root's, and the
 * picture of the plugin's own README.
 */
export default async function config(env: Env): Promise<Configuration> {
  const base = await grafanaConfig(env);
  const own: Configuration = {
    cache: { type: 'filesystem', buildDependencies: { config: [__filename] } },
    module: {
      rules: [
        {
          test: /\.[tj]sx?$/,
          use: { loader: 'swc-loader', options: { jsc: { transform: { react: { runtime: 'classic' } } } } },
        },
      ],
    },
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: '{datasource,panels/*}/img/*', to: '.' },
          { from: '../docs/img/dashboard.png', to: 'img' },
        ],
      }),
    ],
    resolve: { alias: Object.fromEntries(jsxRuntimes.map((name) => [name, jsxRuntime])) },
  };
  const merged = mergeWithRules({ module: { rules: { test: 'match', use: 'merge' } } })(base, own);
  return { ...merged, externals: externalsOf(base) };
}
