import { spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

/** The top of the repository. */
export const ROOT = path.resolve(__dirname, '..');
const SOURCES = ['go.mod', 'go.sum', 'cmd', 'pkg', 'schema'];

/** A program of this repository that is written in Go: its name, its package, and the file it is built to. */
export interface GoProgram {
  name: string;
  source: string;
  binary: string;
}

const ENGINE: GoProgram = {
  name: 'leeway-engine',
  source: './cmd/leeway-engine',
  binary: path.join(ROOT, 'bin', process.platform === 'win32' ? 'leeway-engine.exe' : 'leeway-engine'),
};

/** A failure that the user can act on: its message is all that the command line prints of it. */
export class CommandError extends Error {}

/** The path of the engine's binary, built if need be; see `compiled`. */
export function engine(): Promise<string> {
  return compiled(ENGINE);
}

/**
 * The path of a program's binary. It is built first when it is missing, or older than any Go source: that takes
 * minutes the first time and seconds later. Progress goes to standard error.
 *
 * @throws CommandError when Go or a C++ compiler is missing, or the sources do not compile.
 */
export function compiled(program: GoProgram): Promise<string> {
  const { binary } = program;
  const begun = upToDate.get(binary) ?? buildIfOlder(program).finally(() => upToDate.delete(binary));
  upToDate.set(binary, begun);
  return begun;
}

/** The binaries that are being brought up to date: whoever asks for one meanwhile waits for the same build. */
const upToDate = new Map<string, Promise<string>>();

async function buildIfOlder(program: GoProgram): Promise<string> {
  if (await isOlder(program.binary, SOURCES)) {
    await build(program);
  }
  return program.binary;
}

/** Whether a file is missing, or older than something below the sources, which are paths in the repository. */
export async function isOlder(file: string, sources: string[]): Promise<boolean> {
  const built = await stat(file).catch(() => undefined);
  const changed = Math.max(...(await Promise.all(sources.map((source) => newest(path.join(ROOT, source))))));
  return built === undefined || built.mtimeMs < changed;
}

/**
 * Runs the engine with this process's own standard input, output and error.
 *
 * @returns the engine's exit code; 128 + the signal's number if a signal ended it, as shells count.
 */
export async function runEngine(args: string[]): Promise<number> {
  return finished(spawn(await engine(), args, { stdio: 'inherit' }));
}

/** The latest change below a path, in epoch milliseconds. Folders count, for they change when a file in them goes. */
async function newest(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isDirectory()) {
    return found?.mtimeMs ?? 0;
  }
  const entries = await readdir(file, { withFileTypes: true });
  const inside = entries.filter((entry) => entry.isDirectory() || !entry.name.endsWith('_test.go'));
  const times = await Promise.all(inside.map((entry) => newest(path.join(file, entry.name))));
  return Math.max(found.mtimeMs, ...times);
}

/** What the compiler says is shown when it fails: the static linker warns of functions that DuckDB never calls here. */
async function build({ name, source, binary }: GoProgram): Promise<void> {
  console.error(`Building ${name} (minutes the first time, DuckDB is linked into it) …`);
  await mkdir(path.dirname(binary), { recursive: true });
  // Built beside and moved into place, so that no other command ever starts half a binary.
  const fresh = `${binary}.${process.pid}`;
  // Fully static on Linux: one file that runs on any distribution. macOS and Windows have no static C library.
  const link = process.platform === 'linux' ? '-s -w -linkmode external -extldflags "-static"' : '-s -w';
  const args = ['build', '-tags', 'osusergo,netgo', '-ldflags', link, '-o', fresh, source];
  try {
    const go = spawn('go', args, {
      cwd: ROOT,
      env: { ...process.env, CGO_ENABLED: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [output, code] = await Promise.all([text(go.stderr), finished(go)]);
    if (code >= 128) {
      throw new CommandError(`interrupted while ${name} was being built`);
    }
    if (code !== 0) {
      throw new CommandError(`${output}\n${name} was not built, see above. It needs Go, gcc and g++.`);
    }
    await rename(fresh, binary);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === 'spawn go') {
      throw new CommandError(`${name} is built with Go, which is not on the PATH: https://go.dev/dl`);
    }
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Resolves to a child's exit code, and passes the signals that would end this process on to the child. */
export function finished(child: ReturnType<typeof spawn>): Promise<number> {
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
  signals.forEach((signal) => process.on(signal, forward));
  return new Promise<number>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done(code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  }).finally(() => signals.forEach((signal) => process.off(signal, forward)));
}
