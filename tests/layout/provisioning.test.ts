import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The UID of what belongs to a model of a data source of organisation 1: docs/grafana.md. */
const uid = (...parts: [datasource: string, model: string, kind: string, id: string]) =>
  `lw-${createHash('sha256')
    .update(['1', ...parts].join('\n'))
    .digest('hex')
    .slice(0, 20)}`;

interface Target {
  refId: string;
  datasource: { uid: string };
}
interface Dashboard {
  uid: string;
  panels: Array<{ id: number; title: string; description: string; datasource: { uid: string }; targets: Target[] }>;
}
const dashboard = JSON.parse(read('provisioning/dashboards/arrival-delay.json')) as Dashboard;

interface Rule {
  uid: string;
  annotations: Record<string, string>;
  condition: string;
  noDataState: string;
  execErrState: string;
  data: Array<{
    refId: string;
    datasourceUid: string;
    model: { queryType?: string; models?: string[]; stats?: string[]; expression?: string };
  }>;
}
const { groups } = parse(read('provisioning/alerting/flights.yaml')) as { groups: Array<{ rules: Rule[] }> };
const rules = groups.flatMap((group) => group.rules);
const [rule, health] = rules;
const { datasources } = parse(read('provisioning/datasources/flights.yaml')) as { datasources: Array<{ uid: string }> };

describe('the provisioned dashboard', () => {
  it('has the UID that the generator will give it', () => {
    expect(dashboard.uid).toBe(uid('leeway-flights', 'arrival-delay', 'dashboard', 'model'));
  });

  it('asks the data source that its variable names, everywhere', () => {
    const asked = dashboard.panels.flatMap(({ datasource, targets }) => [
      datasource,
      ...targets.map((t) => t.datasource),
    ]);
    expect(new Set(asked.map((one) => one.uid))).toEqual(new Set(['${datasource}']));
  });

  it('explains every panel', () => {
    expect(dashboard.panels.filter(({ description }) => !description).map(({ title }) => title)).toEqual([]);
  });
});

describe('the provisioned alert rule', () => {
  it('has the UID that the generator will give it', () => {
    expect(rule!.uid).toBe(uid('leeway-flights-live', 'arrival-delay', 'alert', 'accuracy-week'));
  });

  it('asks data sources that are provisioned', () => {
    const known = ['__expr__', ...datasources.map((one) => one.uid)];
    expect(
      rules
        .flatMap((one) => one.data)
        .map(({ datasourceUid }) => datasourceUid)
        .filter((one) => !known.includes(one))
    ).toEqual([]);
  });

  it('asks under its own name for every figure that its texts mention', () => {
    const texts = Object.values(rule!.annotations).join(' ');
    const mentioned = [...texts.matchAll(/\$values\.(\w+)/g)].map(([, name]) => name!);
    const asked = rule!.data.filter(({ model, refId }) => model.stats?.[0] === refId).map(({ refId }) => refId);
    expect(new Set(mentioned)).toEqual(new Set(asked.filter((name) => name !== 'breach')));
  });

  it('asks one model in every query, so that another model that cannot be read does not stop it', () => {
    const asked = rule!.data.filter(({ datasourceUid }) => datasourceUid !== '__expr__');
    expect(asked.map(({ model }) => model.models)).toEqual(asked.map(() => ['arrival-delay']));
  });

  it('links to the provisioned dashboard', () => {
    expect(rule!.annotations.dashboard).toContain(`d/${dashboard.uid}/`);
  });
});

describe('the provisioned rule "Leeway cannot read"', () => {
  it('has the UID that the generator will give it', () => {
    expect(health!.uid).toBe(uid('leeway-flights-live', '', 'alert', 'cannot-read'));
  });

  it('fires also where the health of the models is not answered', () => {
    expect(health).toMatchObject({ title: 'Leeway cannot read', noDataState: 'Alerting', execErrState: 'Alerting' });
    expect(health!.data.map(({ model }) => model.queryType)).toEqual(['health', undefined]);
  });
});

describe("the demo's grafana.ini", () => {
  it('allows every plugin of the app by its id', () => {
    const ids = globSync('src/**/plugin.json', { cwd: root }).map(
      (file) => (JSON.parse(read(file)) as { id: string }).id
    );
    const [, allowed] = /^allow_loading_unsigned_plugins = (.*)$/m.exec(read('provisioning/grafana.ini')) ?? [];
    expect(allowed?.split(',').sort()).toEqual(ids.sort());
  });
});
