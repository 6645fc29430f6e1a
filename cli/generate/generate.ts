import path from 'node:path';
import { alertRules } from '../../src/ascode/alerts';
import { modelDashboard } from '../../src/ascode/dashboards/model';
import { overviewDashboard } from '../../src/ascode/dashboards/overview';
import { providerFile } from '../../src/ascode/dashboards/provider';
import { alertRoutes } from '../../src/ascode/routes';
import { Specification } from '../../src/contract';
import { describe, GenerateOptions, warn } from './describe';
import { GeneratedFile, marked, markedJson, writeAll } from './files';
import { yaml } from './yaml';

/** What is set of alert rules besides. */
export interface AlertFlags extends GenerateOptions {
  folder: string;
  interval: string;
  dashboard?: string | false;
}

/** Writes the alert rules of a data source into one file of a folder that Grafana provisions alerting from. */
export async function generateAlerts({ folder, interval, dashboard, ...options }: AlertFlags): Promise<void> {
  const source = await describe(options);
  warn(source);
  const file = path.join(options.out, `${fileName(source.dataSource)}.yaml`);
  const rules = alertRules(source, { folder, interval, dashboard });
  await write([{ file, text: marked(yaml(rules)) }], options);
}

/** What is set of dashboards besides. */
export interface DashboardFlags extends GenerateOptions {
  folder: string;
  path?: string;
  from?: string;
  to?: string;
  static?: boolean;
}

/**
 * Writes a dashboard for each model and one of all into a folder of their own, and the file by which Grafana finds them, into
 * a folder that Grafana provisions dashboards from.
 */
export async function generateDashboards({ folder, path: found, ...options }: DashboardFlags): Promise<void> {
  const source = await describe(options);
  warn(source);
  const name = fileName(source.dataSource);
  const shape = { static: options.static ?? false, from: options.from, to: options.to };
  const dashboards = [
    { name: OVERVIEW, value: overviewDashboard(source, shape) },
    ...source.models.map((model) => ({ name: modelFile(model), value: modelDashboard(source, model, shape) })),
  ];
  const provider = providerFile(source, folder, found ?? `$GF_PATHS_PROVISIONING/dashboards/${name}`);
  await write(
    [
      { file: path.join(options.out, `${name}.yaml`), text: marked(yaml(provider)) },
      ...dashboards.map((one) => ({
        file: path.join(options.out, name, `${one.name}.json`),
        text: markedJson(one.value),
      })),
    ],
    options
  );
}

const OVERVIEW = 'models';

/** The file of a model's dashboard: its id, with the uid where the id makes no name of its own. */
function modelFile({ id, dashboard }: Specification['models'][0]): string {
  return fileName(id) === id && id !== OVERVIEW ? id : `${fileName(id)}-${dashboard}`;
}

const fileName = (id: string) => id.replace(/[^\w-]/g, '-');

async function write(files: GeneratedFile[], { force, out }: GenerateOptions): Promise<void> {
  const written = await writeAll(files, force ?? false);
  console.error(written.length > 0 ? `wrote ${written.join(', ')}` : `${out} is up to date`);
}

/** Prints the routes that group the alerts, as a part of a tree of notification policies. */
export function generateRoutes({ receiver }: { receiver: string }): void {
  console.log(`# Put this below the routes of your notification policies; a file of it alone would replace them all.`);
  process.stdout.write(yaml({ routes: alertRoutes(receiver) }));
}
