import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SENT_FILE } from './play';
import { faultsOf, LANES, type Sent, toldOn } from './story';

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

for (const lane of LANES.filter(({ ended }) => ended)) {
  const lasting = lane.chapters.filter(({ lasts }) => lasts).flatMap(({ policies }) => policies);
  test(`what lasts is over when the log of ${lane.name} ends, and silence pages`, () => {
    expect(toldOn(lane, lane.ended!, sent())).toEqual([
      'firing labels-late',
      'firing log-silent',
      ...lasting.map((policy) => `resolved ${policy}`),
    ]);
  });
}

test('Leeway can read all the time', () => {
  expect(
    sent().filter(({ alerts }) => alerts.some(({ labels }) => labels.alertname!.startsWith('Leeway cannot')))
  ).toEqual([]);
});
