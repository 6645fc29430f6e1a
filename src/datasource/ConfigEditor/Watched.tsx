import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { WatchedModel } from './useValidation';

/** Lists for each model the policies that watch it, and the default policies that are off, with the reason. */
export function Watched({ models }: { models: WatchedModel[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {models.map(({ model, policies, off, warnings }) => (
        <details key={model} className={styles.model} open={warnings.length > 0}>
          <summary>
            {model}: {count(policies.length, 'policy watches', 'policies watch')} it,{' '}
            {count(off.length, 'default policy is', 'default policies are')} off
          </summary>
          {warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              Warning: {warning}
            </p>
          ))}
          <p>{policies.join(', ')}</p>
          {off.length > 0 && (
            <ul className={styles.off}>
              {byReason(off).map(([why, ids]) => (
                <li key={why}>{`${ids.join(', ')}: ${why}`}</li>
              ))}
            </ul>
          )}
        </details>
      ))}
    </>
  );
}

const count = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;

/** The policies that are off, by reason, in the order of the first of each. */
function byReason(off: WatchedModel['off']): Array<[why: string, policies: string[]]> {
  const reasons = new Map<string, string[]>();
  for (const { policy, why } of off) {
    reasons.set(why, [...(reasons.get(why) ?? []), policy]);
  }
  return [...reasons];
}

const getStyles = (theme: GrafanaTheme2) => ({
  model: css({ color: theme.colors.text.secondary, margin: theme.spacing(1, 0) }),
  warning: css({ color: theme.colors.warning.text }),
  off: css({ paddingLeft: theme.spacing(3) }),
});
