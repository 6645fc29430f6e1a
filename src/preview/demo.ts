/** What the page shows when its address names nothing else: the furlough week of the demo's flights. */
export const DEMO = {
  datasource: 'leeway-flights',
  timezone: 'America/New_York',
  from: '2013-04-21',
  to: '2013-04-28',
} as const;
