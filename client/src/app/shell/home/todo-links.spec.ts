import { routes as lead } from '../../lead/lead.routes';
import { routes as librarian } from '../../librarian/librarian.routes';
import { routes as reviewer } from '../../reviewer/reviewer.routes';
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

  it('leads to screens that a review has', () => {
    const links = todoLinks({ id: 'r1', todo: { toScreen: 1, conflicts: 1, toRetrieve: 1, questions: 1 } });
    const screens = [...reviewer, ...lead, ...librarian].map(({ path }) => `/reviews/r1/${path}`);
    expect(links.map(({ path }) => path).filter((path) => !screens.includes(path))).toEqual([]);
    expect(links.find(({ kind }) => kind === 'questions')?.path).toBe('/reviews/r1/duplicates');
  });
});
