import React from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { Verdict } from '../frames/comparison';
import { VerdictCount } from '../frames/verdict';
import { Unseen } from './Unseen';
import { verdictColor, VerdictMark } from './VerdictMark';

/** Which of a verdict's words are shown: all, those before its comma, or none. All are spoken but those after the comma. */
export type TallyWords = 'all' | 'short' | 'none';

interface Props {
  counts: VerdictCount[];
  /** A verdict in words. */
  wordsOf: (verdict: Verdict) => string;
  words: TallyWords;
}

/** How many subjects have each verdict, such as `2 drifted`, each beside its mark. */
export function VerdictTally({ counts, wordsOf, words }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <>
      {counts.map(({ verdict, count }) => {
        const whole = wordsOf(verdict).toLowerCase();
        const shown = words === 'all' ? whole : whole.replace(/,.*/, '');
        return (
          <span
            key={String(verdict)}
            className={styles.count}
            style={{ color: verdictColor(verdict, theme) }}
            title={`${count} ${whole}`}
          >
            <VerdictMark verdict={verdict} size={14} />
            {words === 'none' ? (
              <>
                {count}
                <Unseen>{` ${shown}`}</Unseen>
              </>
            ) : (
              `${count} ${shown}`
            )}
          </span>
        );
      })}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  count: css({
    display: 'flex',
    flex: 'none',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
    '& > svg': { flex: 'none' },
  }),
});
