import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ROLES, type Role } from '@shared/domain/access/roles';

/** Which roles someone has, each with what it lets them do. */
@Component({
  selector: 'eh-role-choice',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset [attr.aria-describedby]="error() ? 'eh-roles-error' : null">
      <legend class="eh-label">{{ 'team.roles' | transloco }}</legend>
      @for (role of offered(); track role) {
        <label class="eh-check">
          <input type="checkbox" [checked]="roles().includes(role)" (change)="toggle(role)" />
          <span>
            <b>{{ 'roles.' + role | transloco }}</b>
            <span class="eh-quiet eh-small">{{ 'team.does.' + role | transloco }}</span>
          </span>
        </label>
      }
      @if (error()) {
        <p class="eh-danger eh-small" id="eh-roles-error" role="alert">{{ error() }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      display: grid;
      gap: var(--eh-2);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: var(--eh-2);
    }
    b {
      display: block;
      font-weight: 600;
    }
  `,
})
export class RoleChoice {
  readonly roles = model.required<readonly Role[]>();
  /** Whether ownership can be given and taken here. */
  readonly mayOwn = input(false);
  readonly error = input('');
  protected readonly offered = computed(() =>
    ROLES.filter((role) => role !== 'owner' || this.mayOwn() || this.roles().includes('owner')),
  );

  protected toggle(role: Role): void {
    const held = this.roles();
    this.roles.set(ROLES.filter((other) => (other === role ? !held.includes(role) : held.includes(other))));
  }
}
