import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { parse } from 'yaml';
import { demoFiles, SOURCES } from '../../cli/demo/provisioning';
import { DASHBOARD } from '../../cli/grafana';
import { alertRoutes } from '../../src/ascode/routes';
import { Specification } from '../../src/contract';

const root = path.resolve(__dirname, '../..');
const UIDS = ['leeway-flights', 'leeway-flights-live'];
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** What `leeway-engine describe` prints of the demo's data sources; cmd/leeway-engine/describe_test.go holds it to that. */
const described = (uid: string) => JSON.parse(read(`src/ascode/golden/${uid}.json`)) as Specification;
const [archive, live] = SOURCES.map((one, i) => demoFiles(described(UIDS[i]!), one));

describe('the provisioning of the demo', () => {
  it('is what the generator writes; if not, run `npm run provisioning`', () => {
    const files = [...archive!, ...live!];
    for (const { file, text } of files) {
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
    const there = globSync('provisioning/{dashboards,alerting}/**/*.{json,yaml}', { cwd: root, absolute: true });
    const byHand = path.join(root, 'provisioning/alerting/routes.yaml');
    expect(there.sort()).toEqual([...files.map(({ file }) => file), byHand].sort());
  });

  it('routes alerts as `generate routes` says', () => {
    const { policies } = parse(read('provisioning/alerting/routes.yaml')) as { policies: Array<{ routes: unknown }> };
    expect(policies[0]!.routes).toEqual(alertRoutes('Leeway demo'));
  });

  it('asks only data sources that are there, and links to dashboards that are', () => {
    const { datasources } = parse(read('provisioning/datasources/flights.yaml')) as {
      datasources: Array<{ uid: string }>;
    };
    expect(datasources.map(({ uid }) => uid)).toEqual(UIDS);
    const alerts = read('provisioning/alerting/leeway-flights-live.yaml');
    const asked = [...alerts.matchAll(/datasourceUid: (\S+)/g)].map(([, uid]) => uid);
    expect(new Set(asked)).toEqual(new Set(['__expr__', 'leeway-flights-live']));
    const linked = [...alerts.matchAll(/(?:dashboardUid: |d\/)(lw-\w+)/g)].map(([, uid]) => uid);
    expect(new Set(linked)).toEqual(new Set([described('leeway-flights-live').models[0]!.dashboard]));
  });

  it('is opened by `npm run demo`', () => {
    expect(DASHBOARD).toContain(described('leeway-flights').models[0]!.dashboard);
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
