import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { engine, finished } from '../engine';
import { DEMO } from '../preview';
import { report } from './report';
import { type Table, readTable } from './response';
import { type ShowOptions, show } from './show';

/** The calendar of the flights that the demo reads. */
const TIMEZONE = 'America/New_York';
const STORY =
  'Will this flight from New York arrive more than 15 minutes late? A model answered for every flight of 2013.\n' +
  'In this week air-traffic controllers were on furlough: accuracy fell, though the schedule stayed as it was. The\n' +
  'weather differs every week, so much of it is usual.';

/** What `leeway demo` takes. */
export interface DemoOptions extends ShowOptions {
  once: boolean;
}

/**
 * Prints how the week of 21–27 April 2013, in which air-traffic controllers were furloughed, compares with its
 * baseline, then shows it, in Grafana where there is one, unless `once` is set.
 *
 * @throws CommandError when the engine does not build or refuses a request.
 */
export async function demo({ once, ...options }: DemoOptions): Promise<void> {
  const drift = await ask('drift');
  const accuracy = await ask('accuracy');
  console.log(`\n${STORY}\n\n${report(drift, accuracy, TIMEZONE)}`);
  if (!once) {
    await show(options);
  }
}

/** Sends the request in `<name>.json`, whose query has the name as its refId, to the engine. */
async function ask(name: string): Promise<Table> {
  const args = ['query', '--datasource', DEMO.datasource, '--duckdb-root', DEMO.duckdbRoot];
  const child = spawn(await engine(), args, { stdio: ['pipe', 'pipe', 'inherit'] });
  createReadStream(path.join(__dirname, `${name}.json`)).pipe(child.stdin);
  const [response] = await Promise.all([text(child.stdout), finished(child)]);
  return readTable(response, name);
}
