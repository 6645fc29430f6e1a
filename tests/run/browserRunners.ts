import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { engine } from '../../cli/engine';
import { postgresPrograms } from '../provisioned/postgres';
import { run, runTool, withReport } from './command';
import { type Result, skip, verdict, withExitCode } from './counts';
import { readPlaywrightReport } from './playwrightReport';
import type { Runner } from './runner';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Everything that needs a browser, and a Grafana where it is about Grafana. */
export const browserRunners: Runner[] = [
  { name: 'preview in a browser', run: previewTests },
  { name: 'Grafana in a browser', run: grafanaTests },
  { name: 'Grafana and its webhook', run: webhookTest },
  { name: 'Grafana and generated files', run: provisionedTest },
];

async function previewTests(): Promise<Result> {
  return withBrowser(async (chromium) => {
    if ((await run('go', ['version'])).missing) {
      return skip('the engine behind the preview is built with Go, which is not on the PATH');
    }
    // Built here, so that no test's own time limit runs out over it.
    await engine();
    return playwright('tests/browser', chromium);
  });
}

async function grafanaTests(): Promise<Result> {
  if (!process.env.GRAFANA_URL && !process.env.GRAFANA_HOME) {
    return skip('neither GRAFANA_URL (a running Grafana) nor GRAFANA_HOME (an unpacked distribution) is set');
  }
  return withBrowser((chromium) => playwright('tests/e2e', chromium));
}

async function webhookTest(): Promise<Result> {
  if (!process.env.GRAFANA_HOME) {
    return skip('GRAFANA_HOME (an unpacked distribution) is not set, so no Grafana sends notifications');
  }
  return playwright('tests/webhook');
}

async function provisionedTest(): Promise<Result> {
  if (!process.env.GRAFANA_HOME || postgresPrograms() === undefined) {
    return skip('GRAFANA_HOME (an unpacked distribution) is not set, or Postgres is not installed');
  }
  return withBrowser(async (chromium) => {
    const args = ['cli/bootstrap.mjs', 'tests/provisioned/main.ts'];
    const { code, output } = await run(process.execPath, args, { CHROMIUM_PATH: chromium });
    return verdict(code === 0, output);
  });
}

async function withBrowser(test: (chromium: string) => Promise<Result>): Promise<Result> {
  const chromium = process.env.CHROMIUM_PATH ?? findOnPath(BROWSERS);
  return chromium === undefined
    ? skip(`no browser: CHROMIUM_PATH is not set, and none of ${BROWSERS.join(', ')} is on the PATH`)
    : test(chromium);
}

async function playwright(folder: string, chromium = ''): Promise<Result> {
  const { code, output, report } = await withReport((file) =>
    runTool('playwright', ['test', '-c', folder, '--reporter', 'line,json'], {
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    })
  );
  if (report === undefined) {
    return verdict(false, output);
  }
  const result = withExitCode(readPlaywrightReport(report), code, output);
  return result.failed > 0 ? { ...result, failures: `${result.failures}\n${output}` } : result;
}

/** The first of several programs that the PATH has. */
function findOnPath(names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
