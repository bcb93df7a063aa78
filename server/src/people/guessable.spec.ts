import fc from 'fast-check';
import { COMMON_WORDS, WALKS } from './common-words';
import { weaknessOf } from './guessable';

/** What cracking programs try first among passwords of twelve characters and more. */
function commonPasswords(): string[] {
  const endings = ['1', '12', '123', '1234', '12345', '123456', '!', '123!', '007', '99', '1987', '2024', '2026!'];
  const capital = (word: string) => word[0]?.toUpperCase() + word.slice(1);
  const leet = (word: string) =>
    word.replaceAll('a', '@').replaceAll('o', '0').replaceAll('e', '3').replaceAll('s', '$');
  const made = COMMON_WORDS.flatMap((word) => [
    ...endings.flatMap((end) => [word + end, capital(word) + end, leet(word) + end]),
    word + word,
    `${word}.${word}`,
    `my${word}123`,
    `the${word}2024`,
  ]);
  for (const walk of WALKS) {
    for (let from = 0; from < walk.length; from++) {
      made.push(
        walk.slice(from),
        walk.slice(from, from + 12),
        walk.slice(from, from + 4).repeat(3),
        `${walk.slice(from)}123`,
      );
    }
  }
  return [...new Set(made)].filter((password) => password.length >= 12);
}

describe('passwords that are too easy to guess', () => {
  it('every one of the commonest is refused, and they are more than three thousand', () => {
    const all = commonPasswords();
    expect(all.length).toBeGreaterThan(3000);
    expect(all.filter((password) => weaknessOf(password) === null)).toEqual([]);
  });

  it.each([
    ['password1234', 'a word and a count'],
    ['P@ssw0rd2024', 'look-alike characters and a year'],
    ['passwordpassword', 'a word twice'],
    ['iloveyou12345!', 'a phrase run together'],
    ['qwertyuiop123', 'a row of keys'],
    ['1qaz2wsx3edc', 'columns of keys'],
    ['q1w2e3r4t5y6', 'a zigzag'],
    ['qweasdzxc123', 'three short rows'],
    ['aaaaaaaaaaaaaa', 'one key'],
    ['abcabcabcabc', 'three letters repeated'],
    ['123456789012', 'counting on'],
    ['0987654321098', 'counting back'],
    ['ManchesterUnited1', 'a club'],
    ['Summer-2026-Winter', 'two seasons'],
    ['trustno1trustno1', 'a film'],
    ['Wïllkömmen2025', 'accents do not help'],
    ['Administrator1', 'a role'],
    ['letmeinplease', 'a request'],
  ])('%s: %s', (password) => {
    expect(weaknessOf(password)).not.toBeNull();
  });

  it.each([
    ['evenhand-2026', ['Evenhand'], 'the product'],
    ['Hyacinth!Okonkwo1', ['Hyacinth Okonkwo'], 'the own name'],
    ['h.okonkwo@ncl.ac', ['h.okonkwo@ncl.ac.uk'], 'the own address'],
    ['SureStart2026!', ['Sure Start and child health'], 'the review'],
  ])('%s, by someone whom it names: %s', (password, context) => {
    expect(weaknessOf(password, context)).toBe('context');
  });

  it.each([
    ['a long enough passphrase', [], 'four words'],
    ['purple otters juggle quietly', [], 'a nonsense sentence'],
    ['tulpen im alten kahn', [], 'words of another language'],
    ['Xk7#pQz9!mVw', [], 'random characters'],
    ['839204857261', [], 'random digits'],
    ['🦉🌊🎈🧦🪵🍐🧵🚲🔔🥁🧊🪁', [], 'pictures'],
    ['密码不容易被别人猜到的句子', [], 'another script'],
    ['the okonkwo boat leaves at dawn', ['Hyacinth Okonkwo'], 'a sentence in which the name occurs'],
  ])('%s may be used: %s', (password, context) => {
    expect(weaknessOf(password, context)).toBeNull();
  });

  it('random passwords are hardly ever refused, and nothing makes it throw', () => {
    const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ23456789#%&');
    fc.assert(
      fc.property(fc.array(letters, { minLength: 16, maxLength: 20, size: 'max' }), (chars) => {
        fc.pre(new Set(chars.map((c) => c.toLowerCase())).size > 9);
        return weaknessOf(chars.join('')) === null;
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 128, unit: 'binary' }), (text) => weaknessOf(text, [text]) !== undefined),
    );
  });
});
