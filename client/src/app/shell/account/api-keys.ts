import { ChangeDetectionStrategy, Component, computed, inject, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ApiToken, IssuedToken } from '@shared/contracts/people';
import { SCOPES, type Scope } from '@shared/domain/access/scopes';
import { TokensApi } from '../../data/access';
import { ProblemText } from '../../data/problem-text';
import { Texts } from '../../data/texts';
import { Confirm } from '../../ui/confirm';
import { CopyField } from '../../ui/copy-field';
import { FormFieldBox, InputControl } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { Toasts } from '../../ui/toasts';

/** Keys for scripts: which there are, a new one, and the end of one. A key's secret is shown once. */
@Component({
  selector: 'eh-api-keys',
  imports: [CopyField, FormFieldBox, InputControl, MatButton, Moment, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './api-keys.html',
  styleUrl: './api-keys.scss',
})
export class ApiKeys {
  private readonly api = inject(TokensApi);
  private readonly confirm = inject(Confirm);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);

  protected readonly scopes = SCOPES;
  private readonly tokens = resource({ loader: () => this.api.list() });
  protected readonly rows = computed(() => (this.tokens.hasValue() ? this.tokens.value() : null));
  protected readonly isMaking = signal(false);
  protected readonly made = signal<IssuedToken | null>(null);
  protected readonly name = signal('');
  protected readonly days = signal(90);
  protected readonly chosen = signal<readonly Scope[]>(['read']);
  protected readonly wasTried = signal(false);
  protected readonly isSending = signal(false);
  protected readonly problem = signal('');
  private id = this.api.newId();

  protected readonly nameError = computed(() =>
    this.wasTried() && this.name().trim() === '' ? this.texts.of('errors.required') : '',
  );
  protected readonly scopeError = computed(() =>
    this.wasTried() && this.chosen().length === 0 ? this.texts.of('access.keys.noScope') : '',
  );

  protected hasEnded(token: ApiToken): boolean {
    return Date.parse(token.expiresAt) <= Date.now();
  }

  protected toggle(scope: Scope): void {
    const held = this.chosen();
    this.chosen.set(SCOPES.filter((other) => (other === scope ? !held.includes(scope) : held.includes(other))));
  }

  protected setDays(value: string): void {
    this.days.set(Math.min(366, Math.max(1, Math.trunc(Number(value)) || 1)));
  }

  protected begin(): void {
    this.id = this.api.newId();
    this.made.set(null);
    this.name.set('');
    this.wasTried.set(false);
    this.isMaking.set(true);
  }

  protected async make(): Promise<void> {
    this.wasTried.set(true);
    if (this.nameError() || this.scopeError()) return;
    this.isSending.set(true);
    await this.attempt(async () => {
      const token = { id: this.id, name: this.name().trim(), scopes: [...this.chosen()], days: this.days() };
      this.made.set(await this.api.make(token));
      this.isMaking.set(false);
      this.tokens.reload();
    });
    this.isSending.set(false);
  }

  protected async revoke(token: ApiToken): Promise<void> {
    const isSure = await this.confirm.ask({
      title: this.texts.of('access.keys.revokeTitle', { name: token.name }),
      text: this.texts.of('access.keys.revokeText'),
      act: this.texts.of('access.keys.revoke'),
      isDanger: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.api.revoke(token.id);
      if (this.made()?.id === token.id) this.made.set(null);
      this.toasts.done(this.texts.of('access.keys.revoked'));
      this.tokens.reload();
    });
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.problem.set('');
    try {
      await act();
    } catch (error) {
      this.problem.set(this.problemText.of(error, 'access'));
    }
  }
}
