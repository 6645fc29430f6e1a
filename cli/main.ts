import { Command } from 'commander';
import { demo } from './demo/demo';
import { CommandError, runEngine } from './engine';
import { AlertFlags, DashboardFlags, generateAlerts, generateDashboards, generateRoutes } from './generate/generate';
import { parseInterval, parseOrg, parseText, parseTime, parseUid } from './generate/options';
import { version } from './package.json';
import { preview } from './preview';

const ENGINE_COMMANDS = {
  query: "answer a request of Grafana's /api/ds/query from standard input, as Grafana would get it",
  sql: 'print the statements that a request would run',
  init: 'propose the definition of a model from the catalog and a sample of a table',
  backtest:
    'say which alerts the policies would have sent in a past range, and which known incidents they would have found',
  check: "judge the models' policies; exit 2 if one is breached, 1 if none could be judged",
};

const program = new Command('leeway')
  .description('Model monitoring on the prediction log that you already have.')
  .version(version)
  .enablePositionalOptions();

program
  .command('validate')
  .description('check definitions without a store; exit 1 if something is wrong, 2 if the file cannot be read')
  .argument('<file>', 'a settings file, a list of definitions, or one definition')
  .option('--output <format>', 'text or json', 'text')
  .option('--models-root <dir>', "the only folder that modelsFile may name a file of (default: the file's)")
  .action(async (file: string, { output, modelsRoot }: { output: string; modelsRoot?: string }) => {
    const root = modelsRoot ? ['--models-root', modelsRoot] : [];
    process.exitCode = await runEngine(['validate', '--output', output, ...root, file]);
  });

for (const [name, description] of Object.entries(ENGINE_COMMANDS)) {
  program
    .command(name)
    .description(description)
    .usage('--datasource FILE [--name NAME] [--duckdb-root DIR] …')
    .argument('[arguments...]')
    // Every flag belongs to the engine, which explains them and refuses wrong ones.
    .passThroughOptions()
    .allowUnknownOption()
    .helpOption(false)
    .action(async (args: string[]) => {
      process.exitCode = await runEngine([name, ...args]);
    });
}

const generate = program
  .command('generate')
  .description('write rules, dashboards and routes for Grafana from the definitions');

generate
  .command('alerts')
  .description('write the alert rules of a data source: a group for each model, a rule for each policy')
  .requiredOption('--datasource <file>', 'the settings file')
  .requiredOption('--out <dir>', 'the folder that Grafana provisions alerting from', parseText)
  .option('--name <name>', 'the data source of the file (default: its first Leeway one)')
  .option('--models <file>', "definitions that are used in place of the settings' own")
  .option('--models-root <dir>', "the only folder that modelsFile may name a file of (default: the settings file's)")
  .option('--org <id>', 'the organisation of Grafana', parseOrg, '1')
  .option('--folder <name>', 'the folder of the rules', parseText, 'Leeway')
  .option('--interval <duration>', 'how often the rules are evaluated', parseInterval, '5m')
  .option(
    '--dashboard <uid>',
    "a dashboard of your own that alerts link to (default: the model's generated one)",
    parseUid
  )
  .option('--no-dashboard', 'alerts link to Explore alone')
  .option('--force', 'replace a file that was changed by hand')
  .action((flags: AlertFlags) => generateAlerts(flags));

generate
  .command('dashboards')
  .description('write a dashboard for each model and one of all models, and the file by which Grafana finds them')
  .requiredOption('--datasource <file>', 'the settings file')
  .requiredOption('--out <dir>', 'the folder that Grafana provisions dashboards from', parseText)
  .option('--name <name>', 'the data source of the file (default: its first Leeway one)')
  .option('--models <file>', "definitions that are used in place of the settings' own")
  .option('--models-root <dir>', "the only folder that modelsFile may name a file of (default: the settings file's)")
  .option('--org <id>', 'the organisation of Grafana', parseOrg, '1')
  .option('--folder <name>', 'the folder of the dashboards', parseText, 'Leeway')
  .option('--path <dir>', 'where Grafana finds them (default: in $GF_PATHS_PROVISIONING/dashboards)')
  .option('--from <time>', "the range that opens (default: eight of the model's windows)", parseTime)
  .option('--to <time>', 'the end of the range that opens (default: now)', parseTime)
  .option('--static', 'without variables, as public dashboards need it')
  .option('--force', 'replace files that were changed by hand')
  .action((flags: DashboardFlags) => generateDashboards(flags));

generate
  .command('routes')
  .description('print the routes that make one notification of what a model breaches at once')
  .requiredOption('--receiver <name>', 'the contact point', parseText)
  .action(generateRoutes);

program
  .command('demo')
  .description('compare a bad week of 300,000 real flights with the eight weeks before, and show it')
  .option('--once', 'print the comparison and exit')
  .option('--grafana <url>', 'add it to this running Grafana; no other is ever changed')
  .option('--no-open', 'open no browser')
  .action(demo);

program
  .command('preview')
  .description('serve the distribution panel on a page of its own, fed by the engine')
  .option('--datasource <file>', 'a settings file (default: the flights of the demo)')
  .option('--duckdb-root <dir>', "the folder that DuckDB may read (default: the settings file's, the demo's)")
  .option('--addr <host:port>', 'where to listen; port 0 takes a free one', '127.0.0.1:0')
  .option('--no-open', 'open no browser')
  .action(preview);

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof CommandError ? `leeway: ${error.message}` : error);
  process.exitCode = 1;
});
