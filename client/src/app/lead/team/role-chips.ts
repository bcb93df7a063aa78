import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Role } from '@shared/domain/access/roles';

/** Roles as a short row; what each lets one do shows on hovering. */
@Component({
  selector: 'eh-role-chips',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (role of roles(); track role) {
        <li [title]="'team.does.' + role | transloco">{{ 'roles.' + role | transloco }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--eh-1) var(--eh-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 0 0.5em;
      border: var(--eh-hair);
      border-radius: 4px;
      font-size: var(--eh-text-xs);
      line-height: 1.6;
      white-space: nowrap;
    }
  `,
})
export class RoleChips {
  readonly roles = input.required<readonly Role[]>();
}
