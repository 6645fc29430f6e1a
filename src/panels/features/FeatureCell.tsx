import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { featureVerdict, formatRate, formatShift, isNotable } from '../../frames/describeFeature';
import { Feature, Rate } from '../../frames/features';
import { formatMeasure, ValueStyle } from '../../frames/format';
import { ChartColors } from '../../ui/chartColors';
import { verdictColor } from '../../ui/VerdictMark';
import { Column } from './columns';
import { OverlayPicture, SparkPicture } from './Pictures';

interface Props {
  feature: Feature;
  column: Column;
  colors: ChartColors;
}

/** The height of the pictures in a row, in pixels. */
const PICTURE_HEIGHT = 28;

/** One cell of a feature's row, but for the name. */
export function FeatureCell({ feature, column, colors }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const size = { width: column.width, height: PICTURE_HEIGHT };
  const color = verdictColor(feature.verdict, theme);
  switch (column.id) {
    case 'verdict':
      return (
        <>
          <div style={{ color }}>{shortVerdict(feature)}</div>
          <div className={styles.second}>{feature.worstPolicy}</div>
        </>
      );
    case 'overlay':
      return <OverlayPicture feature={feature} size={size} colors={colors} />;
    case 'course':
      return <SparkPicture feature={feature} size={size} colors={colors} color={color} />;
    case 'psi':
      return <div className={styles.number}>{formatMeasure(feature.psi, feature.look.psi)}</div>;
    case 'missing':
    case 'invalid':
    case 'unseen':
      return <RateText rate={feature[column.id]} style={feature.look[column.id === 'unseen' ? 'new' : column.id]} />;
    case 'meanShift':
      return <div className={styles.number}>{formatShift(feature.meanShift, feature.look.meanShift)}</div>;
    case 'importance':
      return <div className={styles.number}>{formatRate(feature.importance, feature.look.importance)}</div>;
    default:
      return null;
  }
}

/** A verdict where room is short: without what follows its comma. */
export function shortVerdict(feature: Feature): string {
  return featureVerdict(feature).replace(/,.*/, '');
}

/** A share now, and what it was where it changed by a percentage point or more. */
function RateText({ rate, style }: { rate: Rate; style: ValueStyle }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={isNotable(rate) ? styles.notable : styles.number}>{formatRate(rate.now, style)}</div>
      {isNotable(rate) && rate.before !== null && (
        <div className={styles.secondNumber}>{`was ${formatRate(rate.before, style)}`}</div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const number = { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const;
  const second = {
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return {
    number: css(number),
    notable: css({ ...number, color: theme.colors.text.maxContrast, fontWeight: theme.typography.fontWeightBold }),
    second: css(second),
    secondNumber: css({ ...second, ...number }),
  };
};
