import CopyWebpackPlugin from 'copy-webpack-plugin';
import { readFileSync } from 'fs';
import path from 'path';
import { type Compiler, type Configuration, type Module, WebpackError } from 'webpack';
import { mergeWithRules } from 'webpack-merge';

import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';
import { PanelSizes } from './webpack.panelSizes.ts';

const jsxRuntime = path.resolve(__dirname, 'webpack.jsx-runtime.js');
const jsxRuntimes = ['react/jsx-runtime', 'react/jsx-dev-runtime'];

/** Grafana's externals without the JSX runtimes, which Grafana 12.2.0 does not provide. */
function externalsOf(base: Configuration): Configuration['externals'] {
  if (!Array.isArray(base.externals)) {
    throw new Error('the externals of .config/bundler/externals.ts are a list no more: adapt webpack.config.ts');
  }
  return base.externals.filter((external) => typeof external !== 'string' || !jsxRuntimes.includes(external));
}

/** Fails the build when it holds a package whose license the notices do not give. */
class Notices {
  apply(compiler: Compiler): void {
    const notices = readFileSync(path.resolve(__dirname, 'THIRD_PARTY_NOTICES.txt'), 'utf8');
    compiler.hooks.afterCompile.tap('Notices', (compilation) => {
      const names = new Set([...compilation.modules].flatMap(packagesOf));
      for (const name of names) {
        if (!notices.includes(`\n${name} `)) {
          compilation.errors.push(
            new WebpackError(`${name} is not in THIRD_PARTY_NOTICES.txt: list it in cli/notices/packages.ts`)
          );
        }
      }
    });
  }
}

/** The packages that a module comes from; of one that webpack put together, those of its parts. */
function packagesOf(module: Module & { modules?: Module[] }): string[] {
  if (module.modules) {
    return module.modules.flatMap(packagesOf);
  }
  const file = module.nameForCondition() ?? '';
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file) ?? [];
  return name === undefined ? [] : [name.replace('\\', '/')];
}

/**
 * Grafana's build (.config/, owned by create-plugin) with six changes: classic JSX, JSX runtimes of dependencies
 * replaced by webpack.jsx-runtime.js, the logos of the nested plugins, of which the base copies only the root's, the
 * picture of the plugin's own README, the notices of what it holds, and how large a panel may be.
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
          { from: '../THIRD_PARTY_NOTICES.txt', to: '.' },
        ],
      }),
      new Notices(),
      new PanelSizes(),
    ],
    performance: { assetFilter: (file) => file.endsWith('.js') }, // browsers fetch nothing else that is large
    resolve: { alias: Object.fromEntries(jsxRuntimes.map((name) => [name, jsxRuntime])) },
  };
  const merged = mergeWithRules({ module: { rules: { test: 'match', use: 'merge' } } })(base, own);
  return { ...merged, externals: externalsOf(base) };
}
