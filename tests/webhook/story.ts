import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Notification } from '../e2e/receiver';

/** A log that is moved a week on at each step, with rules and a receiver of its own. Chapters follow one another. */
export interface Lane {
  name: string;
  chapters: Story[];
  /** A Monday on which the log has ended, more than a week before. */
  ended?: string;
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
  /** The incident lasts until the log ends, so nothing resolves it. */
  lasts?: boolean;
}

/** All lanes are played side by side; tests/alerttexts asks the engine for what their alerts say. */
export const LANES = JSON.parse(readFileSync(path.join(__dirname, 'stories.json'), 'utf8')) as Lane[];

const stepsOf = ({ chapters, ended }: Lane) => [
  ...chapters.flatMap(({ mondays }) => mondays),
  ...(ended ? [ended] : []),
];

/** How many steps the longest lane has. */
export const STEPS = Math.max(...LANES.map((lane) => stepsOf(lane).length));

/** The Monday of a lane's step; a lane that is over stays where it is. */
export function mondayOf(lane: Lane, step: number): string {
  const steps = stepsOf(lane);
  return steps[Math.min(step, steps.length - 1)]!;
}

/** A notification with the Monday that sent it. */
export type Sent = Notification & { monday: string };

/** The refId of a figure that cannot be computed. */
export const UNKNOWABLE = 'unknowable';

/** Updates of a notification that someone on call puts up with. */
const MOST_UPDATES = 2;

/** What is wrong with what a story sent: it should be one first notification, at most two updates, and resolved if it ends. */
export function faultsOf({ tier, policies, mondays, lasts }: Story, sent: Sent[]): string[] {
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
      alerts
        .filter(({ values }) => !values || !('breached' in values) || UNKNOWABLE in values)
        .map(({ labels }) => `not the known values of ${labels.policy}`)
    )
  );
  const firing = own.filter(({ status }) => status === 'firing').length;
  if (firing > 1 + MOST_UPDATES) {
    faults.push(`${firing} notifications are more than a first one and ${MOST_UPDATES} updates`);
  }
  const ends = own.map(({ alerts }) => alerts.filter(({ status }) => status === 'resolved').length);
  if (lasts && ends.some((count) => count > 0)) {
    faults.push('it is resolved while it lasts');
  }
  if (!lasts && (own.filter(({ status }) => status === 'resolved').length !== 1 || own.at(-1)?.status !== 'resolved')) {
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

/** What a lane was told last of each policy on a Monday: "firing policy" or "resolved policy". */
export function toldOn({ name }: Lane, day: string, sent: Sent[]): string[] {
  const own = sent.filter(({ receiver, monday }) => receiver === name && monday === day);
  const last = new Map(own.flatMap(({ alerts }) => alerts.map(({ status, labels }) => [labels.policy, status])));
  return [...last].map(([policy, status]) => `${status} ${policy}`).sort();
}
