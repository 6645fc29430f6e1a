import path from 'node:path';
import { AlertOptions, alertRules } from '../../src/ascode/alerts';
import { DashboardOptions, modelDashboard } from '../../src/ascode/dashboards/model';
import { overviewDashboard } from '../../src/ascode/dashboards/overview';
import { providerFile } from '../../src/ascode/dashboards/provider';
import { Specification } from '../../src/contract';
import { GeneratedFile, marked, markedJson } from './files';
import { yaml } from './yaml';

/** The file of a data source's alert rules, in a folder that Grafana provisions alerting from. */
export function alertFiles(source: Specification, out: string, options: AlertOptions): GeneratedFile[] {
  return [{ file: alertFile(source, out), text: marked(yaml(alertRules(source, options))) }];
}

/** Where the alert rules of a data source are. */
export const alertFile = ({ dataSource }: Specification, out: string) => path.join(out, `${fileName(dataSource)}.yaml`);

/** Where Grafana shows the dashboards, and where it finds them; `path` is for a Grafana that does not set GF_PATHS_PROVISIONING. */
export interface Place {
  folder: string;
  path?: string;
}

/**
 * The dashboards of a data source, one of each model and one of all, in a folder of their own, and the file by which Grafana
 * finds them, in a folder that Grafana provisions dashboards from.
 */
export function dashboardFiles(
  source: Specification,
  out: string,
  place: Place,
  options: DashboardOptions
): GeneratedFile[] {
  const name = fileName(source.dataSource);
  const provider = providerFile(source, place.folder, place.path ?? `$GF_PATHS_PROVISIONING/dashboards/${name}`);
  const json = (file: string, value: object) => ({
    file: path.join(dashboardFolder(source, out), `${file}.json`),
    text: markedJson(value),
  });
  return [
    { file: path.join(out, `${name}.yaml`), text: marked(yaml(provider)) },
    json(OVERVIEW, overviewDashboard(source, options)),
    ...source.models.map((model) => json(modelFile(model), modelDashboard(source, model, options))),
  ];
}

/** The folder of a data source's dashboards, which holds nothing else. */
export const dashboardFolder = ({ dataSource }: Specification, out: string) => path.join(out, fileName(dataSource));

const OVERVIEW = 'models';

/** The file of a model's dashboard: its id, with the uid where the id makes no name of its own. */
function modelFile({ id, dashboard }: Specification['models'][0]): string {
  return fileName(id) === id && id !== OVERVIEW ? id : `${fileName(id)}-${dashboard}`;
}

const fileName = (id: string) => id.replace(/[^\w-]/g, '-');
