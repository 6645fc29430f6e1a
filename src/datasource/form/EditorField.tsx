import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { FieldValidationMessage, Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React, { ReactElement, useId } from 'react';

/** What a control needs in order to be found by its label. Multi-value comboboxes of Grafana 12.2 know no id. */
export interface ControlIds {
  id: string;
  'aria-labelledby': string;
}

interface Props {
  label: string;
  /** Explains the field in a sentence. */
  tooltip?: string;
  /** What is wrong with the value, if anything. */
  error?: string;
  /** Draws the control. */
  children: (ids: ControlIds) => ReactElement;
}

/** A control below its label, as the query editors of Grafana Labs' own plugins have it. */
export function EditorField({ label, tooltip, error, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const labelId = `${id}-label`;
  return (
    <div>
      <div className={styles.head}>
        <label id={labelId} htmlFor={id}>
          {label}
        </label>
        {tooltip && (
          <Tooltip content={tooltip} placement="top">
            <Icon name="info-circle" size="sm" tabIndex={0} aria-label={`About ${label}`} />
          </Tooltip>
        )}
      </div>
      {children({ id, 'aria-labelledby': labelId })}
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minHeight: theme.spacing(2.5),
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    '& label': { fontWeight: theme.typography.fontWeightMedium },
  }),
});
