import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };
const TARGETARCH = ARCHITECTURES[process.arch];

/** One instruction: its name and the rest, continued lines joined. */
type Instruction = [name: string, text: string];
interface Stage {
  name: string;
  instructions: Instruction[];
}

/** The stages of the Dockerfile, in order; the last has no name. */
function stages(): Stage[] {
  const lines = readFileSync(path.join(root, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line !== '');
  const list: Stage[] = [];
  for (const line of lines) {
    const [, name, text] = /^(\w+) (.*)$/.exec(line)!;
    if (name === 'FROM') {
      list.push({ name: / AS (\w+)$/.exec(text!)?.[1] ?? '', instructions: [] });
    } else {
      list[list.length - 1]!.instructions.push([name!, text!]);
    }
  }
  return list;
}

const [ignored, ...kept] = readFileSync(path.join(root, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const context = kept.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
const copied = stages().flatMap(({ instructions }) =>
  instructions
    .filter(([name, text]) => name === 'COPY' && !text.startsWith('--from'))
    .flatMap(([, text]) => text.split(' ').slice(0, -1))
);

describe('.dockerignore', () => {
  it('sends what the Dockerfile copies, and nothing else', () => {
    expect(ignored).toBe('*');
    expect([...context].sort()).toEqual([...copied].sort());
  });
});

/** Runs a stage's RUN lines with the shell, in a folder that holds only what the stage copied by then. */
function runStage({ instructions }: Stage, folder: string): void {
  for (const [name, text] of instructions) {
    if (name === 'COPY') {
      const words = text.split(' ');
      const to = path.join(folder, words[words.length - 1]!);
      for (const from of words.slice(0, -1)) {
        const intoFolder = words.length > 2 || to.endsWith('/');
        cpSync(path.join(root, from), intoFolder ? path.join(to, path.basename(from)) : to, {
          recursive: true,
          filter: (file) => !file.endsWith('_test.go') && path.basename(file) !== 'testdata',
        });
      }
    } else if (name === 'RUN') {
      const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', text], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, TARGETARCH, NODE_ENV: '' },
        maxBuffer: 1 << 26,
      });
      expect([text, status, status === 0 ? '' : stdout + stderr]).toEqual([text, 0, '']);
    }
  }
}

const long = process.env.LEEWAY_LONG && process.platform === 'linux' && TARGETARCH ? describe : describe.skip;

long('the Dockerfile (LEEWAY_LONG, on Linux)', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'leeway-docker-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('builds a whole plugin with its RUN lines alone', () => {
    const plugin = path.join(folder, 'plugin');
    for (const stage of stages().filter(({ name }) => name !== '')) {
      mkdirSync(path.join(folder, stage.name));
      runStage(stage, path.join(folder, stage.name));
      cpSync(path.join(folder, stage.name, 'dist'), plugin, { recursive: true });
    }
    for (const file of ['plugin.json', 'module.js', 'datasource/plugin.json', 'datasource/module.js', 'LICENSE']) {
      expect([file, existsSync(path.join(plugin, file))]).toEqual([file, true]);
    }
    const backend = path.join(plugin, `datasource/gpx_leeway_linux_${TARGETARCH}`);
    expect(statSync(backend).mode & 0o111).not.toBe(0);
    expect(readdirSync(path.join(plugin, 'panels')).length).toBeGreaterThan(0);
    // Not a dynamic executable: it needs nothing of the image it is copied into.
    expect(spawnSync('ldd', [backend], { encoding: 'utf8' }).status).not.toBe(0);
  }, 1_800_000);
});
