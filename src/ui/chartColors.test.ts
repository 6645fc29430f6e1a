import { createTheme } from '@grafana/data';
import { pairs, rgb } from 'd3';

import { chartColors, shadesOf } from './chartColors';
import { ciede2000, difference, lightness, seen, VISIONS } from './testColorVision';

/** The part of a step that comes from the weight of a segment. */
const pale = (color: string) => rgb(color).copy({ opacity: 0.4 }).formatRgb();

/** Differences that are seen at a glance in marks of a few pixels; 1 is just noticeable side by side. */
const PLAIN = 12;

describe.each(['dark', 'light'] as const)('on the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });
  const ground = theme.colors.background.primary;
  const colors = chartColors(theme);
  const view = (vision: string) => (color: string) => seen(color, ground, VISIONS[vision]!);

  describe.each(Object.keys(VISIONS))('with %s', (vision) => {
    const look = view(vision);

    it.each([
      ['the current window and its ground', colors.current, ground],
      ['the current window and the baseline', colors.current, colors.baseline],
      ['the baseline’s edge and the current window', colors.baselineLine, colors.current],
      ['the baseline’s edge and the baseline', colors.baselineLine, colors.baseline],
      ['the edge of the baseline, whose ground is pale, and the panel', colors.baselineLine, ground],
      ['the expected range and its ground', colors.usual, ground],
      ['the expected range and the current window', colors.usual, colors.current],
      ['an arrow outside the range and the current window', colors.beyond, colors.current],
      ['an arrow outside the range and the baseline', colors.beyond, colors.baseline],
      ['a named step of the waterfall and another', colors.beyond, colors.current],
      ['the parts of a step by weight and within', pale(colors.current), colors.current],
      ['the parts of a named step', pale(colors.beyond), colors.beyond],
    ])('tells apart %s', (_, one, other) => {
      expect(difference(look(one), look(other))).toBeGreaterThan(PLAIN);
    });

    it('orders the shades of a heat map by lightness, in steps that are seen', () => {
      const shades = shadesOf(ground, colors.current, 7).map((shade) => lightness(look(shade)));
      const steps = pairs([lightness(look(ground)), ...shades], (a, b) => (mode === 'dark' ? b - a : a - b));
      expect(Math.min(...steps)).toBeGreaterThan(3);
    });
  });
});

// From the test data of Sharma, Wu and Dalal, The CIEDE2000 Color-Difference Formula, 2005.
it.each<[[number, number, number], [number, number, number], number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.1848, -84.8006], [50, 0, -82.7485], 1.0],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
])('the difference of %p and %p is %p, as published', (one, other, expected) => {
  expect(ciede2000(one, other)).toBeCloseTo(expected, 4);
});

it('sees a colour as it is with full colour vision, and greys alike with any', () => {
  expect(seen('#3274d9', '#ffffff', VISIONS['full colour vision']!)).toBe('rgb(50, 116, 217)');
  for (const vision of Object.values(VISIONS)) {
    expect(difference(seen('#808080', '#000000', vision), '#808080')).toBeLessThan(1);
  }
});
