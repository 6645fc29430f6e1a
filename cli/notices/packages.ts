import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../engine';

/** A package that the built plugin holds, and the folder with its license. */
export interface Package {
  name: string;
  version: string;
  folder: string;
}

/** Packages of the browser's half that Grafana does not provide at run time; a build fails where one is missing. */
const BUNDLED = ['yaml'];

/**
 * The modules that the backend is linked with, and Go itself with its standard library, which has the license of Go's own
 * modules. They are those of one platform: on others only the build of DuckDB has another name.
 */
export function goModules(): Package[] {
  const format = '{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}';
  const lines = go('list', '-deps', '-tags', 'osusergo,netgo', '-f', format, './pkg');
  const modules = [...new Set(lines)].map((line) => {
    const [name, version, folder] = line.split('\t');
    return { name: name!, version: version!, folder: folder! };
  });
  const sibling = modules.find(({ name }) => name === 'golang.org/x/sys');
  return sibling ? [...modules, { ...sibling, name: 'Go', version: '' }] : modules;
}

function go(...args: string[]): string[] {
  const env = { ...process.env, GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '1' };
  return execFileSync('go', args, { cwd: ROOT, encoding: 'utf8', env })
    .split('\n')
    .filter((line) => line !== '');
}

/** The packages of the browser's half. */
export function bundledPackages(): Package[] {
  return BUNDLED.map((name) => {
    const folder = path.join(ROOT, 'node_modules', name);
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { name, version, folder };
  });
}
