import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface PluginJson {
  id: string;
  type: string;
  name: string;
  executable?: string;
  info: { logos: { small: string; large: string } };
  includes?: Array<{ type: string; name: string; path: string }>;
  dependencies: { grafanaDependency: string };
}
const plugin = (file: string): PluginJson => JSON.parse(read(file));

const app = plugin('src/plugin.json');
const nested = (app.includes ?? []).filter(({ type }) => type === 'datasource' || type === 'panel');

describe('plugin.json', () => {
  it('at the top level is a copy of the one in src', () => {
    expect(read('plugin.json')).toBe(read('src/plugin.json'));
  });

  it('names every nested plugin under its own type and name, as the plugin validator demands', () => {
    expect(nested.length).toBeGreaterThan(0);
    for (const { type, name, path: file } of nested) {
      expect(plugin(`src/${file}`)).toMatchObject({ type, name });
    }
  });

  it.each(['src/plugin.json', ...nested.map(({ path: file }) => `src/${file}`)])('%s is complete', (file) => {
    const { id, type, info, dependencies } = plugin(file);
    // Grafana's schema: one word before and at most one after the name, then the type.
    expect(id).toMatch(new RegExp(`^[0-9a-z]+-([0-9a-z]+-)?${type}$`));
    expect(dependencies.grafanaDependency).toBe('>=12.2.0');
    for (const logo of Object.values(info.logos)) {
      expect(existsSync(path.join(root, path.dirname(file), logo))).toBe(true);
    }
  });
});

describe('package-lock.json', () => {
  it('names no registry, so that it installs from any', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    const remote = Object.entries(packages).filter(([, { resolved }]) => resolved?.includes('://'));
    expect(remote).toEqual([]);
  });
});
