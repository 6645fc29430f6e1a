import { AlertOptions } from '../../src/ascode/alerts';
import { DashboardOptions } from '../../src/ascode/dashboards/model';
import { alertRoutes } from '../../src/ascode/routes';
import { describe, GenerateOptions, warn } from './describe';
import { GeneratedFile, removeStale, writeAll } from './files';
import { rulesBefore, rulesIn } from './previous';
import { alertFile, alertFiles, dashboardFiles, dashboardFolder, Place } from './render';
import { yaml } from './yaml';

/** What is set of alert rules. */
export type AlertFlags = GenerateOptions & AlertOptions;

/** Writes the alert rules of a data source. */
export async function generateAlerts({ folder, interval, dashboard, ...options }: AlertFlags): Promise<void> {
  const source = await describe(options);
  warn(source);
  const before = await rulesBefore(alertFile(source, options.out));
  const files = alertFiles(source, options.out, { folder, interval, dashboard, before: before.map(({ key }) => key) });
  await write(files, options);
  const now = new Set(rulesIn(files[0]!.text).flatMap(({ key, title }) => (title === undefined ? [] : [key.uid])));
  const gone = before.flatMap(({ key, title }) => (title === undefined || now.has(key.uid) ? [] : [title]));
  gone.forEach((title) => console.error(`gone: ${title}; Grafana deletes this rule when it reads the file`));
}

/** What is set of dashboards. */
export type DashboardFlags = GenerateOptions & Place & Partial<DashboardOptions>;

/** Writes the dashboards of a data source. */
export async function generateDashboards({ from, to, ...flags }: DashboardFlags): Promise<void> {
  const source = await describe(flags);
  warn(source);
  const files = dashboardFiles(source, flags.out, flags, { static: flags.static ?? false, from, to });
  await write(files, flags);
  const { removed, kept } = await removeStale(dashboardFolder(source, flags.out), files);
  removed.forEach((file) => console.error(`removed ${file}, which is of no model any more`));
  kept.forEach((file) =>
    console.error(`warning: ${file} is of no model any more; it was changed by hand, so it stays`)
  );
}

async function write(files: GeneratedFile[], { force, out }: GenerateOptions): Promise<void> {
  const written = await writeAll(files, force ?? false);
  console.error(written.length > 0 ? `wrote ${written.join(', ')}` : `${out} is up to date`);
}

/** Prints the routes that group the alerts, as a part of a tree of notification policies. */
export function generateRoutes({ receiver }: { receiver: string }): void {
  console.log(`# Put this below the routes of your notification policies; a file of it alone would replace them all.`);
  process.stdout.write(yaml({ routes: alertRoutes(receiver) }));
}
