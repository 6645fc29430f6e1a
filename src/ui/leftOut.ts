import { PanelData } from '@grafana/data';

/** What a panel does not draw beside what it draws: a short line, and the reasons behind it. */
export interface LeftOut {
  text: string;
  reasons: string[];
}

/** Names failed queries and counts frames that cannot be drawn; `problems` say why. Undefined where nothing is left out. */
export function leftOut({ errors = [] }: Pick<PanelData, 'errors'>, problems: string[]): LeftOut | undefined {
  const frames = problems.length === 1 ? 'one frame' : `${problems.length} frames`;
  const failures = errors.map(({ refId, message, data }) => ({
    name: refId ? `query ${refId}` : 'a query',
    reason: data?.message ?? message ?? 'The data source gave no reason.',
  }));
  const parts = [
    ...failures.map(({ name, reason }) => `${name} failed: ${reason}`),
    ...(problems.length > 0 ? [`${frames} cannot be drawn: ${problems[0]}`] : []),
  ];
  const text = parts.join(' · ');
  return parts.length === 0
    ? undefined
    : {
        text: `Not everything is shown: ${text}`,
        reasons: [...failures.map(({ name, reason }) => `${name}: ${reason}`), ...problems],
      };
}
