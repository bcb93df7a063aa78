// After `ng build`: a copy of every text file of the client, compressed as far as Brotli goes, beside the file. The server
// sends it as it is; compressing on each request would take longer and leave a sixth more to send.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { root } from './lib.mjs';

const folder = join(root, 'dist/client/browser');
const SMALLEST = 1_000;
const compress = promisify(brotliCompress);

const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && /\.(css|js|json|svg)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
for (const file of files) {
  const text = readFileSync(file);
  if (text.length < SMALLEST) continue;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  writeFileSync(`${file}.br`, await compress(text, { params }));
}
