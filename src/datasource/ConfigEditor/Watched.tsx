import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { ModelSpec } from '../../contract';
import { Finds } from './Finds';

/** Lists for each model the policies that watch it, and the default policies that are off, with the reason. */
export function Watched({ uid, models }: { uid: string; models: ModelSpec[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {models.map(({ id, policies, off, ...model }) => (
        <details key={id} className={styles.model} open={warningsOf(model).length > 0}>
          <summary>
            {id}: {count(policies.length, 'policy watches', 'policies watch')} it,{' '}
            {count(off.length, 'default policy is', 'default policies are')} off
          </summary>
          {warningsOf(model).map((warning) => (
            <p key={warning} className={styles.warning}>
              Warning: {warning}
            </p>
          ))}
          <p>{policies.map((policy) => policy.id).join(', ')}</p>
          <Finds uid={uid} model={id} />
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

/** What must be changed, and what should be. */
function warningsOf({ faults, warnings }: Pick<ModelSpec, 'faults' | 'warnings'>): string[] {
  return [...faults.map(({ path, message }) => (path ? `${path}: ${message}` : message)), ...warnings];
}

/** The policies that are off, by reason, in the order of the first of each. */
function byReason(off: ModelSpec['off']): Array<[why: string, policies: string[]]> {
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
