import type { Role } from '@shared/domain/access/roles';
import { permissionsOf } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import { seededRandom } from '@shared/domain/screening/division';
import { defaultRule, type StageRule } from '@shared/domain/screening/rule';
import { type Actor, newId, TestApp } from '../../testing/app';
import { aProtocol, importRecords, openStages } from '../../testing/records';
import { CitationEntity, StandingEntity } from '../citations/citation.entity';
import { refreshStandings } from '../citations/standings';
import type { Membership } from '../platform/http/route';
import { EventEntity } from '../platform/ledger/event.entity';
import { fromRow } from '../platform/ledger/ledger';
import { StagesService } from '../stages/stages.service';
import { ConflictsService } from './conflicts.service';
import { DecisionEntity } from './decision.entity';
import { DecisionsService } from './decisions.service';

const STEPS = 90;
const REASONS: readonly string[][] = [
  ['wrong-design'],
  ['wrong-population'],
  ['wrong-design', 'wrong-population', 'wrong-outcome'],
];
const RULES: readonly Partial<StageRule>[] = [
  {},
  { readers: 1 },
  { readers: 3, maybe: 'disagrees' },
  { readers: 'everyone', conflicts: 'readers' },
  { secondReader: 'exclusions' },
  { reasonsMustAgree: true },
];

describe('what an act has read and hands on', () => {
  let app: TestApp;
  let reviewId: string;
  let lead: Actor;
  const as = (actor: Actor, roles: Role[]): Membership => ({
    reviewId,
    memberId: actor.memberId,
    roles,
    permissions: permissionsOf(roles),
  });

  beforeEach(async () => {
    app = await TestApp.start();
    lead = await app.person('Lead');
    reviewId = await app.review(lead);
  });
  // Ends with a replay, which knows nothing beforehand and must come to the same rows.
  afterEach(() => app.stop());

  /** Everything derived, as it is stored. */
  const derived = () =>
    app.database.read(async (manager) => ({
      standings: await manager.find(StandingEntity, { order: { citationId: 'ASC', stageId: 'ASC' } }),
      places: await manager.find(CitationEntity, { order: { id: 'ASC' } }),
      firstLocked: await manager.find(DecisionEntity, { where: { isFirstLocked: true }, order: { seq: 'ASC' } }),
    }));

  it.each([1, 2, 3])(
    'gives the rows that reading anew gives, after any interleaving of decisions, rules, merges and protocols (%i)',
    async (seed) => {
      const random = seededRandom(seed);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      const readers: Actor[] = [];
      for (const name of ['Ana', 'Ben', 'Cho']) readers.push(await app.member(reviewId, lead, name, ['reviewer']));
      const { titleAbstract, fullText } = await openStages(app, reviewId, lead);
      const ids = await importRecords(app, reviewId, lead, ['One', 'Two', 'Three', 'Four', 'Five', 'Six']);
      const [decisions, stages, conflicts] = [
        app.app.get(DecisionsService),
        app.app.get(StagesService),
        app.app.get(ConflictsService),
      ];
      const me = as(lead, ['lead', 'adjudicator']);
      let version = 1;
      const append: (
        type: 'duplicates.merged' | 'duplicates.split' | 'retrieval.recorded' | 'protocol.published',
        payload: never,
      ) => unknown = (type, payload) =>
        app.ledger.act({ reviewId, id: newId(), memberId: lead.memberId, request: { type } }, (act) =>
          act.append(type, payload),
        );
      const step = async (): Promise<unknown> => {
        const at = { id: newId(), citationId: pick(ids), stageId: pick([titleAbstract, titleAbstract, fullText]) };
        const dice = random();
        const reader = as(pick(readers), ['reviewer']);
        if (dice < 0.6) {
          const verdict = pick(['include', 'exclude', 'maybe'] as const);
          const reasons = verdict === 'exclude' ? pick(REASONS) : [];
          return decisions.decide(reader, { ...at, verdict, reasons, tags: [], note: null, clientAt: null });
        }
        if (dice < 0.68) return decisions.withdraw(reader, at);
        if (dice < 0.74) return decisions.reopen(me, { ...at, reason: 'again', clear: random() < 0.5 });
        if (dice < 0.8) return conflicts.resolve(me, { ...at, verdict: 'include', reasons: [], note: null });
        if (dice < 0.86) {
          const stage = (await stages.list(me)).stages.find(({ id }) => id === at.stageId);
          if (!stage) throw new Error('the stage is gone');
          const rule = { ...defaultRule(stage.kind as 'full-text'), ...pick(RULES) };
          const { name } = stage;
          return stages.setRule(me, stage.id, {
            id: at.id,
            seen: { name, rule: stage.rule },
            name,
            rule,
            reason: 'so',
          });
        }
        if (dice < 0.92) {
          // An amendment that turns the reasons round: which of them is reported hangs on their order.
          const { exclusionReasons, ...rest } = aProtocol();
          const turned = version % 2 === 0 ? exclusionReasons : exclusionReasons.toReversed();
          version += 1;
          return append('protocol.published', {
            version,
            reason: 'the order matters',
            document: { ...rest, exclusionReasons: turned },
          } as never);
        }
        if (dice < 0.94) {
          const retrieval = { citationIds: [at.citationId], status: 'retrieved', reason: null };
          return append('retrieval.recorded', retrieval as never);
        }
        const other = pick(ids);
        if (other === at.citationId) return null;
        const [kept, copy] = await app.database.read(async (manager) => [
          await manager.findOneByOrFail(CitationEntity, { id: at.citationId }),
          await manager.findOneByOrFail(CitationEntity, { id: other }),
        ]);
        if (copy?.mergedInto) {
          const split = { citationId: copy.mergedInto, memberIds: [copy.id], reason: null };
          return append('duplicates.split', split as never);
        }
        if (!kept || kept.mergedInto || !copy) return null;
        const set = { citationId: kept.id, memberIds: [kept.id, copy.id], score: 1, why: [] };
        return append('duplicates.merged', { by: 'person', sets: [set] } as never);
      };

      let done = 0;
      for (let i = 0; i < STEPS; i++) {
        try {
          if ((await step()) !== null) done++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        if (i % 5 > 0) continue;
        const before = await derived();
        await app.database.transaction(async ({ manager }) => {
          const last = await manager.find(EventEntity, { where: { reviewId }, order: { seq: 'DESC' }, take: 1 });
          await refreshStandings(manager, fromRow(last[0] as EventEntity), ids);
        });
        expect(await derived()).toEqual(before);
      }
      expect(done).toBeGreaterThan(STEPS / 4);
      expect(version).toBeGreaterThan(2);
    },
  );

  it('an act that failed leaves nothing behind that a later one would go by', async () => {
    const ana = await app.member(reviewId, lead, 'Ana', ['reviewer']);
    const ben = await app.member(reviewId, lead, 'Ben', ['reviewer']);
    const { titleAbstract } = await openStages(app, reviewId, lead);
    const [citationId = ''] = await importRecords(app, reviewId, lead, ['One']);
    const rule = { ...defaultRule('title-abstract'), readers: 1 };
    const failing = app.ledger.act({ reviewId, id: newId(), memberId: lead.memberId, request: {} }, async (act) => {
      await act.append('stage.ruled', { stageId: titleAbstract, name: 'Alone', rule, reason: null });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    const vote = { citationId, stageId: titleAbstract, reasons: [], tags: [], note: null, clientAt: null };
    const decisions = app.app.get(DecisionsService);
    await decisions.decide(as(ana, ['reviewer']), { ...vote, id: newId(), verdict: 'include' });
    await decisions.decide(as(ben, ['reviewer']), { ...vote, id: newId(), verdict: 'include' });
    expect((await derived()).standings).toMatchObject([{ standing: 'included', isComplete: true }]);
  });

  it('a withdrawn decision and a citation opened anew free the slots that were held for them', async () => {
    const [ana, ben, cho] = [
      await app.member(reviewId, lead, 'Ana', ['reviewer']),
      await app.member(reviewId, lead, 'Ben', ['reviewer']),
      await app.member(reviewId, lead, 'Cho', ['reviewer']),
    ];
    const { titleAbstract: stageId } = await openStages(app, reviewId, lead);
    const [citationId = ''] = await importRecords(app, reviewId, lead, ['One']);
    const decisions = app.app.get(DecisionsService);
    const queueOf = async (actor: Actor): Promise<number> =>
      (await actor.agent.get(`/api/reviews/${reviewId}/stages/${stageId}/queue`).expect(200)).body.citations.length;
    const vote = { citationId, stageId, reasons: [], tags: [], note: null, clientAt: null };
    for (const actor of [ana, ben]) {
      expect(await queueOf(actor)).toBe(1);
      await decisions.decide(as(actor, ['reviewer']), { ...vote, id: newId(), verdict: 'include' });
    }
    expect(await queueOf(cho)).toBe(0);
    await decisions.reopen(as(lead, ['lead']), { id: newId(), citationId, stageId, reason: 'again', clear: true });
    expect(await queueOf(cho)).toBe(1);
    expect(await queueOf(ana)).toBe(1);
    expect(await queueOf(ben)).toBe(0);
    await decisions.decide(as(ana, ['reviewer']), { ...vote, id: newId(), verdict: 'include' });
    await decisions.withdraw(as(ana, ['reviewer']), { id: newId(), citationId, stageId });
    expect(await queueOf(ben)).toBe(1);
  });
});
