/**
 * Plays weeks of the demo's year in a Grafana of its own, from the distribution at GRAFANA_HOME, as someone on call lives through
 * them: each step moves the logs a week on, and a webhook receives what the generated rules send. All lanes play at once.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../cli/engine';
import { startGrafana } from '../../cli/grafana';
import { plugin } from '../../cli/plugin';
import { receive } from '../e2e/receiver';
import { received, reload } from './grafana';
import { moveLogs, provision } from './provisioning';
import { describe, LANES, mondayOf, type Sent, STEPS } from './story';

/** The environment's variable with the file of what was sent. */
export const SENT_FILE = 'LEEWAY_SENT';

/** Plays, and keeps what was sent for the tests. */
export default async function play(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leeway-provisioning-'));
  const now = new Date();
  const webhook = await receive();
  await provision(folder, LANES, webhook, now);
  // A busy machine may read five logs for longer than the 30 seconds that Grafana gives a rule.
  process.env.GF_UNIFIED_ALERTING_EVALUATION_TIMEOUT = '5m';
  const duckdbRoot = path.join(ROOT, 'demo/flights');
  const grafana = await startGrafana({
    home: process.env.GRAFANA_HOME!,
    plugin: await plugin(),
    provisioning: folder,
    duckdbRoot,
  });
  try {
    const sent = await steps(grafana.url, folder, webhook, now);
    process.env[SENT_FILE] = path.join(folder, 'sent.json');
    await writeFile(process.env[SENT_FILE], JSON.stringify(sent, null, 2));
  } finally {
    await grafana.stop();
  }
  return () => rm(folder, { recursive: true, force: true });
}

async function steps(url: string, folder: string, webhook: string, now: Date): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let step = 0; step < STEPS; step++) {
    await moveLogs(folder, LANES, step, now);
    const began = Date.now();
    await reload(url, webhook);
    console.log(`step ${step + 1}: ${Math.round((Date.now() - began) / 1000)} s`);
    for (const one of (await received(webhook)).slice(sent.length)) {
      const monday = mondayOf(
        LANES.find(({ name }) => name === one.receiver)!,
        step
      );
      sent.push({ ...one, monday });
      console.log(`${one.receiver} ${monday}: ${describe(one)}`);
    }
  }
  return sent;
}
