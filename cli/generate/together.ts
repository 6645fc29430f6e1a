import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../engine';

/** A file that is replaced: its path, its text, and what stands there so far, if anything does, with its permissions. */
export interface Replacement {
  file: string;
  text: string;
  old?: string;
  mode?: number;
}

/** What is left to do once everything is written: which staged file goes where. */
type Journal = Array<{ staged: string; file: string }>;

const STAGE = /^\.leeway-(\d+)$/;
const JOURNAL = 'journal.json';
const WAIT_MS = 50;
/** No run takes so long. */
const LONGEST_MS = 600_000;

/**
 * Calls `write` with a hidden folder to stage files in, which goes afterwards. Of several runs in a folder one is at work at
 * a time, so that files of two never mix.
 *
 * @throws CommandError when another run is not done within `patience` milliseconds, or when the folder cannot be written.
 */
export async function inTurn<T>(folder: string, patience: number, write: (stage: string) => Promise<T>): Promise<T> {
  const stage = path.join(path.resolve(folder), `.leeway-${process.pid}`);
  await makeFolder(path.dirname(stage));
  try {
    await takeTurn(stage, Date.now() + patience);
    return await write(stage);
  } finally {
    await rm(stage, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Makes the stage when there is no other; of two that were made at once the one of the lower process number stays. */
async function takeTurn(stage: string, deadline: number): Promise<void> {
  const folder = path.dirname(stage);
  for (;;) {
    await mkdir(stage, { recursive: true }).catch(unwritable(folder));
    const others = (await stagesIn(folder)).filter(({ runs }) => runs);
    const [first] = others;
    if (first === undefined) {
      return;
    }
    if (others.some(({ pid }) => pid < process.pid)) {
      await rm(stage, { recursive: true, force: true });
    }
    if (Date.now() >= deadline) {
      throw new CommandError(
        `another run, process ${first.pid}, writes into ${folder}; nothing was changed. If none runs, remove ${first.stage}`
      );
    }
    await sleep(WAIT_MS);
  }
}

/**
 * Replaces all files or none. They are written into the stage, and moved only when all are there; if one cannot be moved,
 * those before it are put back. A run that was killed while it moved them is finished by `recover`.
 *
 * @throws CommandError when a file cannot be written; it names the file.
 */
export async function replaceTogether(files: Replacement[], stage: string): Promise<void> {
  const journal: Journal = [];
  for (const [i, { file, text, mode }] of files.entries()) {
    await makeFolder(path.resolve(path.dirname(file)));
    const staged = path.join(stage, String(i));
    await writeFile(staged, text).catch(unwritable(file));
    await (mode === undefined ? undefined : chmod(staged, mode).catch(unwritable(file)));
    journal.push({ staged, file: path.resolve(file) });
  }
  await writeFile(path.join(stage, 'journal'), JSON.stringify(journal)).catch(unwritable(stage));
  await rename(path.join(stage, 'journal'), path.join(stage, JOURNAL)).catch(unwritable(stage));
  await move(files, journal);
}

async function move(files: Replacement[], journal: Journal): Promise<void> {
  for (const [i, { staged, file }] of journal.entries()) {
    try {
      await rename(staged, file);
    } catch (error) {
      await Promise.all(files.slice(0, i).map(putBack));
      unwritable(files[i]!.file)(error);
    }
  }
}

const putBack = ({ file, old }: Replacement) => (old === undefined ? rm(file, { force: true }) : writeFile(file, old));

/**
 * Cleans up after runs in a folder that were killed: what one had written completely is moved into place, anything else is
 * removed. `isReplaceable` tells whether a text may be replaced; files that people changed since then stay.
 */
export async function recover(folder: string, isReplaceable: (text: string) => boolean): Promise<void> {
  for (const { stage, runs } of await stagesIn(folder)) {
    if (!runs) {
      await finish(stage, isReplaceable);
      await rm(stage, { recursive: true, force: true }).catch(unwritable(stage));
    }
  }
}

/** The stages of other runs in a folder; one that is older than any run takes was left behind, whatever has its number now. */
async function stagesIn(folder: string): Promise<Array<{ stage: string; pid: number; runs: boolean }>> {
  const names = (await readdir(folder).catch(() => [])).sort();
  const found = names.map(async (name) => {
    const stage = path.join(folder, name);
    const pid = Number(STAGE.exec(name)?.[1] ?? process.pid);
    const made = await stat(stage).catch(() => undefined);
    return { stage, pid, runs: isRunning(pid) && made !== undefined && Date.now() - made.mtimeMs < LONGEST_MS };
  });
  return (await Promise.all(found)).filter(({ stage, pid }) => STAGE.test(path.basename(stage)) && pid !== process.pid);
}

async function finish(stage: string, isReplaceable: (text: string) => boolean): Promise<void> {
  const text = await readFile(path.join(stage, JOURNAL), 'utf8').catch(() => '[]');
  for (const { staged, file } of JSON.parse(text) as Journal) {
    const now = await readFile(file, 'utf8').catch(() => undefined);
    if ((await exists(staged)) && (now === undefined || isReplaceable(now))) {
      await rename(staged, file).catch(unwritable(file));
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Makes a folder and those above it, one by one: Node's recursive `mkdir` never ends below /proc, which answers ENOENT. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) {
    return;
  }
  if (path.dirname(folder) !== folder) {
    await makeFolder(path.dirname(folder));
  }
  await mkdir(folder).catch(async (error) => (await isFolder(folder)) || unwritable(folder)(error));
}

const isFolder = (folder: string) =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false
  );

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false
  );

const unwritable = (file: string) => (error: unknown) => {
  throw new CommandError(`${file} cannot be written (${reasonOf(error)}); nothing was changed`);
};

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EEXIST: 'there is a file, not a folder',
  ENOTDIR: 'there is a file, not a folder',
  EISDIR: 'there is a folder',
  ENAMETOOLONG: 'its name is too long',
  EXDEV: 'it lies on another file system than the folder',
  ENOENT: 'its folder cannot be made',
};

/** Why a file operation failed, in words. */
export function reasonOf(error: unknown): string {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? code;
}
