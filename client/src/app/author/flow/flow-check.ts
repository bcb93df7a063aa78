import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { MatButton } from '@angular/material/button';
import type { PublishedCheck } from '@shared/contracts/flow';
import { ProblemText } from '../../data/problem-text';
import { FormFieldBox, InputControl } from '../../ui/field';
import { FileDrop } from '../../ui/file-drop';
import { Icon } from '../../ui/icon';
import { NumberLink } from '../../ui/number-link';
import { AuthorApi } from '../author-api';

/** Holds the numbers of a published diagram against the rules. */
@Component({
  selector: 'eh-flow-check',
  imports: [FileDrop, FormFieldBox, Icon, InputControl, MatButton, NumberLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="eh-stack">
      <p class="eh-quiet">{{ 'author.check.text' | transloco }}</p>
      <eh-file-drop accept=".csv,.json" (chosen)="read($any($event))" />
      <eh-field [label]="'author.check.paste' | transloco" [error]="problem()">
        <textarea
          ehInput
          rows="5"
          spellcheck="false"
          [value]="text()"
          (input)="text.set($any($event.target).value)"
        ></textarea>
      </eh-field>
      <div>
        <button matButton="outlined" type="button" [disabled]="!text().trim()" (click)="check()">
          {{ 'author.check.act' | transloco }}
        </button>
      </div>
      @if (result(); as found) {
        <div role="status">
          <p class="told" [class.bad]="!found.consistent">
            <eh-icon [name]="found.consistent ? 'check' : 'warning'" />
            {{ (found.consistent ? 'author.check.consistent' : 'author.check.inconsistent') | transloco }}
          </p>
          <div class="scroll">
            <table>
              <caption class="eh-visually-hidden">
                {{
                  'author.check.act' | transloco
                }}
              </caption>
              <tbody>
                @for (rule of found.rules; track rule.rule) {
                  <tr [class.quiet]="rule.status === 'not_evaluable'">
                    <th scope="row">{{ rule.words }}</th>
                    <td>{{ 'author.check.outcomes.' + rule.status | transloco }}</td>
                    <td class="numeric">
                      @if (rule.status === 'violated') {
                        <eh-number [value]="rule.lhs" /> ≠ <eh-number [value]="rule.rhs" />
                      }
                    </td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
          @for (note of [...found.warnings, ...found.problems]; track $index) {
            <p class="eh-small">{{ note }}</p>
          }
        </div>
      }
    </div>
  `,
  styles: `
    .told {
      display: flex;
      gap: var(--eh-2);
      align-items: center;
      margin-bottom: var(--eh-2);
      color: var(--eh-include);
      font-weight: 600;
    }
    .bad {
      color: var(--eh-danger);
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: var(--eh-text-s);
    }
    tr {
      border-block-start: var(--eh-hair);
    }
    th,
    td {
      padding: var(--eh-2) var(--eh-3) var(--eh-2) 0;
      text-align: start;
      vertical-align: top;
      font-weight: 400;
    }
    .numeric {
      text-align: end;
      white-space: nowrap;
    }
    .quiet {
      color: var(--eh-ink-3);
    }
  `,
})
export class FlowCheck {
  private readonly api = inject(AuthorApi);
  private readonly problems = inject(ProblemText);
  readonly reviewId = input.required<string>();
  protected readonly text = signal('');
  protected readonly problem = signal('');
  protected readonly result = signal<PublishedCheck | null>(null);

  protected async read(files: readonly File[]): Promise<void> {
    const file = files[0];
    if (!file) return;
    this.text.set(await file.text());
    await this.check();
  }

  protected async check(): Promise<void> {
    this.problem.set('');
    this.result.set(null);
    try {
      this.result.set(await this.api.checkPublished(this.reviewId(), this.text()));
    } catch (error) {
      this.problem.set(this.problems.of(error, 'author'));
    }
  }
}
