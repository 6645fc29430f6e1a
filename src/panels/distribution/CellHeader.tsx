import React, { ReactNode } from 'react';
import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';

import { leadingMeasure, MeasureResult } from '../../frames/comparison';
import { describeCounts, describeLoss, describeMove, titleOf } from '../../frames/describe';
import { Distribution } from '../../frames/distribution';
import { formatNumber } from '../../frames/format';
import { headlineOf, measureSentence } from '../../frames/verdict';
import { CutText, SubjectHeader, subjectHeaderHeight } from '../../ui/SubjectHeader';
import { verdictColor } from '../../ui/VerdictMark';
import { mostMoved } from './geometry';

interface Props {
  distribution: Distribution;
  width: number;
  /** The windows in words, where the panel's legend does not name them. */
  windows?: string;
}

/** From this width in pixels on, the measure and the counts share a line. */
const WIDE = 720;

/** The height in pixels of a header with these parts. */
export function headerHeight({ width, windows }: Pick<Props, 'width' | 'windows'>): number {
  return subjectHeaderHeight((width < WIDE ? 2 : 1) + (windows ? 1 : 0));
}

/** Of a distribution: did it move, by how much against which bounds, how many rows say so, and where it moved most. */
export function CellHeader({ distribution, width, windows }: Props) {
  const measure = leadingMeasure(distribution.comparison);
  const sentence = measure && <Sentence measure={measure} />;
  const evidence = <Evidence distribution={distribution} width={width} />;
  const both = (
    <>
      {sentence}
      {evidence}
    </>
  );
  const lines: ReactNode[] = width < WIDE ? [sentence, evidence] : [both];
  return (
    <SubjectHeader
      title={titleOf(distribution)}
      verdict={measure?.verdict}
      lines={windows ? [...lines, <CutText key="windows" text={windows} />] : lines}
    />
  );
}

/**
 * The value, its bound, what earlier windows reached, and the verdict: `PSI 3.0, bound 0.2, earlier weeks 0.40–3.9: usual`. Where
 * room is short, the rest is cut first, then the range.
 */
function Sentence({ measure }: { measure: MeasureResult }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { value, range, verdict, rest } = headlineOf(measure);
  return (
    <span className={styles.sentence} title={measureSentence(measure)}>
      <strong>{value}</strong>
      {measure.threshold !== null && <span>{`, bound ${formatNumber(measure.threshold)}`}</span>}
      {range && <span className={styles.range}>{`, ${range}`}</span>}
      <span>: </span>
      <strong style={{ color: verdictColor(measure.verdict, theme) }}>{verdict}</strong>
      {rest && <span className={styles.rest}>{`; ${rest}`}</span>}
    </span>
  );
}

/** The sizes of both windows, and what else a reader must know of them; in narrow cells only the most urgent of it. */
function Evidence({ distribution, width }: Omit<Props, 'windows'>) {
  const styles = useStyles2(getStyles);
  const measure = leadingMeasure(distribution.comparison);
  const counts = describeCounts(distribution);
  const changes = changesIn(distribution, measure);
  const reason = measure ? reasonOf(measure) : '';
  const remarks = [...changes, reason].filter(Boolean);
  const isNarrow = width < WIDE;
  const Emphasis = changes.length > 0 ? 'strong' : 'span';
  return (
    <>
      {counts && <CutText text={isNarrow && remarks.length > 0 ? counts : `${counts} rows`} whole={`${counts} rows`} />}
      {remarks.length > 0 && (
        <Emphasis className={styles.remark} title={remarks.join('\n')}>
          {isNarrow ? remarks[0] : remarks.join(' · ')}
        </Emphasis>
      )}
    </>
  );
}

/** What went missing, and where the distribution moved most, if it moved. */
function changesIn(distribution: Distribution, measure: MeasureResult | undefined): string[] {
  const most = measure?.verdict ? mostMoved(distribution.bins) : undefined;
  return [describeLoss(distribution), most ? `most ${describeMove(most, distribution)}` : ''].filter(Boolean);
}

/** Why a subject is not judged, or why it is usual although it lies over its threshold. */
function reasonOf({ verdict, reason }: MeasureResult): string {
  return reason || (verdict === 3 ? 'within what earlier windows did' : '');
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({
    display: 'flex',
    minWidth: 0,
    overflow: 'hidden',
    whiteSpace: 'pre',
    marginRight: theme.spacing(1),
    '& > *': { flex: 'none' },
  }),
  range: css({ '&&': { flex: '0 1 auto' }, overflow: 'hidden', textOverflow: 'ellipsis' }),
  rest: css({ '&&': { flex: '1 1 0' }, overflow: 'hidden', textOverflow: 'ellipsis' }),
  remark: css({ flex: 'none', maxWidth: '75%', overflow: 'hidden', textOverflow: 'ellipsis', marginLeft: 'auto' }),
});
