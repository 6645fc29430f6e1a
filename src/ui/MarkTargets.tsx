import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { Key, SyntheticEvent } from 'react';

import { besideMark, TooltipAnchor } from './ChartTooltip';
import { choosesFocused, Direction } from './roving';
import { targetOf, targetProps, useRoving } from './useRoving';

/** Where a mark can be pointed at, in pixels of the plot. */
export interface MarkTarget {
  key: Key;
  /** What the mark is of: the index of a bin, a group or a cell. */
  index: number;
  /** What is read out for the mark. */
  label: string;
  x: number;
  y?: number;
  width: number;
  height: number;
}

interface Props {
  targets: MarkTarget[];
  /** How the arrow keys move among the targets. */
  direction: Direction;
  /** Called with the mark under the pointer or the focus, and with undefined when there is none. */
  onActivate: (anchor: TooltipAnchor | undefined) => void;
  /** Called with the index of a mark that is clicked, or chosen by Enter or Space, and its target; without it marks can only be read. */
  onPick?: (index: number, mark: Element) => void;
}

/**
 * An invisible target over each mark, for pointer and keyboard. The marks are one stop of the Tab key (roving tabindex);
 * arrows, Home and End move among them, Escape hides the tooltip.
 */
export function MarkTargets({ targets, direction, onActivate, onPick }: Props) {
  const styles = useStyles2(getStyles);
  const { stop, onKeyDown, onFocus } = useRoving(targets.length, direction);
  // One listener for all marks: a panel of fifty features has thousands of them.
  const indexOf = (event: SyntheticEvent) => targets[targetOf(event) ?? -1]?.index;
  const activate = (index: number | undefined, place: { x: number; y: number }) =>
    onActivate(index === undefined ? undefined : { index, ...place });
  return (
    <g
      className={styles.targets}
      fill="transparent"
      style={onPick && { cursor: 'pointer' }}
      onKeyDown={(event) => {
        const index = indexOf(event);
        if (event.key === 'Escape') {
          onActivate(undefined);
        } else if (onPick && index !== undefined && choosesFocused(event.key)) {
          event.preventDefault();
          onPick(index, event.target as Element);
        } else {
          onKeyDown(event);
        }
      }}
      onClick={(event) => {
        const index = indexOf(event);
        if (index !== undefined) {
          onPick?.(index, event.target as Element);
        }
      }}
      onMouseMove={(event) => activate(indexOf(event), { x: event.clientX, y: event.clientY })}
      onMouseLeave={() => onActivate(undefined)}
      onFocus={(event) => {
        onFocus(targetOf(event) ?? 0);
        activate(indexOf(event), besideMark(event.target));
      }}
      onBlur={() => onActivate(undefined)}
    >
      {targets.map(({ key, label, x, y, width, height }, i) => (
        <rect
          key={key}
          {...targetProps(i, i === stop)}
          role={onPick ? 'button' : 'img'}
          aria-label={label}
          x={x}
          y={y}
          width={width}
          height={height}
        />
      ))}
    </g>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  targets: css({
    '& > rect': { outline: 'none' },
    '& > rect:focus-visible': { stroke: theme.colors.primary.text, strokeWidth: 2 },
  }),
});
