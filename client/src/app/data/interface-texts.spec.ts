import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../../public/i18n');
const source = join(__dirname, '../..');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('en.json'));

function* textsOf(value: unknown, key = ''): Generator<[key: string, text: string]> {
  if (typeof value === 'string') yield [key, value];
  else for (const [name, inner] of Object.entries(value ?? {})) yield* textsOf(inner, key ? `${key}.${name}` : name);
}

describe('texts of the interface', () => {
  it.each(files)('%s puts values in double braces, so that none of them is shown as it is written', (name) => {
    const texts = [...textsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')))];
    const bare = texts.filter(([, text]) => !text.includes(', plural,') && /(^|[^{])\{\w+\}(?!\})/.test(text));
    expect(bare.map(([key]) => key)).toEqual([]);
    expect(texts.filter(([, text]) => /\{\{\w+\} /.test(text)).map(([key]) => key)).toEqual([]);
  });

  it.each(files)('%s holds no text that nothing shows', (name) => {
    const scope = name.includes('/') ? `${name.slice(0, name.indexOf('/'))}.` : '';
    const keys = [...textsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')))].map(([key]) => scope + key);
    expect(keys.filter((key) => !isNamed(key))).toEqual([]);
  });
});

/** Templates and code of the client: a key stands there whole, or its beginning does, with a value put behind it. */
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|html)$/.test(name) && !name.endsWith('.spec.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');

function isNamed(key: string): boolean {
  // Codes of the server: they are looked up in a scope, then in the root (`ProblemText`, `FieldErrors`).
  if (/(^|\.)(problems|faults)\.\w+$/.test(key) || code.includes(key)) return true;
  const words = key.split('.');
  const beginnings = words.slice(1).map((_, at) => words.slice(0, at + 1).join('.'));
  return beginnings.some((beginning) => code.includes(`'${beginning}.'`) || code.includes(`\`${beginning}.\${`));
}
