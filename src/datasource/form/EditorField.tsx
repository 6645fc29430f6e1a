import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { FieldValidationMessage, Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React, { ReactElement, useId } from 'react';

import { Unseen } from '../../ui/Unseen';

/** What a control needs in order to be found by its label. Multi-value comboboxes of Grafana 12.2 know no id. */
export interface ControlIds {
  id: string;
  'aria-labelledby': string;
}

interface Props {
  /** The word before the control, as the sentence goes on; may be empty. */
  label: string;
  /** What screen readers say after the label, where the sentence alone does not name the control. */
  noun?: string;
  /** Explains the field in a sentence. */
  tooltip?: string;
  /** What is wrong with the value, if anything. */
  error?: string;
  /** Draws the control. */
  children: (ids: ControlIds) => ReactElement;
}

/** A control behind its word, so that the fields of a row read as a sentence. */
export function EditorField({ label, noun, tooltip, error, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const labelId = `${id}-label`;
  return (
    <div className={styles.field}>
      <div className={styles.line}>
        <label id={labelId} htmlFor={id} className={styles.label}>
          {label}
          {noun && <Unseen>{label ? ` ${noun}` : noun}</Unseen>}
        </label>
        <div className={styles.control}>{children({ id, 'aria-labelledby': labelId })}</div>
        {tooltip && (
          <Tooltip content={tooltip} placement="top">
            <Icon
              name="info-circle"
              size="sm"
              tabIndex={0}
              className={styles.help}
              aria-label={`About ${[label, noun].filter(Boolean).join(' ')}`}
            />
          </Tooltip>
        )}
      </div>
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({
    minWidth: 0,
    maxWidth: '100%',
    // The explanation shows where the reader is; on a screen without a pointer always.
    '@media (hover: hover)': { '&:not(:hover):not(:focus-within) [aria-label^="About "]': { opacity: 0 } },
  }),
  line: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: theme.spacing(1), maxWidth: '100%' }),
  label: css({
    ...theme.typography.body,
    lineHeight: theme.spacing(4),
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
    '&:empty': { display: 'none' },
  }),
  control: css({ minWidth: 0, maxWidth: '100%', '& > *': { maxWidth: '100%' } }),
  help: css({ color: theme.colors.text.secondary, marginLeft: theme.spacing(-0.5) }),
});
