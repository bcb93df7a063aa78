import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { practiceProtocol } from '../../shared/domain/practice/practice-review';
import { expect, newId, PASSWORD, type Visitor } from '../world';

const EXPORTS = join(__dirname, '../../server/src/practice/files');

/** Small exports of our own, as three tools write them. */
export const FILES = {
  medline: { name: 'medline-invented.nbib', source: 'MEDLINE', records: 45 },
  embase: { name: 'embase-invented.ris', source: 'Embase', records: 45 },
  grey: { name: 'grey-invented.csv', source: 'Grey literature', records: 30 },
} as const;
export type FileName = keyof typeof FILES;
export const pathOf = (file: FileName): string => join(EXPORTS, FILES[file].name);

/** A review with a published protocol, made through the API: for journeys about something else. */
export async function opensAReview(lead: Visitor, title = 'Early-years centres and return to work'): Promise<void> {
  lead.reviewId = newId();
  await lead.api('POST', '/api/reviews', { id: lead.reviewId, title, kind: 'systematic' });
  const draft = await lead.inReview<{ revision: number }>('GET', 'protocol/draft');
  const saved = await lead.inReview<{ revision: number }>('PUT', 'protocol/draft', {
    id: newId(),
    revision: draft.revision,
    document: practiceProtocol(),
  });
  await lead.inReview('POST', 'protocol/versions', { id: newId(), revision: saved.revision, reason: null });
}

/** Imports a file through the API and waits until its records and their duplicates are in. */
export async function importsAFile(librarian: Visitor, file: FileName): Promise<void> {
  const { name, source } = FILES[file];
  const upload = await librarian.context.request.post(
    `${librarian.world.url}/api/reviews/${librarian.reviewId}/uploads?name=${name}`,
    { data: readFileSync(pathOf(file)), headers: { 'Content-Type': 'application/octet-stream' } },
  );
  expect(upload.ok(), await upload.text()).toBe(true);
  const { uploadId } = (await upload.json()) as { uploadId: string };
  const search = {
    source,
    sourceKind: file === 'grey' ? 'organisation' : 'database',
    platform: null,
    ranOn: '2026-01-12',
    coverage: null,
    strategy: null,
    limits: null,
    filters: null,
    hits: null,
    ranBy: null,
    peerReviewedBy: null,
    notes: null,
    cycle: 1,
  };
  await librarian.inReview('POST', 'imports', { id: newId(), uploadId, into: { search }, again: false });
  await jobsAreDone(librarian);
}

export async function jobsAreDone(member: Visitor): Promise<void> {
  await expect
    .poll(
      async () => {
        const list = await member.inReview<{ jobs: { state: string }[] } | { state: string }[]>('GET', 'jobs');
        const jobs = Array.isArray(list) ? list : list.jobs;
        return jobs.filter(({ state }) => state === 'queued' || state === 'running').length;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

/** Invites somebody by link; they open it in their own browser and make their account. */
export async function invites(lead: Visitor, guest: Visitor, roles: string[]): Promise<void> {
  const body = { id: newId(), emails: [], links: 1, roles };
  const { invitations } = await lead.inReview<{ invitations: { path: string }[] }>('POST', 'members/invitations', body);
  await guest.goto(invitations[0]?.path ?? '');
  await guest.page.getByLabel('Name', { exact: true }).fill(guest.name);
  await guest.page.getByLabel('E-mail address').fill(guest.email);
  await guest.page.getByLabel('Password').fill(PASSWORD);
  await guest.page.getByRole('button', { name: /Make the account|Join the review/ }).click();
  await expect(guest.page.getByText(lead.name).or(guest.page.locator('h1')).first()).toBeVisible();
  guest.reviewId = lead.reviewId;
  await expect
    .poll(async () => (await guest.context.request.get(`${guest.world.url}/api/reviews/${guest.reviewId}`)).status())
    .toBe(200);
}

export interface Places {
  [place: string]: number;
}

export async function placesOf(lead: Visitor): Promise<Places> {
  return (await lead.inReview<{ places: Places }>('GET', 'overview')).places;
}
