import { DataQueryRequest, PanelData } from '@grafana/data';
import { act, renderHook, waitFor } from '@testing-library/react';

import { publishWish } from '../../ui/wish';
import { usePanel } from './usePanel';

const drawnBy = (panelPluginId: string) =>
  ({ request: { panelPluginId, panelId: 4 } as DataQueryRequest }) as PanelData;

describe('usePanel', () => {
  it('asks again when the panel that drew has gone, so that Grafana names its successor', async () => {
    const run = jest.fn();
    const { result, rerender } = renderHook(({ data }) => usePanel(data, run), {
      initialProps: { data: drawnBy('leeway-features-panel') },
    });
    act(() => publishWish({ panelId: 5 }));
    act(() => publishWish({ panelId: 4 }));
    await waitFor(() => expect(run).toHaveBeenCalledTimes(1));
    rerender({ data: drawnBy('timeseries') });
    expect(result.current).toBe('timeseries');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('asks nothing when the editor goes in the same moment', async () => {
    const run = jest.fn();
    const { unmount } = renderHook(() => usePanel(drawnBy('leeway-features-panel'), run));
    act(() => publishWish({ panelId: 4 }));
    unmount();
    await new Promise((done) => setTimeout(done));
    expect(run).not.toHaveBeenCalled();
  });
});
