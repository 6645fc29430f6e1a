import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { marked, writeAll } from './files';

const ROOT = path.resolve(__dirname, '../..');
const FILES = 300;
const DEAD = 2 ** 22 + 1; // no system counts its processes that far

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'leeway-together-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const files = (text: string) =>
  Array.from({ length: FILES }, (_, i) => ({ file: at(`of-the-model/${i}.yaml`), text: marked(`${text}: ${i}\n`) }));
/** What stands behind the mark of each file. */
const written = async () =>
  Promise.all(
    Array.from({ length: FILES }, async (_, i) => (await readFile(at(`of-the-model/${i}.yaml`), 'utf8')).split('\n')[1])
  );
const all = (text: string) => Array.from({ length: FILES }, (_, i) => `${text}: ${i}`);
const hidden = async () => (await readdir(at('of-the-model'))).filter((name) => name.startsWith('.'));

/** Writes the files in a process of its own, which is killed as soon as its stage holds what is named. */
async function killed(text: string, when: string): Promise<void> {
  const script = `require('tsx/cjs'); const { writeAll } = require('./cli/generate/files');
    let list = ''; process.stdin.on('data', (more) => (list += more)).on('end', () => writeAll(JSON.parse(list), false));`;
  const child = spawn(process.execPath, ['-e', script], { cwd: ROOT, stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = new Promise<boolean>((done) => child.once('exit', () => done(true)));
  child.stdin.end(JSON.stringify(files(text)));
  const stage = at(`of-the-model/.leeway-${child.pid}`);
  for (
    let over = false;
    !over;
    over = await Promise.race([ended, new Promise<boolean>((on) => setImmediate(on, false))])
  ) {
    if ((await readdir(stage).catch(() => [] as string[])).includes(when)) {
      child.kill('SIGKILL');
      break;
    }
  }
  await ended;
}

describe('writeAll, killed', () => {
  it.each([
    ['while it writes', '0'],
    ['while it moves', 'journal.json'],
  ])(
    '%s: the next run finds all files as they were or all as they should be, and leaves nothing behind',
    async (_when, sign) => {
      await writeAll(files('old'), false);
      await killed('new', sign);
      await writeAll([{ file: at('of-the-model/other.yaml'), text: marked('other: 1\n') }], false);
      const now = await written();
      expect([all('old'), all('new')]).toContainEqual(now);
      expect(await hidden()).toEqual([]);
      await writeAll(files('newest'), false);
      expect(await written()).toEqual(all('newest'));
    }
  );

  const staged = async (pid: number, journal?: object) => {
    const stage = at(`.leeway-${pid}`);
    await mkdir(stage);
    await writeFile(path.join(stage, '1'), marked('a: 2\n'));
    if (journal) {
      await writeFile(path.join(stage, 'journal.json'), JSON.stringify(journal));
    }
    return path.join(stage, '1');
  };
  const run = () => writeAll([{ file: at('other.yaml'), text: marked('other: 1\n') }], false);
  const dead = () => at(`.leeway-${DEAD}/1`);

  it('finishes what was moved by half, and keeps what people changed since', async () => {
    await writeFile(at('one.yaml'), marked('a: 1\n'));
    await staged(DEAD, [
      { staged: at(`.leeway-${DEAD}/0`), file: at('zero.yaml') },
      { staged: dead(), file: at('one.yaml') },
    ]);
    await run();
    expect((await readdir(folder)).sort()).toEqual(['one.yaml', 'other.yaml']);
    expect(await readFile(at('one.yaml'), 'utf8')).toBe(marked('a: 2\n'));
    await writeFile(at('one.yaml'), 'mine: 1\n');
    await staged(DEAD, [{ staged: dead(), file: at('one.yaml') }]);
    await run();
    expect(await readFile(at('one.yaml'), 'utf8')).toBe('mine: 1\n');
    expect((await readdir(folder)).sort()).toEqual(['one.yaml', 'other.yaml']);
  });

  it('leaves a run alone that still goes on', async () => {
    await staged(process.ppid);
    await run();
    expect(await readdir(at(`.leeway-${process.ppid}`))).toEqual(['1']);
  });
});

it('puts back what was moved when one file cannot be', async () => {
  await writeFile(at('one.yaml'), marked('a: 1\n'));
  await mkdir(at('two.yaml/full'), { recursive: true });
  const both = ['one.yaml', 'new.yaml', 'two.yaml'].map((name) => ({ file: at(name), text: marked('a: 2\n') }));
  await expect(writeAll(both, false)).rejects.toThrow(/two\.yaml cannot be written .*nothing was changed/);
  expect((await readdir(folder)).sort()).toEqual(['one.yaml', 'two.yaml']);
  expect(await readFile(at('one.yaml'), 'utf8')).toBe(marked('a: 1\n'));
});
