// npm run links: every relative link of the documents leads to a file that is there, and to a heading that it has.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, say, stop } from './lib.mjs';

// Those at the root and in the folders of this repository's own words; without git, which a downloaded copy lacks.
const FOLDERS = ['bench', 'client', 'docs', 'e2e', 'scripts', 'server', 'shared'];
const documents = [
  ...readdirSync(root),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path)),
  ),
].filter((path) => path.endsWith('.md') && !path.includes('node_modules'));

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function isThere(document, link) {
  const [path, anchor] = link.split('#');
  const target = path ? join(root, dirname(document), path) : join(root, document);
  if (!existsSync(target)) return false;
  if (!anchor) return true;
  return [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].some(([, heading]) => anchorOf(heading) === anchor);
}

const dead = documents.flatMap((document) =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link) && !isThere(document, link))
    .map((link) => `${document}: ${link}`),
);
if (dead.length > 0) stop(`Links that lead nowhere:\n${dead.join('\n')}`);
say(`${documents.length} documents: every link leads somewhere`);
