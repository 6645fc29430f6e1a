/**
 * Runs every test that can run on this machine and ends with the line `N passed, N failed, N skipped`; the exit code
 * is 1 if anything failed. What is absent is skipped by name and counted. Options: `--long` for the tests that take
 * minutes, `--only <text>` for the runners whose name contains the text.
 */
import { parseArgs } from 'node:util';
import { browserRunners } from './browserRunners';
import { type Result, sum, summary, verdict } from './counts';
import { goRunners } from './goRunners';
import { nodeRunners } from './nodeRunners';
import type { Runner } from './runner';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { long: { type: 'boolean' }, only: { type: 'string', default: '' } } });
  if (values.long) {
    process.env.LEEWAY_LONG = '1';
  }
  const chosen = (runners: Runner[]) => runners.filter(({ name }) => name.includes(values.only));
  // Two lanes, for the commonest small machine has two cores; browsers come last, for they measure time.
  const lanes = await Promise.all([inTurn(chosen(goRunners)), inTurn(chosen(nodeRunners))]);
  const results = [...lanes.flat(), ...(await inTurn(chosen(browserRunners)))];
  if (results.length === 0) {
    throw new Error(`no runner's name contains "${values.only}"`);
  }
  repeatFailures(results);
  const total = sum(results);
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(`\n${summary(total)}`);
}

async function inTurn(runners: Runner[]): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, run } of runners) {
    const start = performance.now();
    const result = await run().catch((error: Error) => verdict(false, error.message));
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${result.failed > 0 ? 'FAIL' : 'ok  '} ${name.padEnd(20)} ${summary(result)} (${seconds} s)`);
    for (const text of [result.notes, result.failures, result.skips]) {
      if (text) {
        console.log(indent(text));
      }
    }
    results.push(result);
  }
  return results;
}

/** Says once more what failed, last, where a reader of a long log looks first. */
function repeatFailures(results: Result[]): void {
  for (const { failures, secondTries } of results) {
    if (secondTries) {
      console.log(`\nPassed when run again, alone; the first time they said:\n${indent(secondTries)}`);
    }
    if (failures) {
      console.log(`\nFailed:\n${indent(shorten(failures))}`);
    }
  }
}

/** The beginning names what failed, the end says why. */
function shorten(text: string): string {
  return text.length > 5000 ? `${text.slice(0, 2000)}\n[…]\n${text.slice(-3000)}` : text;
}

function indent(text: string): string {
  return text.replace(/^/gm, '     ');
}

void main();
