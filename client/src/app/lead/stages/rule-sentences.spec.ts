import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRule, type StageRule } from '@shared/domain/screening/rule';
import { ruleSentences } from './rule-sentences';

const keysOf = (rule: StageRule): string[] =>
  ruleSentences(rule, (id) => id.toUpperCase()).map(({ key }) => key.replace('stages.says.', ''));
const rule = (changes: Partial<StageRule>): StageRule => ({ ...defaultRule('title-abstract'), ...changes });

function flat(texts: Record<string, unknown>, prefix = ''): Set<string> {
  return new Set(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [prefix + key] : [...flat(value as Record<string, unknown>, `${prefix}${key}.`)],
    ),
  );
}
const texts = flat(
  JSON.parse(readFileSync(join(__dirname, '../../../../public/i18n/stages/en.json'), 'utf8')) as Record<
    string,
    unknown
  >,
  'stages.',
);

describe('a rule in sentences', () => {
  it('says the usual rule shortly', () => {
    expect(keysOf(rule({}))).toEqual(['readers', 'open', 'order.random', 'conflicts.adjudicator', 'maybe.advances']);
  });

  it.each<[string, Partial<StageRule>, string]>([
    ['everyone', { readers: 'everyone' }, 'everyone'],
    ['a second reader for exclusions alone', { secondReader: 'exclusions' }, 'accelerated'],
    ['what an exclusion needs', { required: defaultRule('full-text').required }, 'required.exclude.reason'],
    ['that each reader has an order', { order: 'relevance' }, 'learning.own'],
    ['that a team shares one', { order: 'uncertain', learning: 'team' }, 'learning.team'],
    ['how much is drawn at random', { order: 'relevance', auditShare: 5 }, 'audit'],
    ['what is hidden', { hideAuthors: true, hideJournal: true }, 'hidesBoth'],
  ])('says %s', (_what, changes, key) => expect(keysOf(rule(changes))).toContain(key));

  it('says nothing of a model where the order is fixed', () => {
    expect(keysOf(rule({ learning: 'team', auditShare: 5 }))).toEqual(keysOf(rule({})));
  });

  it('names the experts', () => {
    const sentences = ruleSentences(rule({ pairing: 'at-least-one-expert', experts: ['ada'] }), (id) =>
      id.toUpperCase(),
    );
    expect(sentences).toContainEqual({ key: 'stages.says.at-least-one-expert', values: { experts: 'ADA' } });
  });

  it('has words for everything that any rule can say', () => {
    const flags = [true, false];
    const missing = new Set<string>();
    for (const readers of ['everyone', 1, 2] as const)
      for (const pairing of ['any', 'at-least-one-expert', 'one-expert-one-novice'] as const)
        for (const order of ['random', 'oldest', 'newest', 'relevance', 'uncertain'] as const)
          for (const assignment of ['open', 'batches'] as const)
            for (const conflicts of ['adjudicator', 'readers', 'any-include-advances'] as const)
              for (const maybe of ['advances', 'disagrees'] as const)
                for (const secondReader of ['all', 'exclusions'] as const)
                  for (const hide of flags)
                    for (const reason of flags)
                      for (const tag of flags)
                        for (const note of flags) {
                          const required = { reason, tag, note };
                          const include = { reason: false, tag, note };
                          const all = rule({
                            ...{ readers, pairing, order, assignment, conflicts, maybe, secondReader },
                            ...{ hideAuthors: hide, hideJournal: reason, reasonsMustAgree: hide },
                            required: { include, maybe: required, exclude: required },
                          });
                          for (const { key } of ruleSentences(all, String)) if (!texts.has(key)) missing.add(key);
                        }
    expect([...missing]).toEqual([]);
  });
});
