import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { IssuedInvitation } from '@shared/contracts/team';
import { CopyField } from '../../ui/copy-field';

/** Links that were just made, each to be handed to one person. */
@Component({
  selector: 'eh-link-list',
  imports: [CopyField, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ul>
      @for (made of invitations(); track made.id; let n = $index) {
        <li>
          <p>
            {{ made.email ?? ('team.linkNumber' | transloco: { number: n + 1 }) }}
            @if (made.email) {
              <span class="eh-quiet eh-small">{{
                (made.isMailed ? 'team.mailed' : 'team.notMailed') | transloco
              }}</span>
            }
          </p>
          <eh-copy-field
            [label]="made.email ?? ('team.linkNumber' | transloco: { number: n + 1 })"
            [value]="addressOf(made)"
            [act]="'team.copy' | transloco"
            [done]="'team.copied' | transloco"
          />
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: var(--eh-4);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    p {
      margin-bottom: var(--eh-1);
    }
  `,
})
export class LinkList {
  readonly invitations = input.required<readonly IssuedInvitation[]>();

  /** The server's own address where it knows one, else the one under which it is reached here. */
  protected addressOf(made: IssuedInvitation): string {
    return made.url ?? location.origin + made.path;
  }
}
