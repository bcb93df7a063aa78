import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../../public/i18n');
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
});
