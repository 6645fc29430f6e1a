import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What Grafana posts to a webhook, as far as the tests read it. */
export interface Notification {
  /** The name of the contact point. */
  receiver: string;
  status: 'firing' | 'resolved';
  groupLabels: Record<string, string>;
  alerts: Array<{
    status: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
    values: Record<string, number> | null;
  }>;
}

/** Starts a webhook on a free loopback port: it keeps what is posted, and answers GET with the list of it. */
export async function receive(): Promise<string> {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      received.push(JSON.parse(await text(request)));
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(received));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
