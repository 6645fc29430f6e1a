/**
 * Plays weeks of the demo's year in a Grafana of its own, from the distribution at GRAFANA_HOME, as someone on call lives through
 * them. Each step moves the log a week on, and the webhook receives what the generated rules send. Prints it; ends with an
 * error where that is not one story: a first notification, at most two updates, resolved.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../cli/engine';
import { startGrafana } from '../../cli/grafana';
import { plugin } from '../../cli/plugin';
import { type Notification, receive } from '../e2e/receiver';
import { hurryRules, moveLog, notifyWebhook, received, reload } from './grafana';

/** An incident as its alerts tell it. */
interface Story {
  name: string;
  /** Mondays of 2013 on which the week before has been judged: before the incident, each of its weeks, after it. */
  mondays: string[];
  /** The tier that tells of it, and a policy that must be among what fires. */
  tier: string;
  policy: string;
}

const FURLOUGH: Story = {
  name: 'furlough',
  mondays: ['2013-04-22', '2013-04-29', '2013-05-06'],
  tier: 'page',
  policy: 'accuracy-week',
};

/** A notification with the step that sent it. */
type Sent = Notification & { step: string };

/** Plays a story and says what is wrong with what was sent. */
async function play(home: string, story: Story): Promise<string[]> {
  const provisioning = await mkdtemp(path.join(os.tmpdir(), 'leeway-provisioning-'));
  const webhook = await receive();
  const now = new Date();
  await cp(path.join(ROOT, 'provisioning'), provisioning, { recursive: true });
  await hurryRules(provisioning, now);
  await notifyWebhook(provisioning, webhook);
  await moveLog(provisioning, story.mondays[0]!, now);
  const duckdbRoot = path.join(ROOT, 'demo/flights');
  const grafana = await startGrafana({ home, plugin: await plugin(), provisioning, duckdbRoot });
  try {
    const sent: Sent[] = [];
    for (const monday of story.mondays) {
      await moveLog(provisioning, monday, now);
      await reload(grafana.url);
      const fresh = (await received(webhook)).slice(sent.length);
      sent.push(...fresh.map((one) => ({ ...one, step: monday })));
      console.log(`${story.name} ${monday}: ${fresh.map(words).join('\n') || 'nothing'}`);
    }
    return judge(story, sent).map((fault) => `${story.name}: ${fault}`);
  } finally {
    await grafana.stop();
    await rm(provisioning, { recursive: true, force: true });
  }
}

const words = ({ status, groupLabels, alerts }: Notification) =>
  `${status} ${groupLabels.tier} [${alerts.map(({ labels, status: of }) => `${of} ${labels.policy}`).join(', ')}]\n    ${alerts[0]?.annotations.description}`;

/** What is wrong with what a story sent. */
function judge({ tier, policy, mondays }: Story, sent: Sent[]): string[] {
  const faults = sent.filter(({ step }) => step === mondays[0]).map((one) => `the week before sends ${words(one)}`);
  faults.push(...sent.filter(({ groupLabels }) => groupLabels.tier !== tier).map((one) => `also sends ${words(one)}`));
  const own = sent.filter(({ groupLabels }) => groupLabels.tier === tier);
  const firing = own.filter(({ status }) => status === 'firing');
  if (!firing.some(({ alerts }) => alerts.some(({ labels }) => labels.policy === policy))) {
    faults.push(`nobody hears of ${policy}`);
  }
  if (firing.length > 3) {
    faults.push(`${firing.length} notifications are more than a first one and two updates`);
  }
  if (own.at(-1)?.status !== 'resolved') {
    faults.push('it is never resolved');
  }
  return faults;
}

play(process.env.GRAFANA_HOME!, FURLOUGH)
  .then((faults) => {
    faults.forEach((fault) => console.error(fault));
    process.exit(faults.length > 0 ? 1 : 0);
  })
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
