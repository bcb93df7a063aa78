// Invented texts that are as hard for a model of words as real ones: a vocabulary of Zipf's shape in which words have
// neighbours they prefer. 100,000 of them hold about as many different words and pairs as as many abstracts.
const WORDS = 120_000;
const NEIGHBOURS = 24;
const SYLLABLES = 'ba ce di fo gu ka le mi no pu ra se ti vo wu xa ye zi tion ment ing ed ness ally ive ous'.split(' ');

/** Mulberry32: the same seed gives the same numbers. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words = Array.from({ length: WORDS }, (_, n) => {
  let word = '';
  for (let rest = n + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word.length < 3 ? `${word}${word}` : word;
});

/** A word's number, small ones often: Zipf's law with exponent 1, by its inverse. */
const zipf = (random) => Math.min(WORDS - 1, Math.floor(Math.exp(random() * Math.log(WORDS + 1)) - 1));

/** The text number `n` of so many words: title and abstract. Every hundredth is of a topic of its own. */
export function textOf(n) {
  const random = randomFrom(n + 1);
  const isTopic = n % 100 === 0;
  let before = zipf(random);
  const next = () => {
    const roll = random();
    if (isTopic && roll < 0.08) before = 3000 + Math.floor(random() * 40);
    else if (roll < 0.7)
      before = Math.floor(randomFrom(before * NEIGHBOURS + Math.floor(random() * NEIGHBOURS))() ** 3 * 20_000);
    else before = zipf(random);
    return words[before];
  };
  const run = (length) => Array.from({ length }, next).join(' ');
  return { title: run(12), abstract: run(150 + Math.floor(random() * 60)) };
}

/** A word of the vocabulary by its rank, the commonest first. */
export const wordOf = (rank) => words[rank % WORDS];

export const topicWords = () => words.slice(3000, 3040).join(' ');
