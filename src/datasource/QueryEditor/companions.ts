import { MeasureInfo, Stat } from '../../contract';
import { LeewayQuery } from '../types';
import { mainStat, shapeOf } from './applies';
import { put } from './change';

/** A line, or a band, that a time series draws beside the one that is asked for. */
export interface Companion {
  /** What it is called in the editor. */
  label: string;
  description: string;
  /** The stats that it draws. They belong to the same query, so that they follow whatever it asks. */
  stats: Stat[];
}

/** The companions by the stat that they stand beside. */
const COMPANIONS: Partial<Record<Stat, Companion[]>> = {
  current: [
    { label: 'Baseline', description: 'A dashed line', stats: ['baseline'] },
    {
      label: 'Expected range',
      description: 'A band: what earlier windows predict',
      stats: ['lowerLimit', 'upperLimit'],
    },
  ],
  value: [
    {
      label: 'Usual range',
      description: 'A band: how far earlier windows differ from one another',
      stats: ['usualLow', 'usualHigh'],
    },
  ],
};

/** Lists the companions that a query can have: a time series of measures. */
export function companionsOf(query: LeewayQuery, known: MeasureInfo[]): Companion[] {
  const { queryType, format } = shapeOf(query);
  const isSeries = queryType === 'measure' && format === 'timeseries' && Boolean(query.measures?.length);
  return isSeries ? (COMPANIONS[query.stats?.[0] ?? mainStat(query, known)] ?? []) : [];
}

/** Lists the names of what a query draws beside its stat: companions, and by its own name a stat that belongs to none. */
export function chosenCompanions(query: LeewayQuery, known: MeasureInfo[]): string[] {
  const beside = query.stats?.slice(1) ?? [];
  const whole = companionsOf(query, known).filter(({ stats }) => stats.every((stat) => beside.includes(stat)));
  const covered = whole.flatMap(({ stats }) => stats);
  return [...whole.map(({ label }) => label), ...beside.filter((stat) => !covered.includes(stat))];
}

/** Changes what is drawn beside the stat of a query. */
export function withCompanions(query: LeewayQuery, names: string[], known: MeasureInfo[]): LeewayQuery {
  const offered = companionsOf(query, known);
  const beside = names.flatMap((name) => offered.find(({ label }) => label === name)?.stats ?? [name as Stat]);
  const main = query.stats?.[0] ?? mainStat(query, known);
  const isDefault = beside.length === 0 && main === mainStat(query, known);
  return put(query, { stats: isDefault ? [] : [main, ...beside] });
}

/** Changes the stat that is asked for. Companions that do not belong to it go. */
export function withMainStat(query: LeewayQuery, stat: Stat | undefined, known: MeasureInfo[]): LeewayQuery {
  const kept = chosenCompanions(query, known);
  const changed = put(query, { stats: stat ? [stat] : [] });
  const offered = companionsOf(changed, known).map(({ label }) => label);
  return withCompanions(
    changed,
    kept.filter((name) => offered.includes(name)),
    known
  );
}
