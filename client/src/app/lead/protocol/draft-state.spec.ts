import { TestBed } from '@angular/core/testing';
import type { ProtocolDocument, ProtocolDraft } from '@shared/contracts/protocol';
import { emptyProtocol } from '@shared/domain/protocol/protocol';
import { Problem } from '../../data/problem';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { DraftState } from './draft-state';
import { unsavedOf } from './local-draft';
import { ProtocolApi } from '../../data/protocol-api';

const empty = emptyProtocol('systematic');
const draft = (revision: number, changes: Partial<ProtocolDocument> = {}, savedBy = 'Ada'): ProtocolDraft => ({
  revision,
  document: { ...empty, ...changes },
  amends: 0,
  savedAt: '2026-01-05T09:00:00.000Z',
  savedBy,
  isChanged: true,
  problems: [],
});

describe('the draft on the screen', () => {
  const api = { draft: jest.fn(), save: jest.fn(), newId: () => 'id' };
  let state: DraftState;

  beforeEach(async () => {
    jest.useFakeTimers();
    localStorage.clear();
    jest.resetAllMocks();
    TestBed.configureTestingModule({
      providers: [
        DraftState,
        { provide: ProtocolApi, useValue: { ...api, newId: () => 'id' } },
        { provide: ProblemText, useValue: { of: (error: Problem) => error.code } },
        { provide: Texts, useValue: { of: (key: string) => key } },
      ],
    });
    state = TestBed.inject(DraftState);
    api.draft.mockResolvedValue(draft(3));
    await state.load('review');
  });
  afterEach(() => jest.useRealTimers());

  it('is saved by itself once typing pauses, on the revision it was typed on', async () => {
    api.save.mockResolvedValue(draft(4));
    state.setAt('question', 'D');
    state.setAt('question', 'Do');
    expect(state.saveState()).toBe('waiting');
    await jest.advanceTimersByTimeAsync(800);
    expect(api.save).toHaveBeenCalledTimes(1);
    expect(api.save.mock.calls[0][1]).toMatchObject({ revision: 3, document: { question: 'Do' } });
    expect(state.saveState()).toBe('saved');
    expect(unsavedOf('review')).toBeNull();
  });

  it('keeps what is typed while a save is under way, and saves that next', async () => {
    let answer = (_: ProtocolDraft): void => undefined;
    api.save.mockReturnValueOnce(new Promise<ProtocolDraft>((resolve) => (answer = resolve)));
    api.save.mockResolvedValueOnce(draft(5));
    state.setAt('question', 'First');
    await jest.advanceTimersByTimeAsync(800);
    state.setAt('question', 'Second');
    answer(draft(4));
    await jest.advanceTimersByTimeAsync(800);
    expect(api.save.mock.calls[1][1]).toMatchObject({ revision: 4, document: { question: 'Second' } });
    expect(state.text('question')).toBe('Second');
  });

  it('another person’s change elsewhere is taken in, and the own one is sent on top of it', async () => {
    const theirs = draft(4, { background: 'Theirs' }, 'Ben');
    api.save.mockRejectedValueOnce(new Problem(409, 'draft_changed', '', null, { theirs, yours: null }));
    api.save.mockResolvedValueOnce(draft(5));
    state.setAt('question', 'Mine');
    await jest.advanceTimersByTimeAsync(2000);
    expect(api.save.mock.calls[1][1]).toMatchObject({
      revision: 4,
      document: { question: 'Mine', background: 'Theirs' },
    });
    expect(state.clashes()).toBeNull();
  });

  it('a change at the same place is a clash: own words stay until theirs are taken', async () => {
    const theirs = draft(4, { question: 'Theirs' }, 'Ben');
    api.save.mockRejectedValueOnce(new Problem(409, 'draft_changed', '', null, { theirs, yours: null }));
    api.save.mockResolvedValue(draft(5));
    state.setAt('question', 'Mine');
    await jest.advanceTimersByTimeAsync(800);
    expect(state.text('question')).toBe('Mine');
    expect(state.clashes()).toMatchObject({ who: 'Ben', paths: ['question'] });
    state.takeTheirs();
    expect(state.text('question')).toBe('Theirs');
  });

  it('what cannot be sent is kept on the device, sent again, and brought in by the next visit', async () => {
    api.save.mockRejectedValueOnce(new Problem(0, 'offline', ''));
    state.setAt('question', 'Typed offline');
    await jest.advanceTimersByTimeAsync(800);
    expect(state.saveState()).toBe('failed');
    expect(unsavedOf('review')?.mine.question).toBe('Typed offline');

    api.save.mockResolvedValue(draft(9));
    const next = TestBed.runInInjectionContext(() => new DraftState());
    api.draft.mockResolvedValue(draft(8, { background: 'Written meanwhile' }));
    await next.load('review');
    expect(next.document()).toMatchObject({ question: 'Typed offline', background: 'Written meanwhile' });
    await jest.advanceTimersByTimeAsync(800);
    expect(unsavedOf('review')).toBeNull();
  });
});
