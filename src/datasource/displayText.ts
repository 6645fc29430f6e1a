import { Measure, Split, THE_RANGE } from '../contract';
import { LeewayQuery } from './types';

/** A measure as the documentation writes it: psi, quantile(0.95), share(late). */
export function measureText({ id, p, class: name }: Measure): string {
  const parameter = p ?? name;
  return parameter === undefined || parameter === '' ? id : `${id}(${parameter})`;
}

/** A query in one line of words, for the places where Grafana shows a query without its editor. */
export function displayText(query: LeewayQuery): string {
  const { models = [], features = [], splitBy = [], window, baseline, stats = [] } = query;
  const named = typeof baseline === 'object' ? baseline.kind : baseline;
  return [
    subjectText(query),
    features.length > 0 ? features.join(', ') : query.target,
    stats.join(', '),
    models.length > 0 ? models.join(', ') : 'all models',
    splitBy.length > 0 && `by ${splitBy.map(splitText).join(', ')}`,
    window && `over ${window === THE_RANGE ? 'the range' : window}`,
    named && `against ${named}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function subjectText({ queryType, policy, measures = [] }: LeewayQuery): string {
  switch (queryType) {
    case undefined:
    case 'measure':
      return measures.map(measureText).join(', ');
    case 'policy':
      return policy ? `policy ${policy}` : 'all policies';
    default:
      return queryType;
  }
}

function splitText(split: Split): string {
  return typeof split === 'string' ? split : split.feature;
}
