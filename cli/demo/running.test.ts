import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DASHBOARD } from '../grafana';
import { addTo } from './running';

/** Answers as a Grafana with these routes would, and notes what was asked of it. */
async function grafana(routes: Record<string, [status: number, body: object]>) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const route = `${request.method} ${request.url}`;
    asked.push(`${route} ${request.headers.authorization ?? 'nobody'}`);
    const [status, body] = Object.entries(routes).find(([known]) => route.startsWith(known))?.[1] ?? [404, {}];
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, asked, end: () => new Promise((done) => server.close(done)) };
}

const INSTALLED = { 'GET /api/plugins/': [200, {}] } as const;
const HEALTHY = {
  ...INSTALLED,
  'GET /api/datasources/uid/leeway-flights/health': [200, { status: 'OK' }],
  'GET /api/datasources/uid/leeway-flights-live/health': [200, { status: 'OK' }],
  'GET /api/datasources/uid/leeway-flights-live': [200, {}],
  'POST /api/': [200, {}],
  'PUT /api/': [200, {}],
};

describe('adding the demo to a running Grafana', () => {
  const ends: Array<() => Promise<unknown>> = [];
  const start = async (routes: object) => {
    const server = await grafana(routes as Record<string, [number, object]>);
    ends.push(server.end);
    return server;
  };
  beforeEach(() => jest.spyOn(console, 'error').mockImplementation());
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  it('makes what is missing, renews what is there, and signs in as the address says', async () => {
    const { address, asked } = await start(HEALTHY);
    expect(await addTo(`http://me:s%40crt@${address}`)).toBe(`http://${address}/${DASHBOARD}`);
    const me = `Basic ${Buffer.from('me:s@crt').toString('base64')}`;
    expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([
      `POST /api/datasources ${me}`,
      `PUT /api/datasources/uid/leeway-flights-live ${me}`,
      `POST /api/dashboards/db ${me}`,
    ]);
  });

  it('changes nothing where Leeway is not installed', async () => {
    const { address, asked } = await start({});
    await expect(addTo(`http://${address}`)).rejects.toThrow('Leeway is not installed');
    expect(asked).toHaveLength(1);
  });

  it("gives Grafana's reason when it refuses", async () => {
    const { address } = await start({ ...INSTALLED, 'POST /api/': [403, { message: 'not allowed' }] });
    await expect(addTo(`http://${address}`)).rejects.toThrow('status 403: not allowed');
  });

  it('says which folder must be readable when the flights are not', async () => {
    const health = [400, { status: 'ERROR', message: 'no root' }];
    const { address } = await start({ ...HEALTHY, 'GET /api/datasources/uid/leeway-flights/health': health });
    await expect(addTo(`http://${address}`)).rejects.toThrow(/no root\n.*duckdb_root = .*demo.flights/);
  });

  it.each(['nonsense', 'http://127.0.0.1:9'])('explains that %s cannot be reached', async (address) => {
    await expect(addTo(address)).rejects.toThrow(/is no address|does not answer/);
  });
});
