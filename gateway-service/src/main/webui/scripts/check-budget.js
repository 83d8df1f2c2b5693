// Fails the build when the script of the first load outgrows its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 90 * 1024;
const folder = new URL('../dist/assets/', import.meta.url);
const html = readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8');
const first = readdirSync(folder).filter((file) => file.endsWith('.js') && html.includes(file));
const bytes = first.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, folder))).length, 0);

console.log(`first load: ${(bytes / 1024).toFixed(1)} kB gzip of script, budget ${BUDGET_BYTES / 1024} kB`);
if (first.length === 0 || bytes > BUDGET_BYTES) process.exit(1);
