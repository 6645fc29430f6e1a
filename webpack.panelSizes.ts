import { type Compilation, type Compiler, WebpackError } from 'webpack';
import { gzipSync } from 'zlib';

/** The most that a panel may have browsers fetch before it draws, in bytes, compressed by gzip. */
export const MOST_BYTES_OF_A_PANEL = 60_000;

/** Fails a production build in which a panel's module, with all that it loads at once, is larger than panels may be. */
export class PanelSizes {
  apply(compiler: Compiler): void {
    if (compiler.options.mode !== 'production') {
      return; // nothing is minified
    }
    compiler.hooks.thisCompilation.tap('PanelSizes', (compilation) => {
      compilation.hooks.afterProcessAssets.tap('PanelSizes', () => reportLargePanels(compilation));
    });
  }
}

function reportLargePanels(compilation: Compilation): void {
  for (const [name, size] of sizesOfPanels(compilation)) {
    if (size > MOST_BYTES_OF_A_PANEL) {
      const text = `${name} is ${size} bytes gzipped; a panel's module may have ${MOST_BYTES_OF_A_PANEL}`;
      compilation.errors.push(new WebpackError(text));
    }
  }
}

/** The bytes of each panel's scripts after gzip, by the name of its entry, such as `panels/distribution/module`. */
function sizesOfPanels({ entrypoints, assets }: Compilation): Array<[string, number]> {
  const sizeOf = (file: string) => gzipSync(assets[file]?.source() ?? '').length;
  return [...entrypoints]
    .filter(([name]) => /^panels\/[^/]+\/module$/.test(name))
    .map(([name, entry]) => {
      const scripts = entry.getFiles().filter((file) => file.endsWith('.js'));
      return [name, scripts.reduce((sum, file) => sum + sizeOf(file), 0)];
    });
}
