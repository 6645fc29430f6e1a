import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from '../../cli/engine';
import { placed } from './placed';

/** The week of the furlough, as the Monday on which it is the last fully judged week. */
const FURLOUGH = '2013-04-29';
/** The same of a week in the first fortnight of demo/flights/quiet.json. */
const QUIET = '2013-04-15';
const LIVE = 'leeway-flights-live';
/** The uid of a copy of *Flights live* that stands at a quiet week. */
export const QUIET_UID = 'leeway-flights-quiet';

interface DataSource {
  name: string;
  uid: string;
  jsonData: { store: { kind: string; moveTo?: string } };
}

interface Rule {
  uid: string;
  title: string;
  for: string;
  condition: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  data: Array<{
    refId: string;
    datasourceUid: string;
    relativeTimeRange: { from: number; to: number };
    model: Record<string, unknown>;
  }>;
}

/**
 * Copies the project's provisioning into `folder` and moves it in time: *Flights live* stands where the furlough week
 * has just been judged, and a copy of it, with a copy of the first rule, at a quiet week. The rule's queries and texts are
 * the generated ones; it fires without delay, its range ends on the last Monday, because weeks keep their weekdays when
 * the log moves, and notifications go to the webhook instead of the mail.
 */
export async function provision(folder: string, webhook: string, now: Date): Promise<void> {
  await cp(path.join(ROOT, 'provisioning'), folder, { recursive: true });
  const furlough = placed(now, FURLOUGH);
  await edit<{ datasources: DataSource[] }>(path.join(folder, 'datasources/flights.yaml'), ({ datasources }) => {
    const live = datasources.find(({ uid }) => uid === LIVE)!;
    const quiet = structuredClone(live);
    live.jsonData.store.moveTo = furlough.moveTo;
    quiet.jsonData.store.moveTo = placed(now, QUIET).moveTo;
    datasources.push({ ...quiet, name: 'Flights quiet', uid: QUIET_UID });
  });
  await edit<{ groups: Array<{ interval: string; rules: Rule[] }> }>(
    path.join(folder, 'alerting/leeway-flights-live.yaml'),
    ({ groups: [group] }) => {
      const [rule] = group!.rules;
      group!.interval = '10s';
      rule!.for = '0s';
      rule!.data.forEach((query) => {
        const { from, to } = query.relativeTimeRange;
        query.relativeTimeRange = { from: from + furlough.seconds, to: to + furlough.seconds };
      });
      group!.rules = [rule!, quietCopy(rule!), withNull(rule!)];
    }
  );
  await edit<{ contactPoints: Array<{ receivers: unknown[] }>; policies: Array<{ routes: object[] }> }>(
    path.join(folder, 'alerting/routes.yaml'),
    ({ contactPoints, policies }) => {
      contactPoints[0]!.receivers = [{ uid: 'leeway-demo', type: 'webhook', settings: { url: webhook } }];
      Object.assign(policies[0]!.routes[0]!, { group_wait: '1s', group_interval: '1s' });
    }
  );
}

async function edit<T>(file: string, change: (content: T) => void): Promise<void> {
  const content = parse(await readFile(file, 'utf8')) as T;
  change(content);
  await writeFile(file, stringify(content, { aliasDuplicateObjects: false }));
}

function quietCopy(rule: Rule): Rule {
  const copy = structuredClone(rule);
  copy.data
    .filter(({ datasourceUid }) => datasourceUid === LIVE)
    .forEach((query) => {
      query.datasourceUid = QUIET_UID;
    });
  return { ...copy, uid: 'quiet', title: 'Quiet week' };
}

/** A rule on the means of two features. Categories have no mean, so one of its two fields is null. */
function withNull(rule: Rule): Rule {
  const [template] = structuredClone(rule.data);
  const query = (refId: string, model: Record<string, unknown>) => ({
    ...template!,
    refId,
    model: { refId, schemaVersion: 2, models: ['arrival-delay'], format: 'number', ...model },
  });
  const features = { target: 'features', features: ['distance', 'carrier'] };
  return {
    ...rule,
    uid: 'with-null',
    title: 'One field is null',
    labels: {}, // a group of its own
    condition: 'above',
    annotations: { summary: '{{ $labels.feature }}: {{ $values.mean.Value }}, {{ $values.count.Value }} rows' },
    data: [
      query('mean', { ...features, measures: [{ id: 'mean' }] }),
      query('count', { ...features, measures: [{ id: 'count' }] }),
      {
        ...template!,
        refId: 'above',
        datasourceUid: '__expr__',
        model: {
          refId: 'above',
          type: 'threshold',
          expression: 'mean',
          conditions: [{ evaluator: { type: 'gt', params: [0] } }],
        },
      },
    ],
  };
}
