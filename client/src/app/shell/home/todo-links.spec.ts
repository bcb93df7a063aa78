import { todoLinks } from './todo-links';

describe('todoLinks', () => {
  it.each([
    [
      'work comes in the order it is done',
      { toScreen: 37, conflicts: 4, toRetrieve: 2, questions: 1 },
      ['toScreen 37', 'conflicts 4', 'toRetrieve 2', 'questions 1'],
    ],
    [
      'nought and what is not theirs are left out',
      { toScreen: 0, conflicts: null, toRetrieve: 3, questions: null },
      ['toRetrieve 3'],
    ],
    ['nothing may await', { toScreen: null, conflicts: null, toRetrieve: null, questions: null }, []],
  ])('%s', (_reason, todo, expected) => {
    expect(todoLinks({ id: 'r1', todo }).map(({ kind, count }) => `${kind} ${count}`)).toEqual(expected);
  });

  it('leads to the screen that deals with it', () => {
    const [link] = todoLinks({ id: 'r1', todo: { toScreen: 1, conflicts: null, toRetrieve: null, questions: null } });
    expect(link?.path).toBe('/reviews/r1/screen');
  });
});
