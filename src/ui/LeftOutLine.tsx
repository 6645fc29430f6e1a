import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { LeftOut } from './leftOut';

/** The height of the line in pixels. */
export const LEFT_OUT_HEIGHT = 22;

/** Says in a line what a panel does not draw, with all reasons under the pointer. */
export function LeftOutLine({ left }: { left: LeftOut }) {
  const styles = useStyles2(getStyles);
  return (
    <div role="status" className={styles.line} title={left.reasons.join('\n')}>
      {left.text}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    ...theme.typography.bodySmall,
    height: LEFT_OUT_HEIGHT,
    lineHeight: `${LEFT_OUT_HEIGHT}px`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.warning.text,
  }),
});
