import { spawn } from 'node:child_process';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CommandError, ROOT, compiled, finished, isOlder } from './engine';

/** The folder that Grafana loads: the app, and in it the data source with its backend, and the panels. */
const DIST = path.join(ROOT, 'dist');
const MODULE = path.join(DIST, 'module.js');
const SOURCES = ['src', 'package-lock.json', 'webpack.config.ts', 'CHANGELOG.md', 'README.md', 'LICENSE'];
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const PROCESSORS: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64' };

/**
 * The folder of the built plugin, for this machine's system and processor. Each half is built first when it is missing
 * or older than its sources.
 *
 * @throws CommandError when a half does not build.
 */
export async function plugin(): Promise<string> {
  if (await isOlder(MODULE, SOURCES)) {
    await bundle();
  }
  await compiled({ name: 'the data source', source: './pkg', binary: path.join(DIST, 'datasource', executable()) });
  return DIST;
}

/** What Grafana calls the backend on this machine: the name in plugin.json with Go's words for system and processor. */
function executable(): string {
  const system = SYSTEMS[process.platform] ?? process.platform;
  const processor = PROCESSORS[process.arch] ?? process.arch;
  return `gpx_leeway_${system}_${processor}${process.platform === 'win32' ? '.exe' : ''}`;
}

async function bundle(): Promise<void> {
  console.error('Building the plugin for the browser (half a minute) …');
  const webpack = path.join(ROOT, 'node_modules/webpack/bin/webpack.js');
  const args = [webpack, '-c', './webpack.config.ts', '--env', 'production'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, code] = await Promise.all([text(child.stdout), finished(child)]);
  if (code !== 0) {
    throw new CommandError(`${output}\nthe plugin was not built, see above`);
  }
  // webpack leaves a file alone that would not change, which then looks older than its sources.
  await utimes(MODULE, new Date(), new Date());
}
