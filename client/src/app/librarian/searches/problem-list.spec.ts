import { PROBLEM_SENTENCES } from '@shared/domain/references/problem-sentences';
import texts from '../../../../public/i18n/librarian/en.json';

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{+\s*(\w+)(?:\s*\}+|, plural)/g)].map((found) => found[1]!).sort();

describe('what readers say of a file', () => {
  it.each(Object.entries(PROBLEM_SENTENCES))(
    '%s has a sentence here that says the same things',
    (wording, { text }) => {
      const here = wording
        .split('.')
        .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts.reading);
      expect(here).toEqual(expect.any(String));
      expect(placeholders(here as string)).toEqual(placeholders(text));
    },
  );
});
