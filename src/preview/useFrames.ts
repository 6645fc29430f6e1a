import { useEffect, useState } from 'react';
import { getDefaultTimeRange, LoadingState, PanelData } from '@grafana/data';

import { readDistributions } from '../frames/distribution';
import { PageState } from './pageState';
import { buildRequest, fetchFrames } from './query';
import { learnSubjects, Subjects } from './subjects';

interface Answer {
  /** The request that it answers; '' before the first answer. */
  request: string;
  data: PanelData;
  subjects: Subjects;
}

const BLANK: PanelData = { state: LoadingState.Done, series: [], timeRange: getDefaultTimeRange() };

/**
 * The engine's answer to a page state, as a dashboard would hand it to a panel, and the subjects that its answers so
 * far have named. While a request is under way the last answer stays, marked as loading; outdated requests are cancelled.
 */
export function useFrames(state: PageState): Pick<Answer, 'data' | 'subjects'> {
  const [answer, setAnswer] = useState<Answer>({ request: '', data: BLANK, subjects: { models: [], features: [] } });
  const request = JSON.stringify(buildRequest(state));
  useEffect(() => {
    const outdated = new AbortController();
    fetchFrames(JSON.parse(request), outdated.signal)
      .then((series) => {
        const { distributions } = readDistributions(series);
        setAnswer((before) => ({
          request,
          data: { ...BLANK, series },
          subjects: learnSubjects(before.subjects, distributions),
        }));
      })
      .catch((error: Error) => {
        if (!outdated.signal.aborted) {
          const data = { ...BLANK, state: LoadingState.Error, errors: [{ message: error.message }] };
          setAnswer((before) => ({ ...before, request, data }));
        }
      });
    return () => outdated.abort();
  }, [request]);
  const { data, subjects } = answer;
  return {
    data: answer.request === request ? data : { ...data, errors: undefined, state: LoadingState.Loading },
    subjects,
  };
}
