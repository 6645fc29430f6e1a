import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { CommandError, ROOT, engine, finished } from './engine';
import { openInBrowser } from './open';

/** The data source of the demo, and the folder that its engine may read. */
export const DEMO = {
  datasource: path.join(ROOT, 'provisioning/datasources/flights.yaml'),
  duckdbRoot: path.join(ROOT, 'demo/flights'),
};
const PAGE = path.join(ROOT, 'dist-preview');
const READY = /^listening on (http:\/\/\S+)$/;

/** What `leeway preview` takes; without a data source it shows the demo's. */
export interface PreviewOptions {
  datasource?: string;
  duckdbRoot?: string;
  addr: string;
  open: boolean;
}

/**
 * Builds the preview page, serves it beside the engine's query API, prints the address and opens it. Resolves when the
 * server has been interrupted.
 *
 * @throws CommandError when the page does not build, or the server ends by itself.
 */
export async function preview(options: PreviewOptions): Promise<void> {
  await buildPage();
  const server = spawn(await engine(), serveArguments(options), { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: server.stdout }).on('line', (line) => {
    const url = READY.exec(line)?.[1];
    if (url) {
      console.log(`\nEvery feature's distribution is at ${url}   (Ctrl-C ends it)`);
    }
    if (url && options.open) {
      openInBrowser(url);
    }
  });
  const code = await finished(server);
  if (code !== 0 && code < 128) {
    throw new CommandError(`the preview's server ended with code ${code}, see above`);
  }
}

function serveArguments({ datasource, duckdbRoot, addr }: PreviewOptions): string[] {
  const source = datasource === undefined ? DEMO : { datasource, duckdbRoot };
  const root = source.duckdbRoot === undefined ? [] : ['--duckdb-root', source.duckdbRoot];
  return ['serve', '--datasource', source.datasource, ...root, '--addr', addr, '--static', PAGE];
}

/** Bundles the page anew: it takes seconds, and a page older than its sources would mislead. */
async function buildPage(): Promise<void> {
  const script = path.join(ROOT, 'src/preview/build.mjs');
  if ((await finished(spawn(process.execPath, [script], { cwd: ROOT, stdio: ['ignore', 2, 2] }))) !== 0) {
    throw new CommandError('the preview page was not built, see above');
  }
}
