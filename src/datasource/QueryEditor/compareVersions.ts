import { LeewayQuery } from '../types';

/** Champion and challenger in one window: both values, their difference with its interval, and how many rows each has. */
export function compareVersions(query: LeewayQuery, champion: string, challenger: string): LeewayQuery {
  return {
    ...query,
    versions: [challenger],
    baseline: { kind: 'version', version: champion },
    stats: ['verdict', 'current', 'baseline', 'change', 'changeLower', 'changeUpper', 'count', 'baselineCount'],
  };
}
