import { run } from './command';
import { type Result, skip, verdict, withExitCode } from './counts';
import { readGoReport } from './goReport';
import type { Runner } from './runner';
import { withSecondTry } from './secondTry';

const TAGS = ['-tags', 'osusergo,netgo'];
const STATICCHECK = 'honnef.co/go/tools/cmd/staticcheck@v0.8.2';
/** Every folder with Go of ours; `./...` would find that of npm packages too. */
const PACKAGES = ['./cmd/...', './internal/...', './pkg/...', './schema/...', './tests/...'];
/** Where goroutines share state; the race detector makes the rest several times slower for nothing. */
const CONCURRENT = /\/pkg\/(engine|store|plugin)(\/|$)/;

/** Everything that needs Go and a C++ compiler, which link DuckDB. */
export const goRunners: Runner[] = [
  { name: 'go vet', run: () => vet() },
  { name: 'staticcheck', run: () => staticcheck() },
  { name: 'go test -race', run: () => goTest((name) => CONCURRENT.test(name), ['-race']) },
  { name: 'go test', run: () => goTest((name) => !CONCURRENT.test(name), []) },
];

const NO_GO = 'Go is not on the PATH';

async function vet(): Promise<Result> {
  const { code, output, missing } = await run('go', ['vet', ...TAGS, ...PACKAGES]);
  return missing ? skip(NO_GO) : verdict(code === 0, output);
}

async function staticcheck(): Promise<Result> {
  const available = await run('go', ['run', STATICCHECK, '-version']);
  if (available.code !== 0) {
    return skip(available.missing ? NO_GO : `${STATICCHECK} cannot be had:\n${available.output}`);
  }
  const { code, output } = await run('go', ['run', STATICCHECK, ...TAGS, ...PACKAGES]);
  return verdict(code === 0, output);
}

/** Tests the packages whose import path `wanted` picks. */
async function goTest(wanted: (name: string) => boolean, flags: string[]): Promise<Result> {
  const list = await run('go', ['list', ...TAGS, ...PACKAGES]);
  if (list.missing) {
    return skip(NO_GO);
  }
  if (list.code !== 0) {
    return verdict(false, list.output);
  }
  const packages = list.stdout.split('\n').filter((name) => name !== '' && wanted(name));
  // Anew: a result of before knows neither of a server installed since nor of the long profile. And Go gives a package ten
  // minutes by itself, too little for five stores on a busy machine.
  const how = ['-json', '-count=1', '-timeout', process.env.LEEWAY_LONG ? '180m' : '25m', ...flags];
  const test = async (...what: string[]) => {
    const { code, stdout, output } = await run('go', ['test', ...TAGS, ...how, ...what]);
    return withExitCode(readGoReport(stdout), code, output);
  };
  return withSecondTry(await test(...packages), (failed) => test('-run', `^${failed.name}$`, failed.package));
}
