import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../cli/engine';
import { describe } from '../../cli/generate/describe';
import { yaml } from '../../cli/generate/yaml';
import { alertRules } from '../../src/ascode/alerts';
import { alertRoutes } from '../../src/ascode/routes';
import { placed } from '../e2e/placed';
import { type Lane, mondayOf, UNKNOWABLE } from './story';

const LIVE = 'leeway-flights-live';
/** How often rules are evaluated. Grafana takes an alert for resolved after four intervals, which a busy machine needs for one. */
const INTERVAL = '90s';

const WEEK = 7 * 24 * 60 * 60;
const YEAR = 365 * 24 * 60 * 60;

interface DataSource {
  name: string;
  uid: string;
  jsonData: { store: { moveTo?: string }; limits?: { queryTimeout: string } };
}

/** The settings file of a folder with provisioning. */
export const settings = (folder: string) => path.join(folder, 'datasources/flights.yaml');

/**
 * Fills a folder with provisioning: for each lane a copy of the live data source, its generated rules in a folder of
 * their own, and a contact point to which the generated routes lead.
 */
export async function provision(folder: string, lanes: Lane[], webhook: string, now: Date): Promise<void> {
  await cp(path.join(ROOT, 'provisioning'), folder, { recursive: true });
  await rm(path.join(folder, 'dashboards'), { recursive: true });
  await rm(path.join(folder, 'alerting', `${LIVE}.yaml`));
  await moveLogs(folder, lanes, 0, now);
  for (const lane of lanes) {
    const source = await describe({ datasource: settings(folder), name: lane.name, org: '1', out: folder });
    const file = alertRules(source, { folder: lane.name, interval: INTERVAL });
    hurry(file, now);
    askTheUnknowable(file);
    await writeFile(path.join(folder, 'alerting', `${lane.name}.yaml`), yaml(file));
  }
  await writeFile(path.join(folder, 'alerting/routes.yaml'), yaml(routes(lanes, webhook)));
}

/** Moves the log of each lane to a step: its latest Monday becomes that step's. */
export async function moveLogs(folder: string, lanes: Lane[], step: number, now: Date): Promise<void> {
  const demo = parse(await readFile(path.join(ROOT, 'provisioning/datasources/flights.yaml'), 'utf8')) as {
    datasources: DataSource[];
  };
  const live = demo.datasources.find(({ uid }) => uid === LIVE)!;
  const datasources = lanes.map((lane) => {
    const copy = structuredClone(live);
    copy.jsonData.store.moveTo = placed(now, mondayOf(lane, step)).moveTo;
    copy.jsonData.limits = { queryTimeout: '4m' }; // a busy machine reads five logs at once
    return { ...copy, name: lane.name, uid: lane.name };
  });
  await writeFile(settings(folder), yaml({ apiVersion: 1, datasources }));
}

/**
 * Makes the rules fire at once, and their ranges end on the latest Monday: days of a moved log keep their weekdays, and the
 * test may run on any.
 */
function hurry({ groups }: ReturnType<typeof alertRules>, now: Date): void {
  const { seconds } = placed(now, '2013-04-29');
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    // Grafana may evaluate while the data source is read anew: `cannotRead` waits for it to come back, here as anywhere.
    rule.for = rule.title.startsWith('Leeway cannot read') ? rule.for : '0s';
    for (const query of rule.data) {
      const { from, to } = query.relativeTimeRange;
      query.relativeTimeRange = { from: from + seconds, to: to + seconds };
    }
  }
}

/** Adds a figure of years before the log to each rule of a policy: one that is unknown must not cost an alert the others. */
function askTheUnknowable({ groups }: ReturnType<typeof alertRules>): void {
  for (const { data } of groups.flatMap(({ rules }) => rules).filter(({ data }) => 'policy' in data[0]!.model)) {
    const figure = structuredClone(data.find(({ model }) => model.nulls === 'label')!);
    const { models, format, nulls, schemaVersion } = figure.model;
    figure.refId = UNKNOWABLE;
    figure.relativeTimeRange = { from: 10 * YEAR + WEEK, to: 10 * YEAR };
    const asked = { queryType: 'measure', measures: [{ id: 'accuracy' }], stats: ['current'], window: '7d' };
    figure.model = { refId: UNKNOWABLE, schemaVersion, models, format, nulls, ...asked };
    data.push(figure);
  }
}

/** The generated routes once for each lane, soon. */
function routes(lanes: Lane[], webhook: string) {
  const receiver = ({ name }: Lane) => ({ uid: name, type: 'webhook', settings: { url: webhook } });
  const routesOf = (lane: Lane) =>
    alertRoutes(lane.name).map((route) => ({
      ...route,
      object_matchers: [...route.object_matchers, ['grafana_folder', '=', lane.name]],
      group_wait: '5s',
      group_interval: '5s',
    }));
  return {
    apiVersion: 1,
    contactPoints: lanes.map((lane) => ({ orgId: 1, name: lane.name, receivers: [receiver(lane)] })),
    policies: [{ orgId: 1, receiver: lanes[0]!.name, group_by: ['alertname'], routes: lanes.flatMap(routesOf) }],
  };
}
