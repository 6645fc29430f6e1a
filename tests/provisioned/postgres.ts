import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'glob';
import { freePort } from '../../cli/grafana';

/** A throw-away Postgres. */
export interface Postgres {
  /** host:port, as a data source has it. */
  url: string;
  /** Runs the statements of a file in the database `postgres`, as the superuser. */
  run: (file: string) => void;
  stop: () => Promise<void>;
}

const TRIES = 3; // somebody may take the free port first
const START_SECONDS = 60;
/** Postgres refuses to run as root; it then runs as nobody. */
const NOBODY = 65534;

/** The folder of Postgres' programs: POSTGRES_BIN, or where Debian installs them; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  const folders = [process.env.POSTGRES_BIN, ...globSync('/usr/lib/postgresql/*/bin').sort().reverse()];
  return folders.find((folder) => folder !== undefined && existsSync(path.join(folder, 'postgres')));
}

/** Starts a Postgres on a free loopback port, in a folder of its own that goes when it stops. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'leeway-postgres-'));
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const options: SpawnOptions = { cwd: folder, stdio: 'ignore', ...account };
  const data = path.join(folder, 'data');
  try {
    if ('uid' in account) {
      chownSync(folder, NOBODY, NOBODY);
    }
    const made = ['-D', data, '-U', 'postgres', '--auth-local=trust', '--auth-host=scram-sha-256', '--no-sync'];
    execFileSync(path.join(programs, 'initdb'), [...made, '-E', 'UTF8', '--locale=C.UTF-8'], options);
    const { child, port } = await serve(programs, folder, options);
    return {
      url: `127.0.0.1:${port}`,
      run: (file) => {
        const to = ['-h', folder, '-p', String(port), '-U', 'postgres'];
        execFileSync('psql', [...to, '-q', '-v', 'ON_ERROR_STOP=1', '-f', file], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      },
      stop: async () => {
        await end(child);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function serve(programs: string, folder: string, options: SpawnOptions) {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = await freePort();
    const settings = [`unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'fsync=off', `port=${port}`];
    const args = ['-D', path.join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(path.join(programs, 'postgres'), args, options);
    if (await answers(programs, folder, port, child)) {
      return { child, port };
    }
    await end(child);
  }
  throw new Error(`Postgres of ${programs} does not start`);
}

async function answers(programs: string, folder: string, port: number, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      execFileSync(path.join(programs, 'pg_isready'), ['-q', '-h', folder, '-p', String(port)]);
      return true;
    } catch {
      await sleep(100);
    }
  }
  return false;
}

/** Ends it as its own "fast shutdown" does, without waiting for those who are connected. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  }
}
