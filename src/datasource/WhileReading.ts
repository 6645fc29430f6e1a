import { CoreApp, DataQueryRequest, DataQueryResponse, LoadingState } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import {
  catchError,
  connect,
  EMPTY,
  endWith,
  exhaustMap,
  from,
  map,
  merge,
  Observable,
  takeUntil,
  tap,
  timer,
} from 'rxjs';

import { Reading } from '../contract';
import { describeReading, readingFrame } from '../frames/reading';
import { LeewayQuery } from './types';

type Request = Pick<DataQueryRequest<LeewayQuery>, 'app' | 'dashboardUID' | 'panelId' | 'panelPluginId' | 'targets'>;

/** Milliseconds until the first words, and between them and the next. Most answers are there before. */
const FIRST = 700;
const NEXT = 2000;

/** What all packets of a response are: each replaces the one before. */
const KEY = 'answer';

const DASHBOARDS: Array<string | undefined> = [CoreApp.Dashboard, CoreApp.PanelEditor, CoreApp.PanelViewer];

/**
 * The panels that show words in the place of a value. A table would, too, but its transformations often leave nothing of them,
 * and then it says that there are no data.
 */
const SHOW_WORDS: Array<string | undefined> = [
  'stat',
  'leeway-distribution-panel',
  'leeway-features-panel',
  'leeway-segments-panel',
];

/** Says in panels that wait for their first answer how much of the log is read for it. */
export class WhileReading {
  /** The panels that have had an answer. Grafana shows it until the next one is there. */
  private readonly answered = new Set<string>();

  /** @param list asks what is read from the store now */
  constructor(private readonly list: () => Promise<Reading[]>) {}

  /** Passes on the answer to a request, and before it what is being read. */
  tell(request: Request, answer: Observable<DataQueryResponse>): Observable<DataQueryResponse> {
    const panel = `${request.dashboardUID}/${request.panelId}`;
    // Annotations and variables are asked for without a panel, which is no number or 0, and words are neither.
    const isPanel = DASHBOARDS.includes(request.app) && Boolean(request.panelId);
    if (!isPanel || this.answered.has(panel)) {
      return answer;
    }
    return answer.pipe(
      map((response) => ({ ...response, key: KEY })),
      tap(() => this.answered.add(panel)),
      connect((shared) => merge(this.words(request).pipe(takeUntil(shared.pipe(endWith(undefined)))), shared))
    );
  }

  private words({ panelPluginId, targets }: Request): Observable<DataQueryResponse> {
    return timer(FIRST, NEXT).pipe(
      exhaustMap(() => from(this.list()).pipe(catchError(() => EMPTY))),
      exhaustMap((readings) => {
        const words = describeReading(readings.filter(({ model }) => asksFor(targets, model)));
        const data = words && [readingFrame(words)];
        return data ? statesFor(panelPluginId).map((state) => ({ data, state, key: KEY })) : EMPTY;
      })
    );
  }
}

/** Reports whether queries ask for a model; a query that names none asks for all. */
function asksFor(targets: LeewayQuery[], model: string): boolean {
  return targets.some(({ models = [] }) => models.length === 0 || models.includes(model));
}

/**
 * Grafana draws a panel only once an answer has come in another state than loading. An image of a panel is taken as soon as
 * no query is under way, so there loading is all that is said.
 */
function statesFor(panel: string | undefined): LoadingState[] {
  const isImage = 'render' in locationService.getSearchObject();
  return SHOW_WORDS.includes(panel) && !isImage
    ? [LoadingState.Streaming, LoadingState.Loading]
    : [LoadingState.Loading];
}
