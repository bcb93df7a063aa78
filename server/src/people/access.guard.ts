import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Permission, permissionsOf } from '@shared/domain/access/roles';
import { Refusal } from '@shared/domain/refusal';
import { CONFIG, type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/http/problem.filter';
import { type AppRequest, type Person, ROUTE, type RouteOptions } from '../platform/http/route';
import { MemberEntity } from '../reviews/review.entity';
import { AuthService } from './auth.service';
import { sessionSecret } from './cookies';

/**
 * Lets a request through when the route's declaration allows its person. Rights are read anew on every request, so that
 * a change takes effect at once. A stranger gets the same answer for a review that is not theirs as for none at all.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly auth: AuthService,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get<RouteOptions | undefined>(ROUTE, context.getHandler());
    if (!route) throw new Error(`a route declares no access: ${context.getClass().name}.${context.getHandler().name}`);
    const request = context.switchToHttp().getRequest<AppRequest>();
    const person = await this.personOf(request);
    if (person) request.person = person;
    if (route.may === 'public') return true;
    if (!person)
      throw new Refusal('not_signed_in', 'You are not signed in, or your session has ended. Sign in again.', 401);
    if (route.may === 'signed-in') return true;
    if (route.may === 'site-admin') {
      if (person.account.isSiteAdmin) return true;
      throw new Refusal(notFound.code, notFound.detail, 404);
    }
    return this.isAllowed(request, person, route.may);
  }

  private async isAllowed(request: AppRequest, person: Person, permission: Permission): Promise<boolean> {
    const reviewId = String(request.params['reviewId'] ?? '');
    const member = await this.database.read((manager) =>
      manager.findOneBy(MemberEntity, { reviewId, accountId: person.account.id }),
    );
    if (!member || member.leftAt) throw new Refusal(notFound.code, notFound.detail, 404);
    const permissions = permissionsOf(member.roles);
    if (!permissions.includes(permission)) {
      throw new Refusal('not_allowed', 'Your roles in this review do not include this. A lead can change them.', 403);
    }
    request.membership = { reviewId, memberId: member.id, roles: member.roles, permissions };
    return true;
  }

  private personOf(request: AppRequest): Promise<Person | null> {
    const secret = sessionSecret(request, this.config);
    return secret ? this.auth.personOf(secret) : Promise.resolve(null);
  }
}
