import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Specification } from '../../src/contract';
import { CommandError, engine, finished } from '../engine';

/** Which data source of which settings file, and where the files go. */
export interface GenerateOptions {
  datasource: string;
  name?: string;
  models?: string;
  modelsRoot?: string;
  org: string;
  out: string;
  force?: boolean;
}

/** What Go makes of the settings: models with their defaults filled in, and the uids of what is generated. */
export async function describe({ datasource, name, models, modelsRoot, org }: GenerateOptions): Promise<Specification> {
  const optional = Object.entries({ name, models, 'models-root': modelsRoot }).flatMap(([flag, value]) =>
    value ? [`--${flag}`, value] : []
  );
  const args = ['describe', '--datasource', datasource, '--org', org, ...optional];
  const child = spawn(await engine(), args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, code] = await Promise.all([text(child.stdout), finished(child)]);
  if (code !== 0) {
    throw new CommandError('nothing was generated, see above');
  }
  return JSON.parse(output) as Specification;
}

/** Says what works but should be changed. */
export function warn({ models }: Specification): void {
  for (const { id, warnings } of models) {
    warnings.forEach((warning) => console.error(`warning: model ${id}: ${warning}`));
  }
}
