// What a browser loads at most, gzipped: prints the kilobytes and fails above the limit.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 500;
const folder = 'dist/assets';
const bytes = readdirSync(folder).reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`), { level: 9 }).length, 0);
const kilobytes = Math.round(bytes / 1000);
console.log(`bundle-kb-gzipped ${kilobytes}`);
if (kilobytes > LIMIT) process.exit(1);
