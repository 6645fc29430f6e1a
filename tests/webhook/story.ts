import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Notification } from '../e2e/receiver';

/** A log that is moved a week on at each step, with rules and a receiver of its own. Chapters follow one another. */
export interface Lane {
  name: string;
  chapters: Story[];
}

/** Weeks of the demo's year, and what its generated rules should say of them. */
export interface Story {
  name: string;
  /** Mondays of 2013 on which the week before is the last one judged: before an incident, each week of it, after it. */
  mondays: string[];
  /** The tier that tells of it; explain or none: nobody hears of it. */
  tier: string;
  /** What fires, and nothing else. */
  policies: string[];
}

/** All lanes have equally many steps, and are played side by side; tests/alerttexts asks the engine for what their alerts say. */
export const LANES = JSON.parse(readFileSync(path.join(__dirname, 'stories.json'), 'utf8')) as Lane[];

/** The Mondays of a lane's steps. */
export const stepsOf = ({ chapters }: Lane) => chapters.flatMap(({ mondays }) => mondays);

/** A notification with the Monday that sent it. */
export type Sent = Notification & { monday: string };

/** Updates of a notification that someone on call puts up with. */
const MOST_UPDATES = 2;

/** What is wrong with what a story sent: it should be one first notification, at most two updates, and resolved. */
export function faultsOf({ tier, policies, mondays }: Story, sent: Sent[]): string[] {
  if (policies.length === 0) {
    return sent.map((one) => `${one.monday} sends ${describe(one)}`);
  }
  const faults = sent
    .filter(({ monday }) => monday === mondays[0])
    .map((one) => `the week before sends ${describe(one)}`);
  faults.push(
    ...sent.filter(({ groupLabels }) => groupLabels.tier !== tier).map((one) => `also sends ${describe(one)}`)
  );
  const own = sent.filter(({ groupLabels }) => groupLabels.tier === tier);
  const fired = own.flatMap(({ alerts }) => alerts.map(({ labels }) => labels.policy!));
  faults.push(...policies.filter((id) => !fired.includes(id)).map((id) => `nobody hears of ${id}`));
  faults.push(...fired.filter((id) => !policies.includes(id)).map((id) => `also tells of ${id}`));
  faults.push(
    ...own.flatMap(({ alerts }) =>
      alerts.filter(({ values }) => !values).map(({ labels }) => `no values of ${labels.policy}`)
    )
  );
  const firing = own.filter(({ status }) => status === 'firing').length;
  if (firing > 1 + MOST_UPDATES) {
    faults.push(`${firing} notifications are more than a first one and ${MOST_UPDATES} updates`);
  }
  if (own.filter(({ status }) => status === 'resolved').length !== 1 || own.at(-1)?.status !== 'resolved') {
    faults.push('it is not resolved once, at the end');
  }
  return faults;
}

/** A notification in a few lines. */
export function describe({ status, groupLabels, alerts }: Notification): string {
  const one = ({ status: of, labels, annotations }: Notification['alerts'][0]) =>
    `\n  ${of} ${labels.policy} ${labels.feature ?? ''}\n    ${annotations.summary}\n    ${annotations.description}`;
  return `${status} ${groupLabels.model} ${groupLabels.tier}${alerts.map(one).join('')}`;
}
