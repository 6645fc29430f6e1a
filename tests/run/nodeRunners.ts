import { type Ended, runTool, withReport } from './command';
import { type Result, verdict, withExitCode } from './counts';
import { readJestReport } from './jestReport';
import type { Runner } from './runner';

/** A tool that says yes or no: one test. */
const tool = (name: string, program: string, args: string[]): Runner => ({
  name,
  run: async () => {
    const { code, output } = await runTool(program, args);
    return verdict(code === 0, output);
  },
});

/** Everything that needs Node alone. */
export const nodeRunners: Runner[] = [
  tool('types of src', 'tsc', ['--noEmit', '--pretty', 'false']),
  tool('types of cli', 'tsc', ['--noEmit', '--pretty', 'false', '-p', 'cli']),
  tool('types of tests', 'tsc', ['--noEmit', '--pretty', 'false', '-p', 'tests']),
  tool('eslint', 'eslint', ['--max-warnings', '0', '.']),
  tool('prettier', 'prettier', ['--check', '**/*.{ts,tsx,js,mjs,cjs}']),
  tool('import direction', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'cli', 'tests']),
  { name: 'jest', run: jest },
  tool('bundle', 'webpack', ['-c', './webpack.config.ts', '--env', 'production']),
];

async function jest(): Promise<Result> {
  return fromReport(await withReport((file) => runTool('jest', ['--ci', '--json', '--outputFile', file])));
}

function fromReport({ code, output, report }: Ended & { report: string | undefined }): Result {
  return report === undefined ? verdict(false, output) : withExitCode(readJestReport(report), code, output);
}
