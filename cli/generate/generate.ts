import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { stringify } from 'yaml';
import { alertRules } from '../../src/ascode/alerts';
import { alertRoutes } from '../../src/ascode/routes';
import { Specification } from '../../src/contract';
import { CommandError, engine, finished } from '../engine';
import { marked, writeAll } from './files';

/** Which data source of which settings file, and where the files go. */
export interface GenerateOptions {
  datasource: string;
  name?: string;
  models?: string;
  org: string;
  out: string;
  force?: boolean;
}

/** What is set of alert rules besides. */
export interface AlertFlags extends GenerateOptions {
  folder: string;
  interval: string;
  dashboard?: string;
}

/** Writes the alert rules of a data source into one file of a folder that Grafana provisions alerting from. */
export async function generateAlerts({ folder, interval, dashboard, ...options }: AlertFlags): Promise<void> {
  const source = await describe(options);
  warn(source);
  const file = path.join(options.out, `${source.dataSource.replace(/[^\w-]/g, '-')}.yaml`);
  const rules = alertRules(source, { folder, interval, dashboard });
  const written = await writeAll([{ file, text: marked(yaml(rules)) }], options.force ?? false);
  console.error(written.length > 0 ? `wrote ${written.join(', ')}` : `${file} is up to date`);
}

/** Prints the routes that group the alerts, as a part of a tree of notification policies. */
export function generateRoutes({ receiver }: { receiver: string }): void {
  console.log(`# Put this below the routes of your notification policies; a file of it alone would replace them all.`);
  process.stdout.write(yaml({ routes: alertRoutes(receiver) }));
}

/** What Go makes of the settings: models with their defaults filled in, and the uids of what is generated. */
async function describe({ datasource, name, models, org }: GenerateOptions): Promise<Specification> {
  const optional = Object.entries({ name, models }).flatMap(([flag, value]) => (value ? [`--${flag}`, value] : []));
  const args = ['describe', '--datasource', datasource, '--org', org, ...optional];
  const child = spawn(await engine(), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, code] = await Promise.all([text(child.stdout), finished(child)]);
  if (code !== 0) {
    throw new CommandError('nothing was generated, see above');
  }
  return JSON.parse(output) as Specification;
}

function warn({ models }: Specification): void {
  for (const { id, warnings } of models) {
    warnings.forEach((warning) => console.error(`warning: model ${id}: ${warning}`));
  }
}

/** One text for one value: no aliases, no folded lines. */
const yaml = (value: unknown) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
