import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { reviewArchived } from '@shared/domain/access/archived';
import { type Permission, permissionsOf, type Role } from '@shared/domain/access/roles';
import { scopesAllow } from '@shared/domain/access/scopes';
import { Refusal } from '@shared/domain/refusal';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import { type AppRequest, type Person, ROUTE, type RouteOptions } from '../platform/http/route';
import { sessionSecret } from './cookies';
import { RateLimits } from './limits';
import { Sessions } from './sessions';
import { assertInScope, TokensService } from './tokens.service';

/**
 * Lets a request through when the route's declaration allows its person. Rights are read anew on every request, so that
 * a change takes effect at once. A stranger gets the same answer for a review that is not theirs as for none at all.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly tokens: TokensService,
    private readonly limits: RateLimits,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get<RouteOptions | undefined>(ROUTE, context.getHandler());
    if (!route) throw new Error(`a route declares no access: ${context.getClass().name}.${context.getHandler().name}`);
    const http = context.switchToHttp();
    const request = http.getRequest<AppRequest>();
    // What a review says is for its members: no cache on the way keeps it unless the handler says otherwise.
    http.getResponse<Response>().setHeader('Cache-Control', 'private, no-store');
    const person = await this.personOf(request);
    if (person) request.person = person;
    if (route.may === 'public') return true;
    if (!person)
      throw new Refusal('not_signed_in', 'You are not signed in, or your session has ended. Sign in again.', 401);
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (!isReading) this.limits.countWrite(person.account.id);
    if (route.may === 'site-admin' && !person.account.isSiteAdmin) {
      throw new Refusal(notFound.code, notFound.detail, 404);
    }
    const isInReview = route.may !== 'signed-in' && route.may !== 'site-admin';
    const review = isInReview ? await this.enterReview(request, person, route.may as Permission) : null;
    assertInScope(person, route, isReading);
    const isRefused = review?.archivedAt && !isReading && !route.whileArchived;
    if (isRefused && !(await this.isRepeated(request))) throw reviewArchived();
    return true;
  }

  /** Answers when the review was archived. */
  private async enterReview(
    request: AppRequest,
    person: Person,
    permission: Permission,
  ): Promise<{ archivedAt: string | null }> {
    const reviewId = String(request.params['reviewId'] ?? '');
    const [member] = await this.database.lookUp(
      (manager) => manager.sql<{ id: string; roles: string; archivedAt: string | null }[]>`
        SELECT member.id, member.roles, review.archived_at AS "archivedAt"
        FROM member JOIN review ON review.id = member.review_id
        WHERE member.review_id = ${reviewId} AND member.account_id = ${person.account.id} AND member.left_at IS NULL`,
    );
    if (!member) throw new Refusal(notFound.code, notFound.detail, 404);
    const roles = JSON.parse(member.roles) as Role[];
    const held = permissionsOf(roles);
    if (!held.includes(permission)) {
      throw new Refusal('not_allowed', 'Your roles in this review do not include this. A lead can change them.', 403);
    }
    const { via } = person;
    const permissions = via.kind === 'token' ? held.filter((one) => scopesAllow(via.scopes, one)) : held;
    request.membership = { reviewId, memberId: member.id, roles, permissions };
    return { archivedAt: member.archivedAt };
  }

  /**
   * Whether this member's request was carried out before the review was archived, so that its answer can be given again.
   * The ledger tells a repetition from another request under the same id, and takes no new entry either way.
   */
  private async isRepeated({ body, membership }: AppRequest): Promise<boolean> {
    const id = (body as { id?: unknown } | undefined)?.id;
    if (typeof id !== 'string' || !membership) return false;
    const { reviewId, memberId } = membership;
    const receipts = await this.database.lookUp(
      (manager) => manager.sql<{ id: string }[]>`
        SELECT id FROM receipt WHERE review_id = ${reviewId} AND id = ${id} AND member_id = ${memberId}`,
    );
    return receipts.length > 0;
  }

  /** A key in the header speaks for itself alone: a cookie beside it is not looked at. */
  private personOf(request: AppRequest): Promise<Person | null> {
    const header = request.get('authorization');
    if (header?.startsWith('Bearer ')) return this.tokens.personOf(header);
    const secret = sessionSecret(request, this.config);
    return secret ? this.sessions.personOf(secret) : Promise.resolve(null);
  }
}
