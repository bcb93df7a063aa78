// A review with its people and records, made over HTTP as anybody would.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../scripts/lib.mjs';
import { ris } from './records.mjs';
import { Caller, newId, PASSWORD } from './server.mjs';

const { practiceProtocol } = createRequire(import.meta.url)(
  join(root, 'dist/server/shared/domain/practice/practice-review.js'),
);

export async function makeReview(url) {
  const lead = new Caller(url);
  await lead.call('POST', '/api/setup', { name: 'Lead', email: 'lead@example.org', password: PASSWORD });
  const reviewId = newId();
  await lead.call('POST', '/api/reviews', { id: reviewId, title: 'Bench', kind: 'systematic' });
  const at = (path) => `/api/reviews/${reviewId}/${path}`;
  const draft = await lead.call('GET', at('protocol/draft'));
  const saved = await lead.call('PUT', at('protocol/draft'), {
    id: newId(),
    revision: draft.revision,
    document: practiceProtocol(),
  });
  await lead.call('POST', at('protocol/versions'), { id: newId(), revision: saved.revision, reason: null });
  return { lead, reviewId, at };
}

export async function addReviewers({ lead, at }, url, count) {
  const people = [];
  while (people.length < count) {
    const links = Math.min(20, count - people.length);
    const body = { id: newId(), emails: [], links, roles: ['reviewer'] };
    const { invitations } = await lead.call('POST', at('members/invitations'), body);
    for (const { path } of invitations) {
      const caller = new Caller(url);
      const n = people.length;
      caller.email = `reader-${n}@example.org`;
      const token = path.split('/').at(-1).split('#').at(-1);
      await caller.call('POST', `/api/invitations/${token}`, {
        name: `Reader ${n}`,
        email: caller.email,
        password: PASSWORD,
      });
      people.push(caller);
    }
  }
  return people;
}

/** Uploads and imports generated records; answers when all can be found by their words, and what each part took. */
export async function importRecords(review, from, count, source) {
  const begun = await beginImport(review, from, count, source);
  const { started, uploadMs } = begun;
  await recordsIn(review, begun);
  const ended = performance.now();
  await jobEnds(review, begun.jobId);
  return {
    ms: ended - started,
    uploadMs,
    jobMs: ended - started - uploadMs,
    searchableMs: performance.now() - ended,
    bytes: begun.bytes,
  };
}

/** Uploads generated records and asks for their import. */
export async function beginImport({ lead, at }, from, count, source) {
  const bytes = ris(from, count);
  const started = performance.now();
  const upload = await lead.call('POST', at(`uploads?name=${source}.ris`), bytes, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': bytes.length,
  });
  const uploadMs = performance.now() - started;
  const blank = ['platform', 'ranOn', 'coverage', 'strategy', 'limits', 'filters', 'hits', 'ranBy', 'peerReviewedBy'];
  const search = {
    ...Object.fromEntries([...blank, 'notes'].map((name) => [name, null])),
    source,
    sourceKind: 'database',
    cycle: 1,
  };
  const { importId, jobId } = await lead.call('POST', at('imports'), {
    id: newId(),
    uploadId: upload.uploadId,
    into: { search },
    again: false,
  });
  return { importId, jobId, started, uploadMs, bytes: bytes.length };
}

/** Waits until so many records of an import are in, or all of them; answers their number. */
export async function recordsIn({ lead, at }, { importId, jobId }, least = Infinity) {
  for (;;) {
    const { searches } = await lead.call('GET', at('searches'));
    const entity = searches.flatMap(({ imports }) => imports).find(({ id }) => id === importId);
    if (entity.state === 'finished' || entity.taken >= least) return entity.taken;
    const { state, error } = await lead.call('GET', at(`jobs/${jobId}`));
    if (state === 'failed' || state === 'cancelled') throw new Error(`the import ${state}: ${error?.detail}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function jobEnds({ lead, at }, jobId) {
  for (;;) {
    const job = await lead.call('GET', at(`jobs/${jobId}`));
    if (job.state === 'done') return job;
    if (job.state === 'failed' || job.state === 'cancelled')
      throw new Error(`the job ${job.state}: ${job.error?.detail}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits for whatever the server still has to do by itself (finding duplicates); answers the milliseconds. */
export async function quiet({ lead, at }) {
  const started = performance.now();
  for (;;) {
    const list = await lead.call('GET', at('jobs'));
    const jobs = Array.isArray(list) ? list : list.jobs;
    if (!jobs.some(({ state }) => state === 'queued' || state === 'running')) return performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Ids of so many citations that await a first reading, in the order of the list. */
export async function citationIds({ lead, at }, count) {
  const ids = [];
  let after = 0;
  while (ids.length < count) {
    const page = await lead.call('GET', at(`records?limit=100&after=${after}`));
    ids.push(...page.rows.map((row) => row.citation?.id ?? row.id));
    if (page.next === null) break;
    after = page.next;
  }
  return ids.slice(0, count);
}

export async function stageOf({ lead, at }) {
  const { stages } = await lead.call('GET', at('stages'));
  return stages.find(({ kind }) => kind === 'title-abstract').id;
}

/** Everybody works through their list; answers what was acknowledged, how long each took, and what was refused. */
export async function decideAll({ at }, stageId, people, lists, pauseMs = 0, goesOn = () => true) {
  const acknowledged = [];
  const ms = [];
  const refused = new Map();
  const started = performance.now();
  await Promise.all(
    people.map(async (person, n) => {
      for (const citationId of lists[n]) {
        if (!goesOn()) return;
        const id = newId();
        const begun = performance.now();
        try {
          await person.call('POST', at('decisions'), {
            id,
            citationId,
            stageId,
            verdict: 'include',
            reasons: [],
            tags: [],
            note: null,
            clientAt: null,
          });
          acknowledged.push(id);
          ms.push(performance.now() - begun);
        } catch (error) {
          const what = error.status ? error.message.replace(/^.*?: /, '').slice(0, 160) : error.message;
          refused.set(what, (refused.get(what) ?? 0) + 1);
        }
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }),
  );
  return { acknowledged, ms, refused, seconds: (performance.now() - started) / 1000 };
}
