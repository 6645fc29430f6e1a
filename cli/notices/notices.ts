import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type Package, bundledPackages, goModules } from './packages';

/** The file at the top of the repository, which the build copies into the plugin. */
export const NOTICES = 'THIRD_PARTY_NOTICES.txt';

const LICENSE_FILE = /^(licen[cs]e|copying|notice|patents)/i;
const RULE = '-'.repeat(100);
const HEAD =
  'Leeway is licensed under the Apache License 2.0, see LICENSE. The built plugin holds the packages below, under the\n' +
  'licenses that follow their names. This file is written by `npm run notices`.\n';

/**
 * The licenses and notices of everything that the built plugin holds, each text once, after the packages that it is of.
 *
 * @throws Error when a package has no file of that kind.
 */
export function notices(): string {
  const licenses = new Map<string, { text: string; names: Set<string> }>();
  for (const one of [...goModules(), ...bundledPackages()]) {
    for (const text of licensesOf(one)) {
      const key = text.replace(/\s+/g, ' ');
      const license = licenses.get(key) ?? { text, names: new Set() };
      license.names.add(`${one.name} ${one.version}`.trim());
      licenses.set(key, license);
    }
  }
  const parts = [...licenses.values()].map(
    ({ text, names }) => `${RULE}\n${[...names].sort().join('\n')}\n${RULE}\n\n${text}\n`
  );
  return [HEAD, ...parts.sort()].join('\n');
}

/** The texts of a package's license files, in the order of their names. */
function licensesOf({ name, folder }: Package): string[] {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENSE_FILE.test(entry.name) && !/\.(go|js|ts)$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  if (files.length === 0) {
    throw new Error(`${name} has no license in ${folder}`);
  }
  return files.map((file) => tidy(readFileSync(path.join(folder, file), 'utf8')));
}

/** A text with one kind of line break, and no spaces at the ends of its lines: so that equal licenses are equal. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trim();
}
