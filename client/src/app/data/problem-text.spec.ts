import { TestBed } from '@angular/core/testing';
import { PROTOCOL_PROBLEM_CODES } from '@shared/domain/protocol/problems';
import protocolTexts from '../../../public/i18n/protocol/en.json';
import stageTexts from '../../../public/i18n/stages/en.json';
import { Problem } from './problem';
import { ProblemText } from './problem-text';
import { Texts } from './texts';

const SENTENCES: Record<string, string> = {
  'problems.not_found': 'Nichts da.',
  'stages.problems.not_found': 'Keine Stufe.',
  'stages.faults.no_expert': 'Kein Experte.',
  'faults.too_big': '{{ place }} ist zu lang.',
};

describe('what went wrong, in words', () => {
  let text: ProblemText;
  beforeEach(() => {
    const texts = {
      has: (key: string) => key in SENTENCES,
      of: (key: string, values: Record<string, unknown>) =>
        (SENTENCES[key] ?? key).replace('{{ place }}', String(values['place'])),
    };
    TestBed.configureTestingModule({ providers: [{ provide: Texts, useValue: texts }] });
    text = TestBed.inject(ProblemText);
  });

  const refused = (code: string, more: object = {}): Problem => new Problem(422, code, 'In English.', null, { ...more });

  it('is the sentence of the screen, then that of the whole interface', () => {
    expect(text.of(refused('not_found'), 'stages')).toBe('Keine Stufe.');
    expect(text.of(refused('not_found'), 'team')).toBe('Nichts da.');
  });

  it('is made of the faults that are listed, where each has a sentence', () => {
    const faults = [
      { code: 'no_expert', detail: 'No expert.' },
      { code: 'too_big', message: 'Too big', values: { place: 'name' } },
    ];
    expect(text.of(refused('rule_impossible', { faults }), 'stages')).toBe('Kein Experte. name ist zu lang.');
  });

  it("is the server's own where a sentence is missing", () => {
    const faults = [{ code: 'no_expert', detail: '' }, { code: 'brand_new', detail: '' }];
    expect(text.of(refused('rule_impossible', { faults }), 'stages')).toBe('In English.');
    expect(text.ofFault({ code: 'brand_new', detail: 'In English.' }, 'stages')).toBe('In English.');
  });
});

describe('the sentences of faults', () => {
  it.each([...PROTOCOL_PROBLEM_CODES])('a protocol with %s has one', (code) => {
    expect(protocolTexts.faults).toHaveProperty(code);
  });

  it.each(['expert_not_member', 'no_expert', 'pairing_needs_two', 'too_few_readers', 'undivided'])(
    'a rule with %s has one',
    (code) => {
      expect(stageTexts.faults).toHaveProperty(code);
    },
  );
});
