// Invented records as RIS: the same numbers give the same text.
const ADJECTIVES =
  'early local urban rural school family mental social shared lasting brief mixed unequal public'.split(' ');
const NOUNS =
  'housing income asthma diet sleep schooling work stress smoking vaccination transport heating debt loneliness exercise screening pregnancy childcare'.split(
    ' ',
  );
const PLACES =
  'Leeds Malmo Porto Gdansk Lille Turin Bergen Cork Ghent Graz Tartu Brno Vigo Split Patras Lahti Arad Varna'.split(
    ' ',
  );
const DESIGNS = [
  'a cohort study',
  'a trial in clusters',
  'interviews',
  'a survey',
  'a natural experiment',
  'a synthesis',
];
const NAMES =
  'Abel Brandt Costa Dahl Eriksen Ferrari Garcia Hansen Ivanov Jansen Kowalski Larsen Moreau Novak Olsen Pereira Quinn Rossi Silva Tamm Urban Virtanen Weber Young Zeman'.split(
    ' ',
  );

function dice(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  return (words) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return words[state % words.length];
  };
}

export function ris(from, count) {
  const parts = [];
  for (let i = from; i < from + count; i++) {
    const draw = dice(i + 1);
    const noun = () => draw(NOUNS);
    const sentence = () =>
      `In ${draw(PLACES)} ${draw(ADJECTIVES)} ${noun()} was followed beside ${draw(ADJECTIVES)} ${noun()} and ${noun()}.`;
    const first = 1 + ((i * 7) % 900);
    parts.push(
      'TY  - JOUR',
      `TI  - ${draw(ADJECTIVES)} ${noun()} and ${draw(ADJECTIVES)} ${noun()} of ${noun()} in ${draw(PLACES)}: ${draw(DESIGNS)} ${i}`,
      `AU  - ${draw(NAMES)}, ${String.fromCharCode(65 + (i % 26))}.`,
      `AU  - ${draw(NAMES)}, ${String.fromCharCode(65 + ((i >> 4) % 26))}.`,
      `PY  - ${1990 + (i % 35)}`,
      `JO  - Annals of ${noun()} and ${noun()}`,
      `VL  - ${1 + (i % 80)}`,
      `SP  - ${first}`,
      `EP  - ${first + 9}`,
      `DO  - 10.5555/bench.${i}`,
      `AB  - ${sentence()} ${sentence()} ${sentence()} ${sentence()} ${sentence()}`,
      'ER  - ',
      '',
    );
  }
  return Buffer.from(parts.join('\n'));
}

/** An invented record with an abstract of usual length, in the shape that the writers of references take. */
export function reference(n) {
  const draw = dice(n + 1);
  const noun = () => draw(NOUNS);
  const sentence = () =>
    `In ${draw(PLACES)} ${draw(ADJECTIVES)} ${noun()} was followed beside ${draw(ADJECTIVES)} ${noun()} and ${noun()}, and fewer than ${n % 97} of them changed.`;
  const first = 1 + ((n * 7) % 900);
  const year = 1990 + (n % 35);
  const title = `${draw(ADJECTIVES)} ${noun()} and ${draw(ADJECTIVES)} ${noun()} of ${noun()} in ${draw(PLACES)}: ${draw(DESIGNS)} ${n}`;
  return {
    type: 'article',
    title,
    authors: Array.from({ length: 5 }, (_, i) => `${draw(NAMES)}, ${String.fromCharCode(65 + ((n >> i) % 26))}.`),
    year,
    date: `${year}-03`,
    journal: `Annals of ${noun()} and ${noun()}`,
    volume: String(1 + (n % 80)),
    issue: String(1 + (n % 12)),
    pages: `${first}-${first + 9}`,
    abstract: Array.from({ length: 14 }, sentence).join(' '),
    doi: `10.5555/bench.${n}`,
    pmid: String(10_000_000 + n),
    pmcid: null,
    registryIds: [],
    keywords: Array.from({ length: 6 }, () => `${draw(ADJECTIVES)} ${noun()}`),
    urls: [`https://example.org/bench/${n}`],
    issn: '1234-5679',
    language: 'eng',
    publisher: null,
    notes: [],
    links: [],
    accession: null,
    extra: {},
    raw: '',
  };
}
