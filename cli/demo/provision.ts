/** Writes what is generated of the demo's provisioning: `npm run provisioning`. */
import { DEMO } from '../preview';
import { describe } from '../generate/describe';
import { writeAll } from '../generate/files';
import { demoFiles, OUT, SOURCES } from './provisioning';

async function provision(): Promise<void> {
  const files = SOURCES.map(async (one) =>
    demoFiles(await describe({ datasource: DEMO.datasource, name: one.name, org: '1', out: OUT }), one)
  );
  const written = await writeAll((await Promise.all(files)).flat(), false);
  console.error(written.length > 0 ? `wrote ${written.join(', ')}` : 'everything is up to date');
}

provision().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
