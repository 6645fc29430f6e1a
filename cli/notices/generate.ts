/** Writes THIRD_PARTY_NOTICES.txt: the licenses of everything that the built plugin holds. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../engine';
import { NOTICES, notices } from './notices';

writeFileSync(path.join(ROOT, NOTICES), notices());
