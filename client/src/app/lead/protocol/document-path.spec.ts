import { valueAt, withValueAt } from './document-path';

const document = { question: 'Q', criteria: [{ text: 'a' }, { text: 'b' }], plan: { limits: 'none' } };

describe('places of a document', () => {
  it.each([
    ['question', 'Q'],
    ['criteria.1.text', 'b'],
    ['plan.limits', 'none'],
    ['criteria.9.text', undefined],
  ])('%s is read', (path, value) => expect(valueAt(document, path)).toBe(value));

  it('writing changes the place and keeps every other object', () => {
    const changed = withValueAt(document, 'criteria.1.text', 'B');
    expect(changed.criteria).toEqual([{ text: 'a' }, { text: 'B' }]);
    expect(changed.criteria[0]).toBe(document.criteria[0]);
    expect(changed.plan).toBe(document.plan);
    expect(document.criteria[1]?.text).toBe('b');
  });
});
