import { useTheme2 } from '@grafana/ui';
import React from 'react';

import { MeasureResult } from '../../frames/comparison';
import { formatShare } from '../../frames/format';
import { changeWords } from '../../frames/verdict';
import { CutText, SubjectHeader, subjectHeaderHeight } from '../../ui/SubjectHeader';
import { verdictColor } from '../../ui/VerdictMark';

interface Props {
  title: string;
  /** The measure that sums the picture up, and its name at the start of a sentence. */
  measure?: MeasureResult;
  measureName: string;
  /** Sentences, one a line. */
  lines: string[];
}

/** The height in pixels of a header with so many sentences. */
export function outcomeHeaderHeight(lines: number): number {
  return subjectHeaderHeight(lines + 1);
}

/** Of a picture of outcomes: its measure with the verdict, and where it is off. */
export function OutcomeHeader({ title, measure, measureName, lines }: Props) {
  const theme = useTheme2();
  const verdict = measure?.verdict ?? null;
  const value = measure ? `${measureName} ${measure.expected || formatShare(measure.value)}` : 'Not compared';
  const judgement = measure ? (verdict === null ? measure.reason || changeWords(verdict) : changeWords(verdict)) : '';
  return (
    <SubjectHeader
      title={title}
      verdict={measure?.verdict}
      lines={[
        <>
          <CutText text={value} whole={[value, judgement].filter(Boolean).join(': ')} />
          <strong style={{ color: verdictColor(verdict, theme) }}>{judgement}</strong>
        </>,
        ...lines.map((text) => <CutText key={text} text={text} />),
      ]}
    />
  );
}
