/**
 * Serves a Grafana of its own, from the distribution at GRAFANA_HOME, with the plugin and the moved demo, and a webhook
 * that receives its notifications. Prints both addresses on one line when they answer; SIGTERM ends everything.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../cli/engine';
import { startGrafana } from '../../cli/grafana';
import { plugin } from '../../cli/plugin';
import { provision } from './provisioning';
import { receive } from './receiver';

async function serve(home: string): Promise<void> {
  const provisioning = await mkdtemp(path.join(os.tmpdir(), 'leeway-provisioning-'));
  // A run on a busy machine outlasts the ten minutes after which Grafana changes the tokens that tests have saved.
  process.env.GF_AUTH_TOKEN_ROTATION_INTERVAL_MINUTES = '1440';
  const webhook = await receive();
  await provision(provisioning, webhook, new Date());
  const grafana = await startGrafana({
    home,
    plugin: await plugin(),
    provisioning,
    duckdbRoot: path.join(ROOT, 'demo/flights'),
  });
  const end = async () => {
    await grafana.stop();
    await rm(provisioning, { recursive: true });
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  console.log(`Grafana at ${grafana.url} webhook at ${webhook}`);
}

serve(process.env.GRAFANA_HOME!).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
