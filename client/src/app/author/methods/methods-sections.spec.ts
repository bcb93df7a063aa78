import { sectionsOf } from './methods-sections';

describe('sections of the methods text', () => {
  it('reads headings, strong words and escaped signs, and shows no Markdown', () => {
    const text =
      '### Protocol\n\nRegistered (CRD\\_1).\n\n### Study selection\n\nWe included one. **In progress**: 3 left.\n';
    expect(sectionsOf(text)).toEqual([
      { heading: 'Protocol', runs: [{ text: 'Registered (CRD_1).', isStrong: false }] },
      {
        heading: 'Study selection',
        runs: [
          { text: 'We included one. ', isStrong: false },
          { text: 'In progress', isStrong: true },
          { text: ': 3 left.', isStrong: false },
        ],
      },
    ]);
  });

  it('is empty where there is no text', () => {
    expect(sectionsOf('')).toEqual([]);
  });
});
