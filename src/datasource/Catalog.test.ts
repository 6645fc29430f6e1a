import { Catalog } from './Catalog';

describe('Catalog', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks the backend once for what many ask at the same time', async () => {
    const fetch = jest.fn().mockResolvedValue(['AA']);
    const catalog = new Catalog(fetch);
    const asked = [catalog.values('delay', 'carrier'), catalog.values('delay', 'carrier')];
    expect(await Promise.all(asked)).toEqual([['AA'], ['AA']]);
    expect(fetch.mock.calls).toEqual([['values', { model: 'delay', segment: 'carrier' }]]);
    await catalog.values('delay', 'haul');
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('asks again after a minute', async () => {
    const fetch = jest.fn().mockResolvedValue([]);
    const catalog = new Catalog(fetch);
    await catalog.models();
    jest.advanceTimersByTime(59_000);
    await catalog.models();
    expect(fetch).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(2_000);
    await catalog.models();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('does not keep a failure', async () => {
    const fetch = jest.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue([]);
    const catalog = new Catalog(fetch);
    await expect(catalog.models()).rejects.toThrow('down');
    expect(await catalog.models()).toEqual([]);
  });
});
