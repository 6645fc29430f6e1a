import { parseInterval, parseOrg, parseText, parseTime, parseUid } from './options';

describe('what Grafana takes', () => {
  it.each([
    [
      'an interval',
      parseInterval,
      ['10s', '5m', '1h30m', '1m30s'],
      ['soon', '7', '15s', '0s', '', '5m ', '1.5m', '30s5m'],
    ],
    ['an organisation', parseOrg, ['1', '42'], ['0', '-1', 'x', '', '1.5']],
    ['a uid', parseUid, ['leeway-model', 'a'.repeat(40)], ['a'.repeat(41), 'x y', 'a?b', '']],
    ['a text', parseText, ['Leeway', ' a '], ['', ' ']],
    [
      'a time',
      parseTime,
      ['now', 'now-30d', 'now-1d/d', 'now/d', '2013-04-22', '2013-04-22T06:00:00Z', '2013-04-22 06:00'],
      ['yesterday', 'now-', 'now-30', '22.4.2013', '2013-13-01', '', '2013'],
    ],
  ])('%s', (_what, parse, taken, refused) => {
    taken.forEach((text) => expect(parse(text)).toBe(text));
    refused.forEach((text) => expect(() => parse(text)).toThrow(/\.$/));
  });
});
