#!/usr/bin/env node
// Runs main.ts through tsx, so that a clone needs no build step. tsx would read the tsconfig.json of the folder where
// the command is called; ours is the one that counts.
const path = require('node:path');

process.env.TSX_TSCONFIG_PATH = path.join(__dirname, '../tsconfig.json');
require('tsx/cjs');
delete process.env.TSX_TSCONFIG_PATH;
require('../main.ts');
