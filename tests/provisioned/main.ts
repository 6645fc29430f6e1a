/**
 * Follows the road of somebody with models of other kinds in a Postgres: a settings file, two commands, and a Grafana that
 * provisions what they wrote. Every panel is asked through Grafana and drawn in a browser, and every rule is evaluated.
 * Prints what is wrong, and ends with an error if anything is.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../cli/engine';
import { startGrafana } from '../../cli/grafana';
import { plugin } from '../../cli/plugin';
import { run } from '../run/command';
import { drawAll } from './browser';
import { type Answers, faultsOf, type Panel } from './panels';
import { postgresPrograms, startPostgres } from './postgres';
import { faultsOfRules } from './rules';

const SETTINGS = path.join(__dirname, 'settings.yaml');
const ADMIN = `Basic ${Buffer.from('admin:admin').toString('base64')}`;

interface Dashboard {
  uid: string;
  title: string;
  time: { from: string; to: string };
  panels: Panel[];
}

/** `leeway generate <what>`, into a folder. */
async function generate(what: 'alerts' | 'dashboards', out: string, ...flags: string[]): Promise<void> {
  const args = ['cli/bootstrap.mjs', 'cli/main.ts', 'generate', what, '--datasource', SETTINGS, '--out', out];
  const { code, output } = await run(process.execPath, [...args, ...flags]);
  if (code !== 0) {
    throw new Error(output);
  }
}

async function dashboardsIn(folder: string): Promise<Dashboard[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Dashboard)
  );
}

/** Asks for every panel of a dashboard without variables, as Grafana's API serves it. */
async function ask(url: string, { title, time, panels }: Dashboard): Promise<string[]> {
  const faults: string[] = [];
  for (const panel of panels.filter(({ targets }) => targets !== undefined)) {
    const response = await fetch(`${url}api/ds/query`, {
      method: 'POST',
      headers: { authorization: ADMIN, 'content-type': 'application/json' },
      body: JSON.stringify({ ...time, queries: panel.targets }),
    });
    faults.push(...faultsOf(`${title}, ${panel.title}`, (await response.json()) as Answers));
  }
  return faults;
}

async function judge(url: string, provisioning: string, fixed: string): Promise<string[]> {
  const asked: string[] = [];
  for (const dashboard of await dashboardsIn(path.join(fixed, 'shop'))) {
    asked.push(...(await ask(url, dashboard)));
  }
  const dashboards = await dashboardsIn(path.join(provisioning, 'dashboards/shop'));
  const drawn = await drawAll(url, dashboards, path.join(ROOT, 'test-results/provisioned'));
  return [...asked, ...drawn, ...(await faultsOfRules(url, path.join(provisioning, 'alerting/shop.yaml')))];
}

async function main(home: string): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leeway-provisioned-'));
  const provisioning = path.join(folder, 'provisioning');
  const postgres = await startPostgres(postgresPrograms()!);
  try {
    postgres.run(path.join(__dirname, 'log.sql'));
    process.env.LEEWAY_SHOP_URL = postgres.url;
    await mkdir(path.join(provisioning, 'datasources'), { recursive: true });
    await cp(SETTINGS, path.join(provisioning, 'datasources/shop.yaml'));
    await generate('alerts', path.join(provisioning, 'alerting'), '--interval', '10s');
    await generate('dashboards', path.join(provisioning, 'dashboards'));
    await generate('dashboards', path.join(folder, 'static'), '--static');
    const grafana = await startGrafana({ home, plugin: await plugin(), provisioning, duckdbRoot: folder });
    try {
      return await judge(grafana.url, provisioning, path.join(folder, 'static'));
    } finally {
      await grafana.stop();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

main(process.env.GRAFANA_HOME!)
  .then((faults) => {
    faults.forEach((fault) => console.error(fault));
    process.exitCode = faults.length > 0 ? 1 : 0;
  })
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
