import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandError } from '../engine';

/** A file that is replaced: its path, its text, and what stands there so far, if anything does. */
export interface Replacement {
  file: string;
  text: string;
  old?: string;
}

/** What is left to do once everything is written: which staged file goes where. */
type Journal = Array<{ staged: string; file: string }>;

const STAGE = /^\.leeway-(\d+)$/;
const JOURNAL = 'journal.json';

/**
 * Replaces all files or none. They are written into a hidden folder beside the first, and moved only when all are there; if
 * one cannot be moved, those before it are put back. A run that was killed while it moved them is finished by `recover`.
 *
 * @throws CommandError when a file cannot be written; it names the file.
 */
export async function replaceTogether(files: Replacement[]): Promise<void> {
  if (files.length === 0) {
    return;
  }
  const stage = path.join(path.dirname(path.resolve(files[0]!.file)), `.leeway-${process.pid}`);
  await makeFolder(path.dirname(stage));
  try {
    await mkdir(stage, { recursive: true }).catch(unwritable(path.dirname(files[0]!.file)));
    const journal: Journal = [];
    for (const [i, { file, text }] of files.entries()) {
      await makeFolder(path.resolve(path.dirname(file)));
      const staged = path.join(stage, String(i));
      await writeFile(staged, text).catch(unwritable(file));
      journal.push({ staged, file: path.resolve(file) });
    }
    await writeFile(path.join(stage, 'journal'), JSON.stringify(journal)).catch(unwritable(stage));
    await rename(path.join(stage, 'journal'), path.join(stage, JOURNAL)).catch(unwritable(stage));
    await move(files, journal);
  } finally {
    await rm(stage, { recursive: true, force: true }).catch(() => undefined);
  }
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
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = STAGE.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      const stage = path.join(folder, name);
      await finish(stage, isReplaceable);
      await rm(stage, { recursive: true, force: true }).catch(unwritable(stage));
    }
  }
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

/** Whether a process runs; this one does nothing before it has cleaned up. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
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
  throw new CommandError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}); nothing was changed`);
};
