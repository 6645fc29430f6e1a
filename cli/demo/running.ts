import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { CommandError, ROOT } from '../engine';
import { DASHBOARD } from '../grafana';
import { DEMO } from '../preview';

const DASHBOARD_FILE = path.join(ROOT, 'provisioning/dashboards/leeway-flights/arrival-delay.json');
const PLUGIN = 'leeway-monitor-datasource';

interface DataSource {
  name: string;
  uid: string;
  type: string;
  access?: string;
  jsonData: unknown;
}

/** One answer of Grafana's. */
interface Answer {
  status: number;
  body: { message?: string; status?: string };
}

type Call = (method: string, route: string, body?: unknown) => Promise<Answer>;

/**
 * Adds the demo's data sources and dashboard to a running Grafana, or renews them. It signs in with the token in
 * GRAFANA_TOKEN, else with the address's own user and password.
 *
 * @returns the dashboard's address.
 * @throws CommandError when Grafana refuses, Leeway is not installed there, or it may not read the flights.
 */
export async function addTo(address: string): Promise<string> {
  const { base, call } = connect(address);
  const installed = await call('GET', `api/plugins/${PLUGIN}/settings`);
  if (installed.status === 404) {
    throw new CommandError(`Leeway is not installed in ${base}; docs/grafana.md says how`);
  }
  refuse(installed);
  // The demo's own file, which holds no variables: what a user writes is read by the engine alone.
  const { datasources } = parse(await readFile(DEMO.datasource, 'utf8')) as { datasources: DataSource[] };
  for (const datasource of datasources) {
    await addDataSource(call, { access: 'proxy', ...datasource });
    console.error(`Data source ${datasource.name} is there.`);
  }
  const dashboard: unknown = JSON.parse(await readFile(DASHBOARD_FILE, 'utf8'));
  refuse(await call('POST', 'api/dashboards/db', { dashboard, overwrite: true, message: 'leeway demo' }));
  return base + DASHBOARD;
}

async function addDataSource(call: Call, datasource: DataSource): Promise<void> {
  const route = `api/datasources/uid/${datasource.uid}`;
  const there = (await call('GET', route)).status === 200;
  refuse(there ? await call('PUT', route, datasource) : await call('POST', 'api/datasources', datasource));
  const health = await call('GET', `${route}/health`);
  if (health.body.status !== 'OK') {
    throw new CommandError(
      `${datasource.name}: ${health.body.message ?? `status ${health.status}`}\n` +
        `Its Grafana must be allowed to read the flights: [plugin.${PLUGIN}] duckdb_root = ${DEMO.duckdbRoot}`
    );
  }
}

/** Where requests go, and how they sign in. */
function connect(address: string): { base: string; call: Call } {
  const url = parseAddress(address);
  const { username, password } = url;
  url.username = url.password = '';
  const base = url.href.endsWith('/') ? url.href : `${url.href}/`;
  const basic = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
  const token = process.env.GRAFANA_TOKEN;
  const headers = {
    'content-type': 'application/json',
    ...((token || username) && { authorization: token ? `Bearer ${token}` : basic }),
  };
  const call: Call = async (method, route, body) => {
    const request = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const response = await fetch(base + route, request).catch((error: Error) => {
      throw new CommandError(`${base} does not answer: ${error.message}`);
    });
    return { status: response.status, body: (await response.json().catch(() => ({}))) as Answer['body'] };
  };
  return { base, call };
}

function parseAddress(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw new CommandError(`--grafana: ${address} is no address such as http://127.0.0.1:3000`);
  }
}

function refuse({ status, body }: Answer): void {
  if (status >= 400) {
    throw new CommandError(`Grafana refused with status ${status}: ${body.message ?? 'no reason given'}`);
  }
}
