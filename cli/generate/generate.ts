import { AlertOptions } from '../../src/ascode/alerts';
import { DashboardOptions } from '../../src/ascode/dashboards/model';
import { alertRoutes } from '../../src/ascode/routes';
import { describe, GenerateOptions, warn } from './describe';
import { GeneratedFile, removeStale, writeAll } from './files';
import { alertFiles, dashboardFiles, dashboardFolder, Place } from './render';
import { yaml } from './yaml';

/** What is set of alert rules. */
export type AlertFlags = GenerateOptions & AlertOptions;

/** Writes the alert rules of a data source. */
export async function generateAlerts({ folder, interval, dashboard, ...options }: AlertFlags): Promise<void> {
  const source = await describe(options);
  warn(source);
  await write(alertFiles(source, options.out, { folder, interval, dashboard }), options);
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
