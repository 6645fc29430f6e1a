// Dates in tests read the same wherever they run.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

// d3 and what it needs are ES modules, some of them with the ending .mjs.
const esModules = [...grafanaESModules, 'd3-[a-z-]+', 'internmap', 'delaunator', 'robust-predicates'];
const [swc] = Object.values(base.transform);

const browserHalf = {
  ...base,
  displayName: 'src',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'jsx', 'mjs', 'json', 'node'],
  transform: { '^.+\\.m?[jt]sx?$': swc },
  transformIgnorePatterns: [nodeModulesToTransform(esModules)],
};

module.exports = {
  // How long a test takes says how busy the machine is, nothing about the code.
  testTimeout: 60_000,
  projects: [
    browserHalf,
    {
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/cli/**/*.test.ts', '<rootDir>/tests/{layout,run}/**/*.test.ts'],
      transform: { '^.+\\.[jt]s$': swc },
    },
  ],
};
