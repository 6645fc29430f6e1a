/** The import direction of the TypeScript half; docs/decisions and CONTRIBUTING.md say why. */

/** Files below `folder` may import, of this repository's own folders, only `allowed` (regular expressions). */
const only = (name, folder, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: '^(src|cli|tests)/', pathNot: ['\\.json$', ...allowed.map((path) => `^${path}/`)] },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    {
      name: 'no-react-in-frames-and-ascode',
      severity: 'error',
      comment: 'The command line shares them, and they are tested without a document.',
      from: { path: '^src/(frames|ascode)/' },
      to: { path: 'node_modules/(react|react-dom|@emotion/[^/]+|@grafana/(ui|runtime))/' },
    },
    only('contract-imports-nothing', 'src/contract', ['src/contract']),
    only('frames-import-contract', 'src/frames', ['src/frames', 'src/contract']),
    only('ascode-imports-contract', 'src/ascode', ['src/ascode', 'src/contract']),
    only('ui-imports-frames', 'src/ui', ['src/ui', 'src/frames', 'src/contract']),
    {
      name: 'panels-import-no-other-panel',
      severity: 'error',
      from: { path: '^src/panels/([^/]+)/' },
      to: { path: '^(src|cli|tests)/', pathNot: ['\\.json$', '^src/panels/$1/', '^src/(ui|frames|contract)/'] },
    },
    only('datasource-imports-ui', 'src/datasource', ['src/datasource', 'src/ui', 'src/frames', 'src/contract']),
    only('app-imports-ui', 'src/app', ['src/app', 'src/ascode', 'src/ui', 'src/frames', 'src/contract']),
    only('cli-imports-ascode', 'cli', ['cli', 'src/ascode', 'src/contract']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)node_modules/.*\\.(css|svg)$', '(^|/)\\.cache/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
