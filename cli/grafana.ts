import { type ChildProcess, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, ROOT } from './engine';

/** The dashboard of the demo's model, below a Grafana's address. */
export const DASHBOARD = 'd/lw-21ed73da09f256814117/arrival-delay';
const CONFIG = path.join(ROOT, 'provisioning/grafana.ini');
const APP = 'leeway-monitor-app';
const START_SECONDS = 120; // the first start makes a database, on a slow disk for long

/** What a Grafana of its own is started with. */
export interface GrafanaOptions {
  /** An unpacked distribution of Grafana: the folder that holds bin/ and conf/. */
  home: string;
  /** The folder of the built plugin. */
  plugin: string;
  /** The folder of its provisioning. */
  provisioning: string;
  /** The one folder that DuckDB may read. */
  duckdbRoot: string;
}

/** A running Grafana that nobody else uses. */
export interface Grafana {
  url: string;
  /** Resolves to its exit code when it has ended by itself. */
  ended: Promise<number>;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
}

/**
 * Starts a Grafana on a free loopback port, in production mode, with a data folder of its own that is removed when it
 * ends, and waits until it answers.
 *
 * @throws CommandError when the distribution has no Grafana, or when that does not answer.
 */
export async function startGrafana(options: GrafanaOptions): Promise<Grafana> {
  const program = await programOf(options.home);
  const data = await mkdtemp(path.join(os.tmpdir(), 'leeway-grafana-'));
  const plugins = path.join(data, 'plugins');
  await mkdir(plugins);
  await symlink(path.resolve(options.plugin), path.join(plugins, APP), 'junction');
  const port = await freePort();
  const child = spawn(program, ['server', '--homepath', options.home, '--config', CONFIG], {
    env: { ...process.env, ...settings(options, data, plugins, port) },
    stdio: 'ignore',
    cwd: data,
  });
  const ended = new Promise<number>((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 0));
  });
  const stop = async () => {
    child.kill();
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}/`;
  if (!(await answers(url, child))) {
    const log = await readFile(path.join(data, 'log/grafana.log'), 'utf8').catch(() => '');
    await stop();
    throw new CommandError(`${lastLines(log)}\nGrafana did not start, see above`);
  }
  return { url, ended, stop };
}

async function programOf(home: string): Promise<string> {
  const program = path.join(home, 'bin', process.platform === 'win32' ? 'grafana.exe' : 'grafana');
  await access(program).catch(() => {
    throw new CommandError(`${home} is no unpacked distribution of Grafana: it has no ${path.relative(home, program)}`);
  });
  return program;
}

/** Grafana's environment; it takes precedence over the configuration file. */
function settings({ provisioning, duckdbRoot }: GrafanaOptions, data: string, plugins: string, port: number) {
  return {
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    GF_PATHS_DATA: data,
    GF_PATHS_LOGS: path.join(data, 'log'),
    GF_PATHS_PLUGINS: plugins,
    GF_PATHS_PROVISIONING: path.resolve(provisioning),
    GF_PLUGIN_DUCKDB_ROOT: path.resolve(duckdbRoot),
  };
}

/** A port of the loopback address that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Waits until the health check answers; false when the process ends first or takes too long. */
async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (
      await fetch(`${url}api/health`).then(
        ({ ok }) => ok,
        () => false
      )
    ) {
      return true;
    }
    await sleep(250);
  }
  return false;
}

const lastLines = (text: string) => text.trimEnd().split('\n').slice(-20).join('\n');
