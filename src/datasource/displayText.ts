import { Measure, Split, THE_RANGE } from '../contract';
import { LeewayQuery } from './types';

/** A measure as the documentation writes it: psi, quantile(0.95), share(late). */
function measureText({ id, p, class: name }: Measure): string {
  const parameter = p ?? name;
  return parameter === undefined || parameter === '' ? id : `${id}(${parameter})`;
}

/** A query as the editor's sentence, for the places where Grafana shows a query without its editor. */
export function displayText(query: LeewayQuery): string {
  const { models = [], features = [], splitBy = [], window, baseline, stats = [] } = query;
  const named = typeof baseline === 'object' ? baseline.kind : baseline;
  const subject = features.length > 0 ? features.join(', ') : query.target;
  return [
    subjectText(query),
    stats.length > 0 && `(${stats.join(', ')})`,
    subject && `of ${subject}`,
    `for ${models.length > 0 ? models.join(', ') : 'all models'}`,
    named && `against ${named}`,
    splitBy.length > 0 && `split by ${splitBy.map(splitText).join(', ')}`,
    window && `over ${window === THE_RANGE ? 'the range' : window}`,
  ]
    .filter(Boolean)
    .join(' ');
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
