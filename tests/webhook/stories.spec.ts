import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SENT_FILE } from './play';
import { faultsOf, LANES, type Sent } from './story';

const sent = () => JSON.parse(readFileSync(process.env[SENT_FILE]!, 'utf8')) as Sent[];

for (const { name, chapters } of LANES) {
  for (const story of chapters) {
    const told = story.policies.length > 0 ? `is one notification of tier ${story.tier}` : 'sends nothing';
    test(`${story.name} ${told}`, () => {
      const own = sent().filter(({ receiver, monday }) => receiver === name && story.mondays.includes(monday));
      expect(faultsOf(story, own)).toEqual([]);
    });
  }
}

test('Leeway can read all the time', () => {
  expect(
    sent().filter(({ alerts }) => alerts.some(({ labels }) => labels.alertname!.startsWith('Leeway cannot')))
  ).toEqual([]);
});
