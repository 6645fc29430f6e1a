import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { marked, writeAll } from './files';
import { inTurn, replaceTogether } from './together';

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

/** Writes the files in a process of its own. */
function writing(text: string): ChildProcess {
  const script = `require('tsx/cjs'); const { writeAll } = require('./cli/generate/files');
    let list = ''; process.stdin.on('data', (more) => (list += more)).on('end', () => writeAll(JSON.parse(list), false, 50_000));`;
  const child = spawn(process.execPath, ['-e', script], { cwd: ROOT, stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(JSON.stringify(files(text)));
  return child;
}

/** Writes the files in a process of its own, which is killed as soon as its stage holds what is named. */
async function killed(text: string, when: string): Promise<void> {
  const child = writing(text);
  const ended = new Promise<boolean>((done) => child.once('exit', () => done(true)));
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

  it('waits for a run that still goes on, then says which', async () => {
    await staged(process.ppid);
    const impatient = writeAll([{ file: at('other.yaml'), text: marked('other: 1\n') }], false, 0);
    await expect(impatient).rejects.toThrow(
      new RegExp(`another run, process ${process.ppid}, writes into .*; nothing was changed. If none runs, remove .*`)
    );
    expect(await readdir(folder)).toEqual([`.leeway-${process.ppid}`]);
    expect(await readdir(at(`.leeway-${process.ppid}`))).toEqual(['1']);
  });

  it('takes what is older than any run for left behind, whatever has the number of its process now', async () => {
    await staged(process.ppid);
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(at(`.leeway-${process.ppid}`), longAgo, longAgo);
    await run();
    expect(await readdir(folder)).toEqual(['other.yaml']);
  });
});

it('writes the files of one of two runs at once, never of both', async () => {
  const runs = ['one', 'two'].map((text) => {
    const child = writing(text);
    return new Promise<number | null>((done) => child.once('exit', done));
  });
  expect(await Promise.all(runs)).toEqual([0, 0]);
  expect([all('one'), all('two')]).toContainEqual(await written());
  expect(await hidden()).toEqual([]);
});

it('puts back what was moved when one file cannot be', async () => {
  await writeFile(at('one.yaml'), marked('a: 1\n'));
  await mkdir(at('two.yaml/full'), { recursive: true });
  const text = marked('a: 2\n');
  const three = [
    { file: at('one.yaml'), text, old: marked('a: 1\n') },
    ...['new', 'two'].map((name) => ({ file: at(`${name}.yaml`), text })),
  ];
  await expect(inTurn(folder, 0, (stage) => replaceTogether(three, stage))).rejects.toThrow(
    /two\.yaml cannot be written \(there is a folder\); nothing was changed/
  );
  expect((await readdir(folder)).sort()).toEqual(['one.yaml', 'two.yaml']);
  expect(await readFile(at('one.yaml'), 'utf8')).toBe(marked('a: 1\n'));
});
