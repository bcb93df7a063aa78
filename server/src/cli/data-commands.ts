import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { RecordsFileQuery } from '@shared/contracts/exports';
import { FlowFileQuery } from '@shared/contracts/flow';
import { permissionsOf } from '@shared/domain/access/roles';
import type { SourceKind } from '@shared/domain/ledger/events';
import { Verifier } from '../audit/verify';
import { RecordsFilesService } from '../exports/records-files.service';
import { FlowFilesService } from '../flow/flow-files.service';
import { ImportsService } from '../imports/imports.service';
import { UploadsService } from '../imports/uploads.service';
import { AccountEntity } from '../people/account.entity';
import { emailKey } from '../people/auth.service';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { FileStore } from '../platform/files/file-store';
import type { Membership } from '../platform/http/route';
import { JobRunner } from '../platform/jobs/job-runner';
import { MemberEntity, ReviewEntity } from '../reviews/review.entity';
import { type Command, type Input, needs, text, UsageFault } from './command';
import { withApp } from './with-app';

const KINDS: readonly SourceKind[] = [
  'database',
  'register',
  'website',
  'organisation',
  'citation-searching',
  'expert',
  'other',
];

const verify: Command = {
  name: 'verify',
  usage: '[REVIEW]',
  summary: 'Check the chain, the records and every read table of one review, or of all',
  examples: ['evenhand verify', 'evenhand verify 5b0e3c5e-… --json'],
  async run({ args, isJson, print }) {
    return withApp(async (app) => {
      const ids = args[0] ? [args[0]] : await allReviews(app);
      const verdicts = [];
      for (const id of ids) verdicts.push(await app.get(Verifier).verify(id));
      if (isJson) print(JSON.stringify(verdicts));
      else {
        for (const { reviewId, events, rows, faults } of verdicts) {
          print(
            `${reviewId}: ${events} events, ${rows} rows: ${faults.length === 0 ? 'as they should be' : `${faults.length} faults`}`,
          );
          for (const fault of faults) print(`  ${fault.kind}: ${fault.message}`);
        }
      }
      return verdicts.every(({ faults }) => faults.length === 0) ? 0 : 1;
    });
  },
};

const importCommand: Command = {
  name: 'import',
  usage: 'REVIEW FILE --source NAME [--kind KIND] --as ADDRESS [--again]',
  summary: `Import a file into a review; kinds of source: ${KINDS.join(', ')}`,
  examples: ['evenhand import 5b0e3c5e-… medline.nbib --source MEDLINE --as librarian@example.org'],
  options: {
    source: { type: 'string' },
    kind: { type: 'string' },
    as: { type: 'string' },
    again: { type: 'boolean' },
  },
  async run(input) {
    const [reviewId, file] = input.args;
    if (!reviewId || !file) throw new UsageFault('name a review and a file');
    const sourceKind = (text(input, 'kind') ?? 'database') as SourceKind;
    if (!KINDS.includes(sourceKind)) throw new UsageFault(`${sourceKind} is not a kind of source: ${KINDS.join(', ')}`);
    const source = needs(input, 'source');
    return withApp(async (app) => {
      const me = await memberAs(app, reviewId, needs(input, 'as'), 'searches.edit');
      const stored = await app.get(FileStore).put(createReadStream(file), { maxBytes: 2_000_000_000 });
      const upload = await app.get(UploadsService).keep(me, stored, basename(file));
      const search = {
        source,
        sourceKind,
        platform: null,
        ranOn: null,
        coverage: null,
        strategy: null,
        limits: null,
        filters: null,
        hits: upload.expected,
        ranBy: null,
        peerReviewedBy: null,
        notes: null,
        cycle: 1,
      };
      const again = input.values['again'] === true;
      const begun = { id: app.get(Clock).newId(), uploadId: upload.uploadId, into: { search }, again };
      const { importId } = await app.get(ImportsService).begin(me, begun);
      await app.get(JobRunner).idle();
      const { read, expected, problemCount } = upload;
      input.print(
        input.isJson
          ? JSON.stringify({ importId, read, expected, problems: problemCount })
          : `Imported ${read} records (${expected ?? 'unknown'} expected, ${problemCount} problems) as ${importId}.`,
      );
      return 0;
    });
  },
};

const exportCommand: Command = {
  name: 'export',
  usage:
    'REVIEW -o FILE [--format ris|csv|xlsx|bibtex|nbib|endnote-xml|csl-json|rayyan-csv|covidence-csv] [--place included,…] --as ADDRESS',
  summary: 'Write the records of a review, or of some places of its flow, to a file',
  examples: ['evenhand export 5b0e3c5e-… -o included.ris --place included --as author@example.org'],
  options: {
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
    place: { type: 'string' },
    as: { type: 'string' },
  },
  async run(input) {
    const reviewId = reviewOf(input);
    const output = needs(input, 'output');
    const format = text(input, 'format') ?? 'ris';
    const place = text(input, 'place') ?? undefined;
    const query = RecordsFileQuery.safeParse({ format, place });
    if (!query.success) throw new UsageFault(`${format} is not a format to write`);
    return withApp(async (app) => {
      const me = await memberAs(app, reviewId, needs(input, 'as'), 'export.read');
      await app.get(RecordsFilesService).write(me, query.data, createWriteStream(output));
      input.print(input.isJson ? JSON.stringify({ file: output }) : `Wrote ${output}.`);
      return 0;
    });
  },
};

const prisma: Command = {
  name: 'prisma',
  usage: 'REVIEW -o FILE [--format svg|png|pdf|docx|csv|json|txt] [--as-of DATE] [--dpi N] --as ADDRESS',
  summary: "Save a review's PRISMA 2020 flow diagram, now or as of a moment",
  examples: [
    'evenhand prisma 5b0e3c5e-… -o flow.svg --as author@example.org',
    'evenhand prisma 5b0e3c5e-… -o flow.png --format png --dpi 600 --as-of 2026-03-01 --as author@example.org',
  ],
  options: {
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
    'as-of': { type: 'string' },
    dpi: { type: 'string' },
    as: { type: 'string' },
  },
  async run(input) {
    const reviewId = reviewOf(input);
    const output = needs(input, 'output');
    const format = text(input, 'format') ?? output.split('.').at(-1);
    const query = FlowFileQuery.safeParse({
      format,
      asOf: text(input, 'as-of') ?? undefined,
      dpi: text(input, 'dpi') ?? undefined,
    });
    if (!query.success)
      throw new UsageFault(`${query.error.issues[0]?.path.join('.')}: ${query.error.issues[0]?.message}`);
    return withApp(async (app) => {
      const me = await memberAs(app, reviewId, needs(input, 'as'), 'flow.read');
      const { content } = await app.get(FlowFilesService).file(me, query.data);
      writeFileSync(output, content);
      input.print(input.isJson ? JSON.stringify({ file: output, bytes: content.length }) : `Wrote ${output}.`);
      return 0;
    });
  },
};

const reviews: Command = {
  name: 'reviews',
  usage: '',
  summary: 'List the reviews with their ids',
  examples: ['evenhand reviews --json'],
  run: ({ isJson, print }) =>
    withApp(async (app) => {
      const found = await app.get(Database).read((m) => m.find(ReviewEntity, { order: { createdAt: 'ASC' } }));
      if (isJson) print(JSON.stringify(found));
      else for (const { id, title, kind } of found) print(`${id}  ${kind.padEnd(10)}  ${title}`);
      return 0;
    }),
};

function reviewOf({ args }: Input): string {
  if (!args[0]) throw new UsageFault('name a review: `evenhand reviews` lists them');
  return args[0];
}

/** The membership of the person named, whose roles must allow what is asked: the command line knows no other rights. */
async function memberAs(
  app: INestApplicationContext,
  reviewId: string,
  email: string,
  needed: Membership['permissions'][number],
): Promise<Membership> {
  const member = await app.get(Database).read(async (manager) => {
    const account = await manager.findOneBy(AccountEntity, { emailKey: emailKey(email) });
    return account && manager.findOneBy(MemberEntity, { reviewId, accountId: account.id });
  });
  if (!member || member.leftAt) throw new UsageFault(`${email} is not a member of review ${reviewId}`);
  const permissions = permissionsOf(member.roles);
  if (!permissions.includes(needed)) throw new UsageFault(`the roles of ${email} in this review do not include this`);
  return { reviewId, memberId: member.id, roles: member.roles, permissions };
}

async function allReviews(app: INestApplicationContext): Promise<string[]> {
  return (await app.get(Database).read((manager) => manager.find(ReviewEntity))).map(({ id }) => id);
}

export const dataCommands: readonly Command[] = [reviews, verify, importCommand, exportCommand, prisma];
