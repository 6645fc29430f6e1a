import { spawn } from 'node:child_process';
import { CommandError, ROOT, finished } from '../engine';
import { DASHBOARD, startGrafana } from '../grafana';
import { openInBrowser } from '../open';
import { plugin } from '../plugin';
import { DEMO, preview } from '../preview';
import { addTo } from './running';

const PROVISIONING = `${ROOT}/provisioning`;
/** Where docker-compose.yml publishes Grafana. */
const DOCKER_URL = 'http://127.0.0.1:3000/';

/** How the demo is shown: `grafana` is the address of a running Grafana that may be changed. */
export interface ShowOptions {
  open: boolean;
  grafana?: string;
}

/**
 * Shows the demo where there is most to see: in the running Grafana that was named, in one of its own from the
 * distribution at GRAFANA_HOME, in Docker, else in the preview. All but the first end with Ctrl-C and leave nothing.
 *
 * @throws CommandError when that place fails; another one is not tried then.
 */
export async function show({ open, grafana }: ShowOptions): Promise<void> {
  if (grafana !== undefined) {
    const url = await addTo(grafana);
    announce(url, open, '');
  } else if (process.env.GRAFANA_HOME) {
    await inGrafana(process.env.GRAFANA_HOME, open);
  } else if (await hasDocker()) {
    await inDocker(open);
  } else {
    await preview({ addr: '127.0.0.1:0', open });
  }
}

function announce(url: string, open: boolean, note: string): void {
  console.log(`\nThe model's dashboard is at ${url}${note}`);
  if (open) {
    openInBrowser(url);
  }
}

async function inGrafana(home: string, open: boolean): Promise<void> {
  const grafana = await startGrafana({
    home,
    plugin: await plugin(),
    provisioning: PROVISIONING,
    duckdbRoot: DEMO.duckdbRoot,
  });
  const interrupted = new Promise<undefined>((done) => {
    process.once('SIGINT', () => done(undefined));
    process.once('SIGTERM', () => done(undefined));
  });
  announce(grafana.url + DASHBOARD, open, '   (admin / admin may change things; Ctrl-C ends it)');
  const code = await Promise.race([interrupted, grafana.ended]);
  await grafana.stop();
  if (code !== undefined) {
    throw new CommandError(`Grafana ended by itself with code ${code}`);
  }
}

/** Reports whether Docker runs here and has compose. */
async function hasDocker(): Promise<boolean> {
  const works = (...args: string[]) => finished(spawn('docker', args, { stdio: 'ignore' })).catch(() => 1);
  return (await works('compose', 'version')) === 0 && (await works('info')) === 0;
}

async function inDocker(open: boolean): Promise<void> {
  const compose = (...args: string[]) =>
    finished(spawn('docker', ['compose', ...args], { cwd: ROOT, stdio: ['ignore', 2, 2] }));
  console.error('Building Grafana with Leeway in Docker (minutes the first time) …');
  try {
    if ((await compose('up', '--build', '--detach', '--wait')) !== 0) {
      throw new CommandError('docker compose did not bring Grafana up, see above');
    }
    announce(DOCKER_URL + DASHBOARD, open, '   (admin / admin may change things; Ctrl-C ends it)');
    await compose('logs', '--follow', '--tail', '0');
  } finally {
    await compose('down');
  }
}
