import { createServer, type Server, type Socket } from 'node:net';
import { aPassword, type Actor, newId, StillClock, TestApp } from '../../testing/app';
import { digest } from '../people/hashing';
import { EventEntity } from '../platform/ledger/event.entity';

const DAY = 86_400_000;
const tokenOf = (link: { path: string }): string => link.path.replace('/invitations/', '');

interface Issued {
  id: string;
  email: string | null;
  path: string;
  url: string | null;
  isMailed: boolean;
}

describe('a team over HTTP', () => {
  const clock = new StillClock();
  let app: TestApp;
  let owner: Actor;
  let lead: Actor;
  let reviewer: Actor;
  let stranger: Actor;
  let reviewId: string;
  const team = (path = '') => `/api/reviews/${reviewId}/members${path}`;
  const invite = async (by: Actor, body: object): Promise<Issued[]> =>
    (
      await by.agent
        .post(team('/invitations'))
        .send({ id: newId(), emails: [], roles: ['reviewer'], ...body })
        .expect(201)
    ).body.invitations;
  const eventTypes = async (): Promise<string[]> =>
    (await app.database.read((m) => m.find(EventEntity, { where: { reviewId }, order: { seq: 'ASC' } }))).map(
      (e) => e.type,
    );

  /** Addresses are taken for good: each test has people of its own. */
  let n = 0;
  const named = (name: string): string => `${name} ${n}`;
  const mail = (name: string): string => `${name}-${n}@example.org`;

  beforeAll(async () => {
    app = await TestApp.start(clock);
  });
  beforeEach(async () => {
    n++;
    owner = await app.person(named('Olga Owner'));
    reviewId = await app.review(owner, 'Trampoline parks');
    lead = await app.member(reviewId, owner, named('Lea Lead'), ['lead']);
    reviewer = await app.member(reviewId, owner, named('Rosa Reader'), ['reviewer']);
    stranger = await app.person(named('Stranger'));
  });
  afterAll(() => app.stop());

  describe('its list', () => {
    it('tells a reviewer the names and roles of colleagues, and no address but the own', async () => {
      const list = (await reviewer.agent.get(team()).expect(200)).body;
      expect(list.map((m: { name: string; email: string | null; isMe: boolean }) => [m.name, m.email, m.isMe])).toEqual(
        [
          [named('Lea Lead'), null, false],
          [named('Olga Owner'), null, false],
          [named('Rosa Reader'), mail('rosa-reader'), true],
        ],
      );
    });

    it('tells a lead the addresses too, and a stranger nothing', async () => {
      const list = (await lead.agent.get(team()).expect(200)).body;
      expect(list.map((m: { email: string | null }) => m.email)).toContain(mail('rosa-reader'));
      await stranger.agent.get(team()).expect(404);
      await app.anybody().get(team()).expect(401);
    });
  });

  describe('inviting', () => {
    it('makes a link for each address and each nameless one, keeps only digests, and lists what is open', async () => {
      const body = {
        emails: ['a@example.org', ' A@Example.org ', mail('rosa-reader'), 'b@example.org'],
        links: 1,
      };
      const reply = await lead.agent
        .post(team('/invitations'))
        .send({ id: newId(), roles: ['viewer', 'reviewer'], ...body })
        .expect(201);
      expect(reply.body.alreadyMembers).toEqual([mail('rosa-reader')]);
      const made: Issued[] = reply.body.invitations;
      expect(made.map(({ email }) => email)).toEqual(['A@Example.org', 'b@example.org', null]);
      expect(new Set(made.map(tokenOf)).size).toBe(3);
      for (const link of made) expect(Buffer.from(tokenOf(link), 'base64url')).toHaveLength(32);
      const stored = JSON.stringify(await app.database.read((m) => m.query<object[]>('SELECT * FROM invitation')));
      expect(made.some((link) => stored.includes(tokenOf(link)))).toBe(false);
      expect(stored).toContain(digest(tokenOf(made[0] as Issued)));
      const open = (await lead.agent.get(team('/invitations')).expect(200)).body;
      expect(open).toHaveLength(3);
      expect(open[0]).toMatchObject({ invitedBy: named('Lea Lead'), roles: ['reviewer', 'viewer'], isExpired: false });
    });

    it('is for those who lead, and only an owner invites an owner', async () => {
      const body = { id: newId(), emails: ['a@example.org'], roles: ['owner'] };
      await reviewer.agent.post(team('/invitations')).send(body).expect(403);
      await stranger.agent.post(team('/invitations')).send(body).expect(404);
      expect((await lead.agent.post(team('/invitations')).send(body).expect(403)).body.code).toBe('owner_only');
      await owner.agent.post(team('/invitations')).send(body).expect(201);
    });

    it.each([
      ['nobody', { emails: [] }],
      ['what is no address', { emails: ['a@example.org', 'not an address'] }],
      ['no role', { roles: [] }],
      ['a role twice', { roles: ['reviewer', 'reviewer'] }],
      ['an unknown role', { roles: ['god'] }],
      ['too many at once', { emails: Array.from({ length: 101 }, (_, i) => `p${i}@example.org`) }],
      ['another review in the body', { reviewId: 'elsewhere-0001' }],
    ])('%s is refused, and nothing is made', async (_what, part) => {
      const body = { id: newId(), emails: ['a@example.org'], roles: ['reviewer'], ...part };
      await lead.agent.post(team('/invitations')).send(body).expect(400);
      expect((await lead.agent.get(team('/invitations'))).body).toEqual([]);
    });

    it('the request sent twice makes one invitation with a new link; another under its id is refused', async () => {
      const body = { id: newId(), emails: ['a@example.org'], roles: ['reviewer'] };
      const first: Issued = (await lead.agent.post(team('/invitations')).send(body).expect(201)).body.invitations[0];
      const second: Issued = (await lead.agent.post(team('/invitations')).send(body).expect(201)).body.invitations[0];
      expect(second.id).toBe(first.id);
      await app
        .anybody()
        .get(`/api/invitations/${tokenOf(first)}`)
        .expect(404);
      await app
        .anybody()
        .get(`/api/invitations/${tokenOf(second)}`)
        .expect(200);
      await lead.agent
        .post(team('/invitations'))
        .send({ ...body, roles: ['lead'] })
        .expect(422);
    });
  });

  describe('joining', () => {
    it('with a new account signs its person in, with the roles of the invitation', async () => {
      const [link] = await invite(lead, { emails: [mail('new')], roles: ['reviewer', 'extractor'] });
      const token = tokenOf(link as Issued);
      const said = await app.anybody().get(`/api/invitations/${token}`).expect(200);
      expect(said.body).toEqual({
        reviewTitle: 'Trampoline parks',
        inviterName: named('Lea Lead'),
        email: mail('new'),
        accountExists: false,
      });
      const agent = app.anybody();
      const account = { name: 'Nell New', email: mail('New'), password: aPassword };
      const joined = await agent.post(`/api/invitations/${token}`).send(account).expect(200);
      expect(joined.body).toMatchObject({ reviewId, account: { name: 'Nell New', siteAdmin: false } });
      const review = await agent.get(`/api/reviews/${reviewId}`).expect(200);
      expect(review.body.me.roles).toEqual(['reviewer', 'extractor']);
      expect((await eventTypes()).at(-1)).toBe('member.joined');
      await app
        .anybody()
        .post(`/api/invitations/${token}`)
        .send({ ...account, email: mail('x') })
        .expect(404);
    });

    it('with the signed-in account needs nothing more; not signed in it asks for that', async () => {
      const [link] = await invite(owner, { links: 1 });
      const path = `/api/invitations/${tokenOf(link as Issued)}`;
      await app.anybody().post(path).send({}).expect(401);
      expect((await stranger.agent.post(path).send({}).expect(200)).body.reviewId).toBe(reviewId);
      await stranger.agent.get(team()).expect(200);
      await app.anybody().get(path).expect(404);
    });

    it('used, expired, withdrawn, meant for another address and made up are refused in the same words', async () => {
      const [used, expired, withdrawn, meant] = await invite(lead, {
        emails: [mail('c'), mail('d'), mail('e'), mail('f')],
      });
      const account = { name: 'N', password: aPassword };
      const use = (link: Issued | undefined, email: string) =>
        app
          .anybody()
          .post(`/api/invitations/${tokenOf(link as Issued)}`)
          .send({ ...account, email });
      await use(used, mail('c')).expect(200);
      await lead.agent
        .post(team(`/invitations/${withdrawn?.id}/withdraw`))
        .send({ id: newId() })
        .expect(204);
      const replies = [
        await use(used, mail('c')),
        await use(withdrawn, mail('e')),
        await use(meant, mail('somebody')),
        await stranger.agent.post(`/api/invitations/${tokenOf(meant as Issued)}`).send({}),
        await app.anybody().get('/api/invitations/made-up'),
      ];
      clock.tick(14 * DAY);
      replies.push(await use(expired, mail('d')));
      expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 404));
      expect(new Set(replies.map((reply) => JSON.stringify({ ...reply.body, requestId: '' }))).size).toBe(1);
    });

    it('an expired invitation can be given a new link, a withdrawn one cannot', async () => {
      const [link] = await invite(owner, { emails: [mail('c')] });
      clock.tick(14 * DAY);
      const again = await app.person(named('Second Lead'));
      await app.ledger.act({ reviewId, id: newId(), memberId: owner.memberId, request: {} }, async (act) => {
        await act.append('member.joined', { memberId: newId(), accountId: again.accountId, roles: ['lead'] });
      });
      expect((await again.agent.get(team('/invitations'))).body[0].isExpired).toBe(true);
      const renew = team(`/invitations/${link?.id}/renew`);
      const renewed: Issued = (await again.agent.post(renew).send({ id: newId() }).expect(200)).body;
      await app
        .anybody()
        .get(`/api/invitations/${tokenOf(link as Issued)}`)
        .expect(404);
      await app
        .anybody()
        .get(`/api/invitations/${tokenOf(renewed)}`)
        .expect(200);
      await again.agent
        .post(team(`/invitations/${link?.id}/withdraw`))
        .send({ id: newId() })
        .expect(204);
      await again.agent.post(renew).send({ id: newId() }).expect(409);
      await again.agent.post(team('/invitations/elsewhere-0001/renew')).send({ id: newId() }).expect(404);
    });

    it('ten people with one link at the same moment: one of them joins', async () => {
      const [link] = await invite(owner, { links: 1 });
      const people = await Promise.all(Array.from({ length: 10 }, (_, i) => app.person(named(`Racer ${i}`))));
      const replies = await Promise.all(
        people.map((person) => person.agent.post(`/api/invitations/${tokenOf(link as Issued)}`).send({})),
      );
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array<number>(9).fill(404)]);
      expect((await owner.agent.get(team())).body).toHaveLength(4);
    });

    it('a weak password, an address that has an account, or half an account is refused and leaves the link usable', async () => {
      const [link] = await invite(owner, { links: 1 });
      const path = `/api/invitations/${tokenOf(link as Issued)}`;
      const account = { name: 'Nell', email: mail('nell'), password: aPassword };
      await app
        .anybody()
        .post(path)
        .send({ ...account, password: 'TrampolineParks1' })
        .expect(422);
      await app.anybody().post(path).send({ name: 'Nell' }).expect(400);
      await app
        .anybody()
        .post(path)
        .send({ ...account, roles: ['owner'] })
        .expect(400);
      const exists = await app
        .anybody()
        .post(path)
        .send({ ...account, email: mail('stranger') })
        .expect(409);
      expect(exists.body.code).toBe('account_exists');
      await app.anybody().post(path).send(account).expect(200);
    });

    it('tries with made-up links are counted by address', async () => {
      let last = 0;
      for (let i = 0; i < 61; i++) last = (await app.anybody().get(`/api/invitations/guess-${i}`)).status;
      expect(last).toBe(429);
      clock.tick(15 * 60_000 + 1);
    });

    it('an API key joins nothing', async () => {
      const key = { id: newId(), name: 'k', scopes: ['all'], days: 1 };
      const { secret } = (await stranger.agent.post('/api/account/tokens').send(key).expect(201)).body;
      const [link] = await invite(owner, { links: 1 });
      const path = `/api/invitations/${tokenOf(link as Issued)}`;
      await app.anybody().post(path).set('Authorization', `Bearer ${secret}`).send({}).expect(401);
    });
  });

  describe('roles', () => {
    const rolesOf = async (member: Actor): Promise<string[]> =>
      ((await owner.agent.get(team())).body as { id: string; roles: string[] }[]).find(
        ({ id }) => id === member.memberId,
      )?.roles ?? [];
    /** Sets roles, having looked at those that hold. */
    const setRoles = async (by: Actor, member: Actor, roles: string[], status = 200, seen?: string[]) => {
      const request = { id: newId(), seen: seen ?? (await rolesOf(member)), roles };
      return by.agent
        .patch(team(`/${member.memberId}`))
        .send(request)
        .expect(status);
    };

    it('set by a lead hold from the next request on', async () => {
      await reviewer.agent.get(team('/invitations')).expect(403);
      await setRoles(lead, reviewer, ['lead', 'reviewer']);
      await reviewer.agent.get(team('/invitations')).expect(200);
      await setRoles(lead, reviewer, ['viewer']);
      await reviewer.agent.get(team('/invitations')).expect(403);
    });

    it('ownership is given and taken by owners only', async () => {
      await setRoles(lead, reviewer, ['owner'], 403);
      await setRoles(lead, lead, ['owner', 'lead'], 403);
      await setRoles(lead, owner, ['viewer'], 403);
      await setRoles(owner, lead, ['owner', 'lead']);
      await setRoles(lead, owner, ['viewer']);
    });

    it('the last owner keeps ownership, and one whose account is closed does not count', async () => {
      expect((await setRoles(owner, owner, ['lead'], 409)).body.code).toBe('last_owner');
      await setRoles(owner, lead, ['owner']);
      await lead.agent.post('/api/account/deactivate').send({ password: aPassword }).expect(204);
      await setRoles(owner, owner, ['lead'], 409);
    });

    it('not by a reviewer, not for a member of another review, not for nobody', async () => {
      await setRoles(reviewer, reviewer, ['lead'], 403);
      const elsewhere = await app.review(stranger, 'Elsewhere');
      await setRoles(lead, stranger, ['lead'], 404);
      const reply = await stranger.agent
        .patch(`/api/reviews/${elsewhere}/members/${reviewer.memberId}`)
        .send({ id: newId(), seen: ['reviewer'], roles: ['lead'] });
      expect(reply.status).toBe(404);
    });

    it('who may no longer lead leaves no open invitation behind', async () => {
      const [link] = await invite(lead, { links: 1, roles: ['lead'] });
      await setRoles(owner, lead, ['viewer']);
      await app
        .anybody()
        .get(`/api/invitations/${tokenOf(link as Issued)}`)
        .expect(404);
      expect((await owner.agent.get(team('/invitations'))).body).toEqual([]);
    });

    it('set by two leads at once: the second is told what holds now', async () => {
      const seen = await rolesOf(reviewer);
      await setRoles(owner, reviewer, ['reviewer', 'librarian'], 200, seen);
      const late = await setRoles(lead, reviewer, ['reviewer', 'author'], 409, seen);
      expect(late.body).toMatchObject({ code: 'changed_meanwhile', now: ['librarian', 'reviewer'] });
    });

    it('the same set again writes nothing', async () => {
      const before = await eventTypes();
      await setRoles(owner, reviewer, ['reviewer']);
      expect(await eventTypes()).toEqual(before);
    });
  });

  describe('leaving', () => {
    const leave = (by: Actor, member: Actor) =>
      by.agent.post(team(`/${member.memberId}/leave`)).send({ id: newId(), reason: 'new job' });

    it('a member leaves by themself and is a stranger at once; their name stays in the list', async () => {
      await leave(reviewer, reviewer).expect(200);
      await reviewer.agent.get(team()).expect(404);
      const left = (await lead.agent.get(team())).body.at(-1);
      expect(left).toMatchObject({ name: named('Rosa Reader'), leftAt: clock.now(), roles: ['reviewer'] });
      expect((await eventTypes()).at(-1)).toBe('member.left');
    });

    it('a lead removes a reviewer; a reviewer removes nobody; a lead does not remove an owner', async () => {
      expect((await leave(reviewer, lead).expect(403)).body.code).toBe('not_allowed');
      await leave(lead, owner).expect(403);
      await leave(lead, reviewer).expect(200);
      await leave(lead, reviewer).expect(409);
    });

    it('the last owner stays until somebody else owns the review', async () => {
      await leave(owner, owner).expect(409);
      await owner.agent
        .patch(team(`/${lead.memberId}`))
        .send({ id: newId(), seen: ['lead'], roles: ['owner'] })
        .expect(200);
      await leave(owner, owner).expect(200);
    });

    it('who left can be taken back as they were, or joins again by a new invitation', async () => {
      await leave(lead, reviewer).expect(200);
      await lead.agent
        .post(team(`/${reviewer.memberId}/return`))
        .send({ id: newId() })
        .expect(200);
      await reviewer.agent.get(team()).expect(200);
      await lead.agent
        .post(team(`/${reviewer.memberId}/return`))
        .send({ id: newId() })
        .expect(409);
      await leave(lead, reviewer).expect(200);
      const [link] = await invite(lead, { emails: [mail('rosa-reader')], roles: ['viewer'] });
      await reviewer.agent
        .post(`/api/invitations/${tokenOf(link as Issued)}`)
        .send({})
        .expect(200);
      const me = (await reviewer.agent.get(team())).body.find((m: { isMe: boolean }) => m.isMe);
      expect(me).toMatchObject({ id: reviewer.memberId, roles: ['viewer'], leftAt: null });
    });

    it('an invitation made by someone who left opens nothing', async () => {
      const [link] = await invite(lead, { links: 1 });
      await leave(owner, lead).expect(200);
      await stranger.agent
        .post(`/api/invitations/${tokenOf(link as Issued)}`)
        .send({})
        .expect(404);
    });

    it('sent twice it is done once', async () => {
      const body = { id: newId(), reason: null };
      await lead.agent
        .post(team(`/${reviewer.memberId}/leave`))
        .send(body)
        .expect(200);
      await lead.agent
        .post(team(`/${reviewer.memberId}/leave`))
        .send(body)
        .expect(200);
      expect((await eventTypes()).filter((type) => type === 'member.left')).toHaveLength(1);
    });
  });
});

describe('mails', () => {
  it('carry the link under the configured address, whatever the request calls the host', async () => {
    const post = await aMailServer();
    const app = await TestApp.start(undefined, {
      EVENHAND_MAIL_URL: `smtp://127.0.0.1:${post.port}`,
      EVENHAND_PUBLIC_URL: 'http://review.example.org',
    });
    const owner = await app.person('Olga');
    const reviewId = await app.review(owner, 'Parks\r\nBcc: everyone@example.org');
    const reply = await owner.agent
      .post(`/api/reviews/${reviewId}/members/invitations`)
      .set('X-Forwarded-Host', 'evil.example')
      .send({ id: newId(), emails: ['new@example.org'], links: 1, roles: ['reviewer'] })
      .expect(201);
    const [mailed, handed] = reply.body.invitations as Issued[];
    expect([mailed?.isMailed, handed?.isMailed]).toEqual([true, false]);
    expect(mailed?.url).toBe(`http://review.example.org${mailed?.path}`);
    const [mail] = post.mails;
    expect(post.recipients).toEqual(['new@example.org']);
    expect(mail?.replaceAll(/=\r?\n/g, '')).toContain(mailed?.url);
    expect(mail).not.toContain('evil.example');
    expect(mail?.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/m);
    await app.stop();
    post.server.close();
  });

  it('a mail server that does not answer keeps nobody from inviting', async () => {
    const app = await TestApp.start(undefined, {
      EVENHAND_MAIL_URL: 'smtp://127.0.0.1:9',
      EVENHAND_PUBLIC_URL: 'http://review.example.org',
    });
    const owner = await app.person('Olga');
    const reviewId = await app.review(owner);
    const reply = await owner.agent
      .post(`/api/reviews/${reviewId}/members/invitations`)
      .send({ id: newId(), emails: ['new@example.org'], roles: ['reviewer'] })
      .expect(201);
    expect(reply.body.invitations[0].isMailed).toBe(false);
    await app.stop();
  });
});

/** As much of an SMTP server as taking a mail needs. */
async function aMailServer(): Promise<{ server: Server; port: number; mails: string[]; recipients: string[] }> {
  const mails: string[] = [];
  const recipients: string[] = [];
  const server = createServer((socket: Socket) => {
    let isData = false;
    let buffer = '';
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      buffer += chunk.toString('utf8');
      if (isData) {
        if (!buffer.includes('\r\n.\r\n')) return;
        mails.push(buffer);
        buffer = '';
        isData = false;
        socket.write('250 taken\r\n');
        return;
      }
      for (let end = buffer.indexOf('\r\n'); end >= 0 && !isData; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        const recipient = /^RCPT TO:<([^>]+)>/i.exec(line)?.[1];
        if (recipient) recipients.push(recipient);
        isData = /^DATA/i.test(line);
        socket.write(isData ? '354 go on\r\n' : /^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port, mails, recipients };
}
