import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** The top of the repository. */
export const ROOT = path.resolve(__dirname, '../..');

/** How a command ended. `missing` is set when there is no such program on this machine. */
export interface Ended {
  code: number;
  stdout: string;
  /** Standard output and standard error as they came. */
  output: string;
  missing: boolean;
}

/** Runs a command at the top of the repository and keeps what it prints. Never rejects. */
export function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((done) => {
    const ended: Ended = { code: 1, stdout: '', output: '', missing: false };
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ended.stdout += text;
      ended.output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      ended.output += text;
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      ended.missing = error.code === 'ENOENT';
      ended.output += error.message;
      done(ended);
    });
    child.once('close', (code) => done({ ...ended, code: code ?? 1 }));
  });
}

/** Runs a program of node_modules. */
export function runTool(name: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return run(path.join(ROOT, 'node_modules/.bin', name), args, env);
}

/** Gives `use` a path for a report, and the text that was written there, if any, to `read`. */
export async function withReport(
  use: (file: string) => Promise<Ended>
): Promise<Ended & { report: string | undefined }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leeway-report-'));
  try {
    const file = path.join(folder, 'report.json');
    const ended = await use(file);
    return { ...ended, report: await readFile(file, 'utf8').catch(() => undefined) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
